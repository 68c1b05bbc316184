namespace LossGen;

/// <summary>A loss of your own over numbers: <c>static float F(float prediction, float target)</c>, or the same of <see cref="double"/>. An item is one prediction.</summary>
/// <inheritdoc/>
public sealed class ElementwiseLossAttribute : FormulaLossAttribute
{
    /// <summary>A formula of the type that holds the kernel method.</summary>
    /// <param name="formula">The name of the formula.</param>
    public ElementwiseLossAttribute(string formula)
        : base(null, formula)
    {
    }

    /// <summary>A formula of another type.</summary>
    /// <param name="type">The type, of the same compilation.</param>
    /// <param name="formula">The name of the formula.</param>
    public ElementwiseLossAttribute(Type type, string formula)
        : base(type, formula)
    {
    }
}
