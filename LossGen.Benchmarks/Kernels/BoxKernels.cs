namespace LossGen.Benchmarks;

internal static partial class Kernels
{
    [GIoU]
    public static partial float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [CIoU]
    public static partial float CIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [PairwiseIoU]
    public static partial void PairwiseIoU(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix);

    [NonMaxSuppression(IouThreshold = 0.5)]
    public static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<int> kept);
}
