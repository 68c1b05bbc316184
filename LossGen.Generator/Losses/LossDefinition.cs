using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>A loss: what its attribute may say, and the formula of one item's value. Gradient, loops and widths follow from the formula.</summary>
internal abstract class LossDefinition
{
    public abstract LossSchema Schema { get; }

    /// <summary>The loss of one item.</summary>
    public abstract Expr Value(LossArguments a);
}
