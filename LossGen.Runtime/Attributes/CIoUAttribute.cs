namespace LossGen;

/// <summary>
/// Complete intersection over union as a loss (Zheng et al. 2020, arXiv:1911.08287), <c>DIoU + α v</c>: <c>v = 4/π² (atan(w*/h*) − atan(w/h))²</c> compares
/// the aspect ratios, and <c>α = v / (1 − IoU + v + ε)</c> is taken as a constant by the gradient. Follows torchvision's <c>complete_box_iou_loss</c>;
/// unlike it, the gradient is finite for boxes without width or height.
/// </summary>
/// <inheritdoc/>
public sealed class CIoUAttribute : IoULossAttribute;
