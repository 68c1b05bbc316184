using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Contests;

/// <summary>Losses of rows of classes.</summary>
internal static class RowContests
{
    public static IEnumerable<Contest?> All(Arena arena)
    {
        foreach ((int rows, int classes) in arena.Sizes((64, 80), (4096, 80), (131_072, 80)))
        {
            yield return CrossEntropy(arena, "CrossEntropy80", rows, classes, Kernels.CrossEntropy80, FormulaKernels.CrossEntropy80, "cross_entropy_80");
        }
        foreach ((int rows, int classes) in new[] { (4096, 2), (1024, 10), (64, 80), (64, 1000), (8, 30_000) }.Concat(arena.Sizes((64, 1000), (512, 1000), (16_384, 1000)).Skip(1)))
        {
            yield return CrossEntropy(arena, "CrossEntropyAny", rows, classes, Kernels.CrossEntropyAny, FormulaKernels.CrossEntropyAny, "cross_entropy_any");
        }
        // 64: planes that all meet in the same lines of the cache
        foreach ((int images, int side) in new[] { (2, 65), (2, 64) }.Concat(arena.Sizes((2, 65), (16, 129)).Skip(1)))
        {
            yield return Pixels(arena, images, side);
        }
        foreach (int anchors in arena.Sizes(512, 16_384))
        {
            const int Images = 2, Classes = Inputs.RetinaClasses;
            nint[] shape = [Images, anchors, Classes], ofTargets = [Images, anchors, Classes + 1];
            int[] sizes = [Images, anchors, Classes];
            float[] probabilities = Inputs.Fill(Images * anchors * Classes, new Random(7).NextSingle);
            yield return arena.Other("RetinaNet", string.Join('x', sizes), "entry", probabilities.Length, probabilities, Inputs.RetinaTargets(Images * anchors), probabilities.Length,
                sizes, (p, t, g) => Kernels.RetinaNet(new(p, shape), new(t, ofTargets), new(g, shape)), new(ScalarPeers.RetinaNet) { PyTorch = "retina_net" });
        }
    }

    private static Contest? CrossEntropy(Arena arena, string kernel, int rows, int classes, Loss<int> lossGen, Loss<int> formula, string native) =>
        arena.Rows(kernel, [rows, classes], Inputs.Logits(rows * classes), Inputs.Classes(rows, classes), lossGen, new(ScalarPeers.CrossEntropy)
        { Formula = formula, Tiles = TensorPeers.CrossEntropy, Intrinsics = native, Textbook = native, PyTorch = "cross_entropy" });

    private static Contest? Pixels(Arena arena, int images, int side)
    {
        const int Classes = Inputs.PixelClasses;
        int area = side * side;
        nint[] shape = [images, Classes, side, side], ofTargets = [images, side, side];
        float[] logits = Inputs.Logits(images * Classes * area);
        return arena.Rows("CrossEntropyPixels", [images, Classes, side, side], logits, Inputs.Classes(images * area, Classes),
            (x, t, g) => Kernels.CrossEntropyPixels(new(x, shape), new(t, ofTargets), new(g, shape)), new((x, t, g) => ScalarPeers.CrossEntropyPixels(area, x, t, g))
            { PyTorch = "cross_entropy_pixels", Others = [("LossGen, classes last", ClassesLast(logits, area))] });
    }

    /// <summary>The same rows with their classes side by side, in memory of their own.</summary>
    private static Loss<int> ClassesLast(float[] logits, int area)
    {
        const int Classes = Inputs.PixelClasses;
        float[] rows = new float[logits.Length], gradient = new float[logits.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[(i / (area * Classes) * area + i % area) * Classes + i / area % Classes] = logits[i];
        }
        return (_, targets, _) => Kernels.CrossEntropyAny(rows, targets, gradient);
    }
}
