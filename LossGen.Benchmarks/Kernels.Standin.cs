using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks;

/// <summary>Temporary: scalar bodies until the generator writes them.</summary>
internal static partial class Kernels
{
    public static partial float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
        => ScalarPeers.FocalHard(logits, targets, gradient);

    public static partial float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
        => ScalarPeers.FocalHardValue(logits, targets, default);

    public static partial float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
        => ScalarPeers.FocalSoft(logits, targets, gradient);

    public static partial float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient)
        => ScalarPeers.FocalByte(logits, targets, gradient);

    public static partial float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
        => ScalarPeers.GIoU(predictions, targets, gradient);

    public static partial float CrossEntropy80(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
        => ScalarPeers.CrossEntropy(logits, targets, gradient);

    public static partial float CrossEntropyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
        => ScalarPeers.CrossEntropy(logits, targets, gradient);
}
