namespace LossGen;

/// <summary>Base of the attributes of the losses of the IoU family, over pairs of boxes.</summary>
/// <remarks>
/// <para><c>predictions</c> and <c>targets</c> hold N × 4 numbers in the box format, coordinates up to 1e9 in magnitude; an item is a box. Boxes that only touch
/// do not intersect, and the intersection has no gradient there. A parameter <c>targetGradient</c> receives the derivatives by the true boxes.</para>
/// <para>A box has <c>x1 ≤ x2</c> and <c>y1 ≤ y2</c>, a size that is not negative. The formula means nothing for a box turned inside out, and its value is not
/// bounded there.</para>
/// </remarks>
public abstract class IoULossAttribute : LossAttribute
{
    /// <summary>What the four numbers of a box are, predicted and true; gradients are by these numbers. Corners by default.</summary>
    public BoxFormat Format { get; set; } = BoxFormat.Xyxy;

    /// <summary>
    /// Added to every divisor, an area or a squared length in the unit of the coordinates; at least 0. With 0, a quotient over 0 counts as 0. 1e-7 by default: take a smaller one
    /// where boxes have areas near it.
    /// </summary>
    public double Epsilon { get; set; } = 1e-7;

    /// <summary>Where the gradient goes when a predicted and a true coordinate are equal. Half to each by default.</summary>
    public TieRule Ties { get; set; } = TieRule.Half;
}
