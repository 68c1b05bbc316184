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
        [nameof(Focal_Soft_a0p25_g2_Value)] = (p, t, w, l, g, h, n, s) => Focal_Soft_a0p25_g2_Value(Floats(p), Floats(t)),
        [nameof(Focal_Soft_a0p25_g2_Losses)] = (p, t, w, l, g, h, n, s) => { Focal_Soft_a0p25_g2_Losses(Floats(p), Floats(t), Floats(l)); return 0; },
        [nameof(Focal_Soft_a0p25_g2_Gradient)] = (p, t, w, l, g, h, n, s) => { Focal_Soft_a0p25_g2_Gradient(Floats(p), Floats(t), Floats(g)); return 0; },
        [nameof(Focal_Soft_a0p25_g2_ValueGradient)] = (p, t, w, l, g, h, n, s) => Focal_Soft_a0p25_g2_ValueGradient(Floats(p), Floats(t), Floats(g)),
        [nameof(Focal_Soft_a0p25_g2_ValueLossesGradientWeights)] = (p, t, w, l, g, h, n, s) => Focal_Soft_a0p25_g2_ValueLossesGradientWeights(Floats(p), Floats(t), Floats(w), Floats(l), Floats(g)),
        [nameof(Focal_Soft_off_g0p5_ValueLossesGradient_Sum)] = (p, t, w, l, g, h, n, s) => Focal_Soft_off_g0p5_ValueLossesGradient_Sum(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_Soft_a0p25_g0p25_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_Soft_a0p25_g0p25_ValueLossesGradient(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_Soft_off_g2p3_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_Soft_off_g2p3_ValueLossesGradient(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_Hard_off_g2p3_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_Hard_off_g2p3_ValueLossesGradient(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_Hard_a0p25_g1p5_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_Hard_a0p25_g1p5_ValueLossesGradient(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_Hard_a0p25_g2_ValueLossesGradient_Sum)] = (p, t, w, l, g, h, n, s) => Focal_Hard_a0p25_g2_ValueLossesGradient_Sum(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_byte_a0p25_g2_ValueGradient)] = (p, t, w, l, g, h, n, s) => Focal_byte_a0p25_g2_ValueGradient(Floats(p), t, Floats(g)),
        [nameof(Focal_byte_a0p25_g2_Value)] = (p, t, w, l, g, h, n, s) => Focal_byte_a0p25_g2_Value(Floats(p), t),
        [nameof(Focal_bool_a0p25_g0_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_bool_a0p25_g0_ValueLossesGradient(Floats(p), Truths(t), Floats(l), Floats(g)),
        [nameof(Focal_bool_a0p25_g3_ValueLossesGradient)] = (p, t, w, l, g, h, n, s) => Focal_bool_a0p25_g3_ValueLossesGradient(Floats(p), Truths(t), Floats(l), Floats(g)),
        [nameof(Giou_Value)] = (p, t, w, l, g, h, n, s) => Giou_Value(Floats(p), Floats(t)),
        [nameof(Giou_Losses)] = (p, t, w, l, g, h, n, s) => { Giou_Losses(Floats(p), Floats(t), Floats(l)); return 0; },
        [nameof(Giou_Gradient)] = (p, t, w, l, g, h, n, s) => { Giou_Gradient(Floats(p), Floats(t), Floats(g)); return 0; },
        [nameof(Giou_ValueGradient)] = (p, t, w, l, g, h, n, s) => Giou_ValueGradient(Floats(p), Floats(t), Floats(g)),
        [nameof(Giou_ValueLossesGradientWeights)] = (p, t, w, l, g, h, n, s) => Giou_ValueLossesGradientWeights(Floats(p), Floats(t), Floats(w), Floats(l), Floats(g)),
        [nameof(Rows_any_Value)] = (p, t, w, l, g, h, n, s) => Rows_any_Value(Floats(p), Indices(t)),
        [nameof(Rows_any_ValueGradient)] = (p, t, w, l, g, h, n, s) => Rows_any_ValueGradient(Floats(p), Indices(t), Floats(g)),
        [nameof(Rows_any_ValueLossesGradientWeights)] = (p, t, w, l, g, h, n, s) => Rows_any_ValueLossesGradientWeights(Floats(p), Indices(t), Floats(w), Floats(l), Floats(g)),
        [nameof(Rows_1_Gradient)] = (p, t, w, l, g, h, n, s) => { Rows_1_Gradient(Floats(p), Indices(t), Floats(g)); return 0; },
        [nameof(Rows_2_ValueLossesGradient_Sum)] = (p, t, w, l, g, h, n, s) => Rows_2_ValueLossesGradient_Sum(Floats(p), Indices(t), Floats(l), Floats(g)),
        [nameof(Rows_37_Gradient)] = (p, t, w, l, g, h, n, s) => { Rows_37_Gradient(Floats(p), Indices(t), Floats(g)); return 0; },
        [nameof(Rows_80_ValueLossesGradientWeights)] = (p, t, w, l, g, h, n, s) => Rows_80_ValueLossesGradientWeights(Floats(p), Indices(t), Floats(w), Floats(l), Floats(g)),
        [nameof(Rows_80_Losses)] = (p, t, w, l, g, h, n, s) => { Rows_80_Losses(Floats(p), Indices(t), Floats(l)); return 0; },
        [nameof(Rows_1000_ValueLossesGradient_Sum)] = (p, t, w, l, g, h, n, s) => Rows_1000_ValueLossesGradient_Sum(Floats(p), Indices(t), Floats(l), Floats(g)),
        [nameof(Rows_5000_ValueLossesGradient_Sum)] = (p, t, w, l, g, h, n, s) => Rows_5000_ValueLossesGradient_Sum(Floats(p), Indices(t), Floats(l), Floats(g)),
        [nameof(Focal_probabilities)] = (p, t, w, l, g, h, n, s) => Focal_probabilities(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_clipped_labels)] = (p, t, w, l, g, h, n, s) => Focal_clipped_labels(Floats(p), t, Floats(l), Floats(g)),
        [nameof(Focal_precise)] = (p, t, w, l, g, h, n, s) => Focal_precise(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(Focal_double)] = (p, t, w, l, g, h, n, s) => Focal_double(Doubles(p), Doubles(t), Doubles(w), Doubles(l), Doubles(g)),
        [nameof(CategoricalFocal)] = (p, t, w, l, g, h, n, s) => CategoricalFocal(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(BinaryCrossEntropy)] = (p, t, w, l, g, h, n, s) => BinaryCrossEntropy(Floats(p), Floats(t), Floats(l), Floats(g), (float)s),
        [nameof(BinaryCrossEntropy_probabilities_double)] = (p, t, w, l, g, h, n, s) => BinaryCrossEntropy_probabilities_double(Doubles(p), Doubles(t), Doubles(l), Doubles(g)),
        [nameof(SmoothL1_accumulated)] = (p, t, w, l, g, h, n, s) => SmoothL1_accumulated(Floats(p), Floats(t), Floats(l), Floats(g), (float)n),
        [nameof(Diou_centres)] = (p, t, w, l, g, h, n, s) => Diou_centres(Floats(p), Floats(t), Floats(l), Floats(g), Floats(h)),
        [nameof(Ciou)] = (p, t, w, l, g, h, n, s) => Ciou(Floats(p), Floats(t), Floats(w), Floats(l), Floats(g), Floats(h)),
        [nameof(Rows_double)] = (p, t, w, l, g, h, n, s) => Rows_double(Doubles(p), Indices(t), Doubles(l), Doubles(g)),
        [nameof(Rows_dense)] = (p, t, w, l, g, h, n, s) => Rows_dense(Floats(p), Floats(t), Floats(l), Floats(g)),
        [nameof(SoftmaxFocal)] = (p, t, w, l, g, h, n, s) => SoftmaxFocal(Floats(p), Indices(t), Floats(l), Floats(g)),
        [nameof(OneVersusAll)] = (p, t, w, l, g, h, n, s) => OneVersusAll(Floats(p), Indices(t), Floats(g)),
        [nameof(RetinaNet_packed)] = (p, t, w, l, g, h, n, s) => RetinaNet_packed(Floats(p), Floats(t), Floats(g)),
        [nameof(RetinaNet_states)] = (p, t, w, l, g, h, n, s) => RetinaNet_states(Floats(p), Floats(t[..p.Length]), SBytes(t[p.Length..]), Floats(g), (float)s),
        [nameof(Ciou_double)] = (p, t, w, l, g, h, n, s) => Ciou_double(Doubles(p), Doubles(t), Doubles(l), Doubles(g)),
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

    [FocalLoss(Alpha = 0.25, Gamma = 2, Targets = TargetKind.Hard, Reduction = Reduction.Sum)]
    public static partial float Focal_Hard_a0p25_g2_ValueLossesGradient_Sum(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

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

    [FocalLoss(Gamma = 0.5)]
    public static partial float Focal_probabilities(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Epsilon = 1e-7, LabelSmoothing = 0.125)]
    public static partial float Focal_clipped_labels(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Gamma = 2.3, Precision = Precision.Precise)]
    public static partial float Focal_precise(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Gamma = 2.3)]
    public static partial double Focal_double(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, Span<double> losses, Span<double> gradient);

    [CategoricalFocalLoss]
    public static partial float CategoricalFocal(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [BinaryCrossEntropy(PositiveWeight = 2.5)]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient, float scale);

    [BinaryCrossEntropy]
    public static partial double BinaryCrossEntropy_probabilities_double(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> targets, Span<double> losses, Span<double> gradient);

    [SmoothL1(Beta = 0.125, Accumulate = true)]
    public static partial float SmoothL1_accumulated(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient, float normalizer);

    [DIoU(Format = BoxFormat.Cxcywh, Ties = TieRule.Zero)]
    public static partial float Diou_centres(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient, Span<float> targetGradient);

    [CIoU]
    public static partial float Ciou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient, Span<float> targetGradient);

    [CIoU(Epsilon = 0)]
    public static partial double Ciou_double(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, Span<double> losses, Span<double> gradient);

    [CrossEntropy]
    public static partial double Rows_double(ReadOnlySpan<double> logits, ReadOnlySpan<int> targets, Span<double> losses, Span<double> gradient);

    [CrossEntropy(Classes = 21)]
    public static partial float Rows_dense(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [SoftmaxFocalLoss(Gamma = 0.5)]
    public static partial float SoftmaxFocal(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    [OneVersusAllFocalLoss]
    public static partial float OneVersusAll(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RetinaNetFocalLoss]
    public static partial float RetinaNet_packed(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient);

    [RetinaNetFocalLoss(Classes = 20, Gamma = 0.5, Accumulate = true)]
    public static partial float RetinaNet_states(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<sbyte> anchorStates, Span<float> gradient, float scale);

    private static ReadOnlySpan<float> Floats(ReadOnlySpan<byte> values) => MemoryMarshal.Cast<byte, float>(values);

    private static Span<float> Floats(Span<byte> values) => MemoryMarshal.Cast<byte, float>(values);

    private static ReadOnlySpan<int> Indices(ReadOnlySpan<byte> targets) => MemoryMarshal.Cast<byte, int>(targets);

    private static ReadOnlySpan<sbyte> SBytes(ReadOnlySpan<byte> states) => MemoryMarshal.Cast<byte, sbyte>(states);

    private static ReadOnlySpan<bool> Truths(ReadOnlySpan<byte> targets) => MemoryMarshal.Cast<byte, bool>(targets);

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<byte> values) => MemoryMarshal.Cast<byte, double>(values);

    private static Span<double> Doubles(Span<byte> values) => MemoryMarshal.Cast<byte, double>(values);
}
