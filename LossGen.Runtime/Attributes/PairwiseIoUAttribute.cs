namespace LossGen;

/// <summary>
/// Intersection over union of each two boxes, <c>I / (U + ε)</c>: intersection I and union U. Follows torchvision's <c>box_iou</c>; unlike it, two boxes without
/// area have 0 and not NaN.
/// </summary>
/// <inheritdoc/>
public sealed class PairwiseIoUAttribute : PairwiseBoxAttribute;
