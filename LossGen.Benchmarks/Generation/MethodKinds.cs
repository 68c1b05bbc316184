namespace LossGen.Benchmarks.Generation;

/// <summary>What a method of a program looks like: every skeleton, with spans and with views, in float and double.</summary>
internal static class MethodKinds
{
    /// <summary>Attributes with a constant whose digits are left open, and signatures without the method's name.</summary>
    public static readonly (string Attribute, string Method)[] All =
    [
        ("FocalLoss(Alpha = 0.#, Targets = TargetKind.Hard)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("FocalLoss(Alpha = 0.#)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("FocalLoss(Alpha = 0.#, Gamma = 1.5)", "void (ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient)"),
        ("FocalLoss(Gamma = 2.#, Precision = Precision.Precise)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("FocalLoss(Alpha = 0.#)", "double (ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradient)"),
        ("FocalLoss(Alpha = 0.#)", "float (ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, TensorView<float> gradient)"),
        ("BinaryCrossEntropy(PositiveWeight = 2.#)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("SmoothL1(Beta = 0.#)", "float (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("Huber(Delta = 0.#)", "float (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)"),
        ("IoU(Epsilon = 0.#)", "void (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses)"),
        ("GIoU(Epsilon = 0.#)", "float (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("DIoU(Epsilon = 0.#, Format = BoxFormat.Cxcywh)", "float (ReadOnlyTensorView<float> predictions, ReadOnlyTensorView<float> targets, TensorView<float> gradient)"),
        ("CIoU(Epsilon = 0.#)", "float (ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)"),
        ("CrossEntropy(Classes = #)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)"),
        ("CrossEntropy(LabelSmoothing = 0.#)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)"),
        ("CrossEntropy(Axis = 1, Classes = #)", "float (ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets, TensorView<float> gradient)"),
        ("SoftmaxFocalLoss(Alpha = 0.#)", "float (ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)"),
        ("RetinaNetFocalLoss(Alpha = 0.#)", "float (ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, TensorView<float> gradient)"),
        ("PairwiseIoU(Epsilon = 0.#)", "void (ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix)"),
        ("YoloV3Loss(Stride = 8, Anchors = [1.25, 1.#])", "YoloLoss (ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient)"),
    ];
}
