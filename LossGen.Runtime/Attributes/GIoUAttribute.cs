namespace LossGen;

/// <summary>
/// Generalised intersection over union as a loss (Rezatofighi et al. 2019, arXiv:1902.09630),
/// <c>1 − I / (U + ε) + (C − U) / (C + ε)</c>: intersection I, union U and area C of the smallest enclosing box; ε = 1e-7.
/// </summary>
/// <remarks>
/// <para><c>predictions</c> and <c>targets</c> hold N × 4 corner coordinates <c>x1, y1, x2, y2</c>, up to 1e9 in magnitude; an item is a box.
/// Follows torchvision's <c>generalized_box_iou_loss</c>: boxes that only touch do not intersect.</para>
/// <para>A box has <c>x1 ≤ x2</c> and <c>y1 ≤ y2</c>. The formula means nothing for a box turned inside out, and its value is not bounded there: a model should
/// predict centre and size, or the kernel be given sorted corners.</para>
/// <para>Where two coordinates are equal, each of the two gets half of the gradient.</para>
/// </remarks>
public sealed class GIoUAttribute : LossAttribute;
