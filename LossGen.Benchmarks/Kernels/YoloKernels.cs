namespace LossGen.Benchmarks;

internal static partial class Kernels
{
    [YoloV3Loss(Classes = Yolo.Classes, Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    public static partial YoloLoss YoloSmall(
        ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Classes = Yolo.Classes, Stride = 16, Anchors = [1.875, 3.8125, 3.875, 2.8125, 3.6875, 7.4375])]
    public static partial YoloLoss YoloMedium(
        ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Classes = Yolo.Classes, Stride = 32, Anchors = [3.625, 2.8125, 4.875, 6.1875, 11.65625, 10.1875])]
    public static partial YoloLoss YoloLarge(
        ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Decode(Classes = Yolo.Classes, Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875], ConfidenceThreshold = Frame.Threshold)]
    public static partial void DecodeSmall(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [YoloV3Decode(Classes = Yolo.Classes, Stride = 16, Anchors = [1.875, 3.8125, 3.875, 2.8125, 3.6875, 7.4375], ConfidenceThreshold = Frame.Threshold)]
    public static partial void DecodeMedium(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [YoloV3Decode(Classes = Yolo.Classes, Stride = 32, Anchors = [3.625, 2.8125, 4.875, 6.1875, 11.65625, 10.1875], ConfidenceThreshold = Frame.Threshold)]
    public static partial void DecodeLarge(ReadOnlyTensorView<float> logits, TensorView<float> decoded);

    [NonMaxSuppression(IouThreshold = 0.45, Format = BoxFormat.Cxcywh)]
    public static partial int KeepOfClasses(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<int> classes, Span<int> kept);
}
