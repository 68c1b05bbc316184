using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Contests;

/// <summary>Losses of single numbers.</summary>
internal static class FocalContests
{
    // Whole arrays of 16M numbers would be half a gigabyte of intermediates.
    private const int MostWhole = 1 << 20;

    private const int SmallestInMemory = 1 << 24;

    public static IEnumerable<Contest?> All(Arena arena)
    {
        foreach (int n in arena.Sizes(4096, 2048, 32_768, 1 << 20, 1 << 24))
        {
            TensorPeers tiles = new(TensorPeers.InCache);
            Loss<float>? whole = n is > TensorPeers.InCache and <= MostWhole ? new TensorPeers(n).FocalHard : null;
            yield return arena.Elements("FocalHard", Inputs.Logits(n), Inputs.Labels(n), Kernels.FocalHard, new(ScalarPeers.FocalHard)
            {
                Formula = FormulaKernels.FocalHard, Tiles = tiles.FocalHard, Whole = whole, Intrinsics = "focal_hard", Textbook = "focal_hard", PyTorch = "focal",
                Others = n == SmallestInMemory ? [("triad", StreamPeers.Triad), ("copy", StreamPeers.Copy)] : [],
            });
        }
        foreach (int n in arena.Sizes(4096, 1 << 20))
        {
            float[] x = Inputs.Logits(n), labels = Inputs.Labels(n), soft = Inputs.Probabilities(n);
            byte[] bytes = Inputs.ByteLabels(n);
            TensorPeers tiles = new(TensorPeers.InCache);
            yield return arena.Elements("FocalHardValue", x, labels, (x, t, _) => Kernels.FocalHardValue(x, t), new(ScalarPeers.FocalHardValue)
            { Tiles = tiles.FocalHardValue, Intrinsics = "focal_hard_value", Textbook = "focal_hard_value", PyTorch = "focal_value" });
            yield return arena.Elements("FocalSoft", x, soft, Kernels.FocalSoft, new(ScalarPeers.FocalSoft)
            { Formula = FormulaKernels.FocalSoft, Tiles = tiles.FocalSoft, Whole = new TensorPeers(n).FocalSoft, Intrinsics = "focal_soft", Textbook = "focal_soft", PyTorch = "focal" });
            yield return arena.Elements("FocalSoftValue", x, soft, (x, t, _) => Kernels.FocalSoftValue(x, t), new(ScalarPeers.FocalSoftValue)
            { Textbook = "focal_soft_value", PyTorch = "focal_value" });
            yield return arena.Elements("FocalByte", x, bytes, Kernels.FocalByte, new(ScalarPeers.FocalByte)
            { Formula = FormulaKernels.FocalByte, Tiles = tiles.FocalByte, Whole = new TensorPeers(n).FocalByte, Intrinsics = "focal_byte", Textbook = "focal_byte", PyTorch = "focal_bytes" });
            yield return arena.Elements("FocalByteValue", x, bytes, (x, t, _) => Kernels.FocalByteValue(x, t), new(ScalarPeers.FocalByteValue)
            { Textbook = "focal_byte_value", PyTorch = "focal_bytes_value" });
            yield return arena.Elements("BinaryCrossEntropy", x, soft, Kernels.BinaryCrossEntropy, new(ScalarPeers.BinaryCrossEntropy)
            { Formula = FormulaKernels.BinaryCrossEntropy, Tiles = tiles.BinaryCrossEntropy, Textbook = "binary_cross_entropy", PyTorch = "binary_cross_entropy" });
            yield return arena.Elements("Huber", Inputs.Logits(n), soft, Kernels.Huber, new(ScalarPeers.Huber) { Formula = FormulaKernels.Huber, PyTorch = "huber" });
        }
        foreach (int n in arena.Sizes(1 << 20, 1 << 24, 1 << 18, 65_536, 4096))
        {
            yield return arena.Elements("FocalHardThreads", Inputs.Logits(n), Inputs.Labels(n), Kernels.FocalHardThreads, new(ScalarPeers.FocalHard)
            { Others = [("LossGen, one thread", Kernels.FocalHard)], PyTorch = "focal", SharesWork = true });
        }
        foreach (int n in arena.Sizes(4096))
        {
            yield return arena.Elements("FocalPrecisions", Inputs.Logits(n), Inputs.Labels(n), Kernels.FocalHard, new(ScalarPeers.FocalHard)
            { Others = [("LossGen, Precision.Precise", Kernels.FocalHardPrecise), ("LossGen, double", Doubles(n))] });
        }
    }

    /// <summary>The kernel of doubles, on doubles of its own.</summary>
    private static Loss<float> Doubles(int count)
    {
        double[] logits = Array.ConvertAll(Inputs.Logits(count), x => (double)x), labels = Array.ConvertAll(Inputs.Labels(count), t => (double)t), gradient = new double[count];
        return (_, _, _) => (float)Kernels.FocalHardDouble(logits, labels, gradient);
    }
}
