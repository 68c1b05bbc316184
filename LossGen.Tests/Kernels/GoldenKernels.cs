using System.Runtime.InteropServices;

namespace LossGen.Tests.Kernels;

/// <summary>
/// Kernels of the zoo as this assembly's own attributed methods, one a skeleton and form: what the compiler of a user would run. They choose their width
/// by the machine.
/// </summary>
internal static partial class GoldenKernels
{
    /// <summary>The methods by their names, which are those of the zoo.</summary>
    public static IReadOnlyDictionary<string, Kernel> All { get; } = new SortedDictionary<string, Kernel>(StringComparer.Ordinal)
    {
        [nameof(Focal_Soft_a0p25_g2_Value)] = (p, t, w, l, g) => Focal_Soft_a0p25_g2_Value(p, Floats(t)),
        [nameof(Focal_Soft_a0p25_g2_Losses)] = (p, t, w, l, g) => { Focal_Soft_a0p25_g2_Losses(p, Floats(t), l); return 0; },
        [nameof(Focal_Soft_a0p25_g2_Gradient)] = (p, t, w, l, g) => { Focal_Soft_a0p25_g2_Gradient(p, Floats(t), g); return 0; },
        [nameof(Focal_Soft_a0p25_g2_ValueGradient)] = (p, t, w, l, g) => Focal_Soft_a0p25_g2_ValueGradient(p, Floats(t), g),
        [nameof(Focal_Soft_a0p25_g2_ValueLossesGradientWeights)] = (p, t, w, l, g) => Focal_Soft_a0p25_g2_ValueLossesGradientWeights(p, Floats(t), w, l, g),
        [nameof(Focal_Soft_off_g0p5_ValueLossesGradient_Sum)] = (p, t, w, l, g) => Focal_Soft_off_g0p5_ValueLossesGradient_Sum(p, Floats(t), l, g),
        [nameof(Focal_Soft_a0p25_g0p25_ValueLossesGradient)] = (p, t, w, l, g) => Focal_Soft_a0p25_g0p25_ValueLossesGradient(p, Floats(t), l, g),
        [nameof(Focal_Soft_off_g2p3_ValueLossesGradient)] = (p, t, w, l, g) => Focal_Soft_off_g2p3_ValueLossesGradient(p, Floats(t), l, g),
        [nameof(Focal_Hard_off_g2p3_ValueLossesGradient)] = (p, t, w, l, g) => Focal_Hard_off_g2p3_ValueLossesGradient(p, Floats(t), l, g),
        [nameof(Focal_Hard_a0p25_g1p5_ValueLossesGradient)] = (p, t, w, l, g) => Focal_Hard_a0p25_g1p5_ValueLossesGradient(p, Floats(t), l, g),
        [nameof(Focal_byte_a0p25_g2_ValueGradient)] = (p, t, w, l, g) => Focal_byte_a0p25_g2_ValueGradient(p, t, g),
        [nameof(Focal_byte_a0p25_g2_Value)] = (p, t, w, l, g) => Focal_byte_a0p25_g2_Value(p, t),
        [nameof(Focal_bool_a0p25_g0_ValueLossesGradient)] = (p, t, w, l, g) => Focal_bool_a0p25_g0_ValueLossesGradient(p, Truths(t), l, g),
        [nameof(Focal_bool_a0p25_g3_ValueLossesGradient)] = (p, t, w, l, g) => Focal_bool_a0p25_g3_ValueLossesGradient(p, Truths(t), l, g),
        [nameof(Giou_Value)] = (p, t, w, l, g) => Giou_Value(p, Floats(t)),
        [nameof(Giou_Losses)] = (p, t, w, l, g) => { Giou_Losses(p, Floats(t), l); return 0; },
        [nameof(Giou_Gradient)] = (p, t, w, l, g) => { Giou_Gradient(p, Floats(t), g); return 0; },
        [nameof(Giou_ValueGradient)] = (p, t, w, l, g) => Giou_ValueGradient(p, Floats(t), g),
        [nameof(Giou_ValueLossesGradientWeights)] = (p, t, w, l, g) => Giou_ValueLossesGradientWeights(p, Floats(t), w, l, g),
        [nameof(Rows_any_Value)] = (p, t, w, l, g) => Rows_any_Value(p, Indices(t)),
        [nameof(Rows_any_ValueGradient)] = (p, t, w, l, g) => Rows_any_ValueGradient(p, Indices(t), g),
        [nameof(Rows_any_ValueLossesGradientWeights)] = (p, t, w, l, g) => Rows_any_ValueLossesGradientWeights(p, Indices(t), w, l, g),
        [nameof(Rows_1_Gradient)] = (p, t, w, l, g) => { Rows_1_Gradient(p, Indices(t), g); return 0; },
        [nameof(Rows_2_ValueLossesGradient_Sum)] = (p, t, w, l, g) => Rows_2_ValueLossesGradient_Sum(p, Indices(t), l, g),
        [nameof(Rows_37_Gradient)] = (p, t, w, l, g) => { Rows_37_Gradient(p, Indices(t), g); return 0; },
        [nameof(Rows_80_ValueLossesGradientWeights)] = (p, t, w, l, g) => Rows_80_ValueLossesGradientWeights(p, Indices(t), w, l, g),
        [nameof(Rows_80_Losses)] = (p, t, w, l, g) => { Rows_80_Losses(p, Indices(t), l); return 0; },
        [nameof(Rows_1000_ValueLossesGradient_Sum)] = (p, t, w, l, g) => Rows_1000_ValueLossesGradient_Sum(p, Indices(t), l, g),
        [nameof(Rows_5000_ValueLossesGradient_Sum)] = (p, t, w, l, g) => Rows_5000_ValueLossesGradient_Sum(p, Indices(t), l, g),
    };

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float Focal_Soft_a0p25_g2_Value(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial void Focal_Soft_a0p25_g2_Losses(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial void Focal_Soft_a0p25_g2_Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float Focal_Soft_a0p25_g2_ValueGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float Focal_Soft_a0p25_g2_ValueLossesGradientWeights(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 0.5, Reduction = Reduction.Sum)]
    public static partial float Focal_Soft_off_g0p5_ValueLossesGradient_Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 0.25)]
    public static partial float Focal_Soft_a0p25_g0p25_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 2.3)]
    public static partial float Focal_Soft_off_g2p3_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1, Gamma = 2.3, Targets = TargetKind.Hard)]
    public static partial float Focal_Hard_off_g2p3_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 1.5, Targets = TargetKind.Hard)]
    public static partial float Focal_Hard_a0p25_g1p5_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float Focal_byte_a0p25_g2_ValueGradient(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 2)]
    public static partial float Focal_byte_a0p25_g2_Value(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets);

    [FocalLoss(Alpha = 0.25, Gamma = 0)]
    public static partial float Focal_bool_a0p25_g0_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0.25, Gamma = 3)]
    public static partial float Focal_bool_a0p25_g3_ValueLossesGradient(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> losses, Span<float> gradient);

    [GIoU]
    public static partial float Giou_Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    [GIoU]
    public static partial void Giou_Losses(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    [GIoU]
    public static partial void Giou_Gradient(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [GIoU]
    public static partial float Giou_ValueGradient(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [GIoU]
    public static partial float Giou_ValueLossesGradientWeights(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);

    [CrossEntropy]
    public static partial float Rows_any_Value(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets);

    [CrossEntropy]
    public static partial float Rows_any_ValueGradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy]
    public static partial float Rows_any_ValueLossesGradientWeights(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 1)]
    public static partial void Rows_1_Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy(Classes = 2, Reduction = Reduction.Sum)]
    public static partial float Rows_2_ValueLossesGradient_Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 37)]
    public static partial void Rows_37_Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy(Classes = 80)]
    public static partial float Rows_80_ValueLossesGradientWeights(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 80)]
    public static partial void Rows_80_Losses(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses);

    [CrossEntropy(Classes = 1000, Reduction = Reduction.Sum)]
    public static partial float Rows_1000_ValueLossesGradient_Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [CrossEntropy(Classes = 5000, Reduction = Reduction.Sum)]
    public static partial float Rows_5000_ValueLossesGradient_Sum(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    private static ReadOnlySpan<float> Floats(ReadOnlySpan<byte> targets) => MemoryMarshal.Cast<byte, float>(targets);

    private static ReadOnlySpan<int> Indices(ReadOnlySpan<byte> targets) => MemoryMarshal.Cast<byte, int>(targets);

    private static ReadOnlySpan<bool> Truths(ReadOnlySpan<byte> targets) => MemoryMarshal.Cast<byte, bool>(targets);
}
