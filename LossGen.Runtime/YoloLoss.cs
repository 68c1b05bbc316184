namespace LossGen;

/// <summary>The three terms of YOLOv3's loss. Those of several scales add up: <c>Small(…) + Medium(…) + Large(…)</c>.</summary>
/// <param name="Box">How far the boxes of cells with an object are from the true ones.</param>
/// <param name="Confidence">How wrong the confidences are.</param>
/// <param name="Class">How wrong the class probabilities of cells with an object are.</param>
public readonly record struct YoloLoss(double Box, double Confidence, double Class)
{
    /// <summary>The sum of the terms, whatever they count in the gradient.</summary>
    public double Total => Box + Confidence + Class;

    /// <summary>Adds term by term.</summary>
    public static YoloLoss operator +(YoloLoss left, YoloLoss right) => Add(left, right);

    /// <summary>Adds term by term.</summary>
    public static YoloLoss Add(YoloLoss left, YoloLoss right) => new(left.Box + right.Box, left.Confidence + right.Confidence, left.Class + right.Class);
}
