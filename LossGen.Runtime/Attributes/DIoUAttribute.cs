namespace LossGen;

/// <summary>
/// Distance intersection over union as a loss (Zheng et al. 2020, arXiv:1911.08287), <c>1 − I / (U + ε) + ρ² / (c² + ε)</c>: intersection I, union U, distance ρ
/// of the centres and diagonal c of the smallest enclosing box. Follows torchvision's <c>distance_box_iou_loss</c>.
/// </summary>
/// <inheritdoc/>
public sealed class DIoUAttribute : IoULossAttribute;
