using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>What an attribute asks for: the schema says what attribute and signature may say, the formulas are in the derived classes.</summary>
internal abstract class KernelDefinition
{
    public abstract LossSchema Schema { get; }
}

/// <summary>A loss: what its attribute may say, and the formula of one item's value. Gradient, loops and widths follow from the formula.</summary>
internal abstract class LossDefinition : KernelDefinition
{
    /// <summary>The loss of one item.</summary>
    public abstract Expr Value(LossArguments a);

    /// <summary>What a mean divides the sum of the losses by in place of the number of items; null for that number.</summary>
    public virtual Expr? Divisor(LossArguments a) => null;

    /// <summary>Whether a hard target that is neither 0 nor 1 contributes nothing, and does not count as 0.</summary>
    public virtual bool IgnoresOtherTargets(LossArguments a) => false;
}
