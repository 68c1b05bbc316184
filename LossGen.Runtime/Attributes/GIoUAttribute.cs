namespace LossGen;

/// <summary>
/// Generalised intersection over union as a loss (Rezatofighi et al. 2019, arXiv:1902.09630),
/// <c>1 − I / (U + ε) + (C − U) / (C + ε)</c>: intersection I, union U and area C of the smallest enclosing box.
/// Follows torchvision's <c>generalized_box_iou_loss</c>.
/// </summary>
/// <inheritdoc/>
public sealed class GIoUAttribute : IoULossAttribute;
