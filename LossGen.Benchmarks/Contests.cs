using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks;

/// <summary>Which kernel meets which peers, and on what. Without a C compiler the two C peers are null and stay away.</summary>
internal sealed class Contests(bool quick, NativePeers? intrinsics, NativePeers? textbook)
{
    public IEnumerable<Contest> All()
    {
        foreach (int count in Sizes(4096, 65_536, 1 << 20))
        {
            string size = Name(count);
            float[] logits = Inputs.Logits(count), labels = Inputs.Labels(count);
            yield return Contest.Create("FocalHard", size, "element", count, logits, labels, Kernels.FocalHard,
                Peers<float>(ScalarPeers.FocalHard, TensorPeers.FocalHard, c => c.FocalHard));
            yield return Contest.Create("FocalHardValue", size, "element", count, logits, labels, (x, t, _) => Kernels.FocalHardValue(x, t),
                Peers<float>(ScalarPeers.FocalHardValue, TensorPeers.FocalHardValue, c => c.FocalHardValue));
            yield return Contest.Create("FocalSoft", size, "element", count, logits, Inputs.Probabilities(count), Kernels.FocalSoft,
                Peers<float>(ScalarPeers.FocalSoft, TensorPeers.FocalSoft, c => c.FocalSoft));
            yield return Contest.Create("FocalByte", size, "element", count, logits, Inputs.ByteLabels(count), Kernels.FocalByte,
                Peers<byte>(ScalarPeers.FocalByte, TensorPeers.FocalByte, c => c.FocalByte));
        }
        foreach (int count in Sizes(1 << 20, 1 << 18, 65_536, 4096))
        {
            yield return Contest.Create("FocalHardThreads", Name(count), "element", count, Inputs.Logits(count), Inputs.Labels(count), Kernels.FocalHardThreads,
                ("one thread", Kernels.FocalHard)) with { SharesWork = true };
        }
        foreach (int count in Sizes(1024, 65_536))
        {
            yield return Contest.Create("GIoU", Name(count), "box", count, Inputs.Boxes(count, seed: 5), Inputs.Boxes(count, seed: 6), Kernels.GIoU,
                Peers<float>(ScalarPeers.GIoU, null, c => c.GIoU));
        }
        foreach ((int rows, int classes) in Sizes((64, 80), (4096, 80)))
        {
            yield return CrossEntropy("CrossEntropy80", rows, classes, Kernels.CrossEntropy80, c => c.CrossEntropy80);
        }
        foreach ((int rows, int classes) in Sizes((64, 80), (512, 1000), (1024, 10)))
        {
            yield return CrossEntropy("CrossEntropyAny", rows, classes, Kernels.CrossEntropyAny, c => c.CrossEntropyAny);
        }
    }

    private T[] Sizes<T>(params T[] sizes) => quick ? sizes[..1] : sizes;

    private static string Name(int count) => count == 1 << 20 ? "1M" : $"{count / 1024}K";

    private Contest CrossEntropy(string kernel, int rows, int classes, Loss<int> lossGen, Func<NativePeers, Loss<int>> native) =>
        Contest.Create(kernel, $"{rows}x{classes}", "logit", rows * classes, Inputs.Logits(rows * classes), Inputs.Classes(rows, classes), lossGen,
            Peers(ScalarPeers.CrossEntropy, TensorPeers.CrossEntropy, native));

    private (string, Loss<T>)[] Peers<T>(Loss<T> scalar, Loss<T>? tensors, Func<NativePeers, Loss<T>> native)
    {
        List<(string, Loss<T>)> peers = [("scalar C#", scalar)];
        if (tensors is not null)
        {
            peers.Add(("TensorPrimitives", tensors));
        }
        if (intrinsics is not null)
        {
            peers.Add(("C intrinsics", native(intrinsics)));
        }
        if (textbook is not null)
        {
            peers.Add(("C textbook", native(textbook)));
        }
        return [.. peers];
    }
}
