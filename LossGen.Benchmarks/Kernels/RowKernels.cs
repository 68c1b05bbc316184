namespace LossGen.Benchmarks;

internal static partial class Kernels
{
    [CrossEntropy(Classes = 80)]
    public static partial float CrossEntropy80(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy]
    public static partial float CrossEntropyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy(Axis = 1)]
    public static partial float CrossEntropyPixels(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets, TensorView<float> gradient);

    [RetinaNetFocalLoss]
    public static partial float RetinaNet(ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, TensorView<float> gradient);
}
