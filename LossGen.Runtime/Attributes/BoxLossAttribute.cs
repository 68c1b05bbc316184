namespace LossGen;

/// <summary>A loss of your own over pairs of boxes: <c>static float F(Box prediction, Box target)</c>, or <c>static double F(Box&lt;double&gt; prediction, Box&lt;double&gt; target)</c>. An item is a box.</summary>
/// <remarks>
/// <c>predictions</c> and <c>targets</c> hold N × 4 numbers in the box format; the formula sees corners, whatever the format, and gradients are by the numbers of the format. A parameter
/// <c>targetGradient</c> receives the derivatives by the true boxes. What a divisor needs to stay off 0 is in the formula: there is no <c>Epsilon</c>.
/// </remarks>
/// <seealso cref="Box"/>
/// <seealso cref="Box{T}"/>
public sealed class BoxLossAttribute : FormulaLossAttribute
{
    /// <summary>A formula of the type that holds the kernel method.</summary>
    /// <param name="formula">The name of the formula.</param>
    public BoxLossAttribute(string formula)
        : base(null, formula)
    {
    }

    /// <summary>A formula of another type.</summary>
    /// <param name="type">The type, of the same compilation.</param>
    /// <param name="formula">The name of the formula.</param>
    public BoxLossAttribute(Type type, string formula)
        : base(type, formula)
    {
    }

    /// <summary>What the four numbers of a box are, predicted and true; gradients are by these numbers. Corners by default.</summary>
    public BoxFormat Format { get; set; } = BoxFormat.Xyxy;

    /// <summary>
    /// Where the gradient goes when a minimum or maximum, as in <see cref="Box.Intersection(Box, Box)"/> and <see cref="Box.Hull(Box, Box)"/>, is of a predicted and a true coordinate that are
    /// equal. Half to each by default.
    /// </summary>
    public TieRule Ties { get; set; } = TieRule.Half;
}
