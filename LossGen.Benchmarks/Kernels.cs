namespace LossGen.Benchmarks;

/// <summary>The kernels that are timed.</summary>
internal static partial class Kernels
{
    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard, Reduction = Reduction.Sum)]
    public static partial float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);

    [FocalLoss]
    public static partial float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss]
    public static partial float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard, Parallel = true)]
    public static partial float FocalHardThreads(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [GIoU]
    public static partial float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [CrossEntropy(Classes = 80)]
    public static partial float CrossEntropy80(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy]
    public static partial float CrossEntropyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);
}
