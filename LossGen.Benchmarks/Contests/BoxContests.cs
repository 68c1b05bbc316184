using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Contests;

/// <summary>Losses and overlaps of boxes.</summary>
internal static class BoxContests
{
    private const int SmallestInMemory = 1 << 22;

    public static IEnumerable<Contest?> All(Arena arena)
    {
        foreach (int n in arena.Sizes(1024, 16_384, 1 << 18, 1 << 22))
        {
            float[] p = Inputs.Boxes(n, seed: 5), t = Inputs.Boxes(n, seed: 6);
            yield return arena.Boxes("GIoU", p, t, Kernels.GIoU, new(ScalarPeers.GIoU)
            {
                Formula = FormulaKernels.GIoU, Intrinsics = "giou", Textbook = "giou", PyTorch = "giou",
                Others = n == SmallestInMemory ? [("triad", StreamPeers.Triad), ("copy", StreamPeers.Copy)] : [],
            });
        }
        foreach (int n in arena.Sizes(1024, 1 << 18))
        {
            float[] p = Inputs.Boxes(n, seed: 5), t = Inputs.Boxes(n, seed: 6);
            yield return arena.Boxes("CIoU", p, t, Kernels.CIoU, new(ScalarPeers.CIoU) { Textbook = "ciou", PyTorch = "ciou" });
        }
        foreach (int n in arena.Sizes(128, 1024))
        {
            float[] a = Inputs.Boxes(n, seed: 5), b = Inputs.Boxes(n, seed: 6);
            yield return arena.Other("PairwiseIoU", $"{n}x{n}", "pair", n * n, a, b, n * n, [], PairwiseIoU, new(ScalarPeers.PairwiseIoU) { PyTorch = "pairwise_iou" });
        }
        foreach (int n in arena.Sizes(1024, 8192))
        {
            int[] places = new int[n];
            yield return arena.Other("NonMaxSuppression", Arena.Name(n), "box", n, Inputs.Boxes(n, seed: 5), Inputs.Probabilities(n), n, [],
                (boxes, scores, kept) => Keep(boxes, scores, kept, places), new(ScalarPeers.Keep) { PyTorch = "keep" });
        }
    }

    private static float PairwiseIoU(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix)
    {
        Kernels.PairwiseIoU(boxes1, boxes2, matrix);
        return matrix.Length;
    }

    /// <summary>The places as floats, which all sides of a contest write.</summary>
    private static float Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<float> kept, Span<int> places)
    {
        int count = Kernels.Keep(boxes, scores, places);
        for (int i = 0; i < count; i++)
        {
            kept[i] = places[i];
        }
        return count;
    }
}
