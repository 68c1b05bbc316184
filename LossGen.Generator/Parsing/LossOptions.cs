namespace LossGen.Generator.Parsing;

/// <summary>What every loss can be asked for: the properties of the attributes' base class.</summary>
/// <param name="Reduction">How the losses of all items become the returned value.</param>
/// <param name="EmptyMeanIsNaN">Whether the mean of no items is not a number, and not 0.</param>
/// <param name="IsPrecise">Whether functions are computed to four units in the last place.</param>
/// <param name="Accumulates">Whether the gradients are added to what their memory holds.</param>
/// <param name="IsParallel">Whether long inputs are shared out among threads.</param>
internal sealed record LossOptions(ReductionKind Reduction, bool EmptyMeanIsNaN = false, bool IsPrecise = false, bool Accumulates = false, bool IsParallel = false)
{
    public static LossOptions Default { get; } = new(ReductionKind.Mean);
}

/// <summary>How the losses of all items become one value; mirrors <c>LossGen.Reduction</c>.</summary>
internal enum ReductionKind
{
    Mean,
    Sum,
}
