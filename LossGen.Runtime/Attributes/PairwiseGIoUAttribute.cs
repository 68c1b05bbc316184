namespace LossGen;

/// <summary>
/// Generalised intersection over union of each two boxes (Rezatofighi et al. 2019, arXiv:1902.09630), <c>I / (U + ε) − (C − U) / (C + ε)</c>: intersection I,
/// union U and area C of the smallest box that holds both. Follows torchvision's <c>generalized_box_iou</c>; unlike it, two boxes at the same point, or on one
/// line, have 0 and not NaN.
/// </summary>
/// <inheritdoc/>
public sealed class PairwiseGIoUAttribute : PairwiseBoxAttribute;
