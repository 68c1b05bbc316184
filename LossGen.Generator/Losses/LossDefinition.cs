using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>A loss: what its attribute may say, and the formula of one item's value. Gradient, loops and widths follow from the formula.</summary>
internal abstract class LossDefinition
{
    public abstract LossSchema Schema { get; }

    /// <summary>The loss of one item.</summary>
    public abstract Expr Value(LossArguments a);

    /// <summary>Whether a hard target that is neither 0 nor 1 contributes nothing, and does not count as 0.</summary>
    public virtual bool IgnoresOtherTargets(LossArguments a) => false;
}
