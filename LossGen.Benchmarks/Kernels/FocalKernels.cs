namespace LossGen.Benchmarks;

/// <summary>The kernels that are timed.</summary>
internal static partial class Kernels
{
    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);

    [FocalLoss]
    public static partial float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss]
    public static partial float FocalSoftValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);

    [FocalLoss]
    public static partial float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [FocalLoss]
    public static partial float FocalByteValue(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets);

    [FocalLoss(Targets = TargetKind.Hard, Parallel = true)]
    public static partial float FocalHardThreads(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard, Precision = Precision.Precise)]
    public static partial float FocalHardPrecise(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial double FocalHardDouble(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradient);

    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial float FocalHardOver(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float normalizer);

    [BinaryCrossEntropy]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [Huber]
    public static partial float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
}
