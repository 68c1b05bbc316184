namespace LossGen;

/// <summary>
/// Absolute error, rounded off around 0: with <c>d = p − t</c>, <c>d² / 2β</c> where <c>|d| &lt; β</c>, else <c>|d| − β / 2</c>. One prediction and one target an item.
/// PyTorch's <c>smooth_l1_loss</c>.
/// </summary>
public sealed class SmoothL1Attribute : LossAttribute
{
    /// <summary>Where the parabola ends, in the predictions' unit; 0 is the absolute error itself. 1 by default.</summary>
    public double Beta { get; set; } = 1;
}
