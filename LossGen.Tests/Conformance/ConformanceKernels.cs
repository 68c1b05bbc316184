namespace LossGen.Tests.Conformance;

/// <summary>The kernels that the reference cases ask for: one for each set of constants, soft and, where a set has hard cases, hard.</summary>
internal static partial class ConformanceKernels
{
    [FocalLoss(Alpha = 0.25, Gamma = 2, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha25Gamma2Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha25Gamma2Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float FocalSoftAlpha25Gamma2Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha25Gamma2Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 2, Reduction = Reduction.Sum)]
    public static partial float FocalSoftOffGamma2Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 2, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardOffGamma2Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.5, Gamma = 0, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha5Gamma0Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.5, Gamma = 0, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha5Gamma0Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1)]
    public static partial float FocalSoftAlpha25Gamma1Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha25Gamma1Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha25Gamma1Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.75, Gamma = 3, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha75Gamma3Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1.5, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha25Gamma1_5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1.5, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha25Gamma1_5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.3, Gamma = 2.3)]
    public static partial float FocalSoftAlpha3Gamma2_3Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.3, Gamma = 2.3, Targets = TargetKind.Hard)]
    public static partial float FocalHardAlpha3Gamma2_3Mean(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 4, Reduction = Reduction.Sum)]
    public static partial float FocalSoftAlpha25Gamma4Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 0.5, Reduction = Reduction.Sum)]
    public static partial float FocalSoftOffGammaPoint5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 0.5, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardOffGammaPoint5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 0.25, Reduction = Reduction.Sum)]
    public static partial float FocalSoftOffGammaPoint25Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 0.25, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardOffGammaPoint25Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 1.5, Reduction = Reduction.Sum)]
    public static partial float FocalSoftOffGamma1_5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 1.5, Reduction = Reduction.Sum, Targets = TargetKind.Hard)]
    public static partial float FocalHardOffGamma1_5Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [GIoU]
    public static partial float GiouMean(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [GIoU(Reduction = Reduction.Sum)]
    public static partial float GiouSum(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy]
    public static partial float CrossEntropyOfShapeMean(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Reduction = Reduction.Sum)]
    public static partial float CrossEntropyOfShapeSum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 3)]
    public static partial float CrossEntropy3Mean(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 3, Reduction = Reduction.Sum)]
    public static partial float CrossEntropy3Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 17)]
    public static partial float CrossEntropy17Mean(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 17, Reduction = Reduction.Sum)]
    public static partial float CrossEntropy17Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 80)]
    public static partial float CrossEntropy80Mean(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 80, Reduction = Reduction.Sum)]
    public static partial float CrossEntropy80Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 1000)]
    public static partial float CrossEntropy1000Mean(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 1000, Reduction = Reduction.Sum)]
    public static partial float CrossEntropy1000Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);
}
