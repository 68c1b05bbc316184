using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// A kernel ready to be written: passes over the items, one after the other. What is the same for all items is computed between them, in double.
/// </summary>
/// <param name="Passes">The passes in order.</param>
/// <param name="Returned">The value that the method returns, or null.</param>
/// <param name="OfCall">What is written after the passes: one number each.</param>
internal sealed record KernelPlan(IReadOnlyList<ItemPass> Passes, Expr? Returned, IReadOnlyList<Output> OfCall);

/// <summary>One pass over the items.</summary>
/// <param name="Parameters">The values that are the same for all items and that the pass reads.</param>
/// <param name="Segments">What happens for one item, in order: one segment, or for rows several that take turns between the row and its classes.</param>
/// <param name="Reductions">The sums over the items that the pass makes.</param>
internal sealed record ItemPass(IReadOnlyList<Expr> Parameters, IReadOnlyList<Segment> Segments, IReadOnlyList<Expr> Reductions)
{
    /// <summary>The axis whose steps stand side by side in a vector: the innermost.</summary>
    public Axes VectorAxis => Segments.Any(s => s.Axis == Axes.Class) ? Axes.Class : Axes.Item;
}

/// <summary>Straight-line work for one item, or a loop over its classes.</summary>
/// <param name="Axis"><see cref="Axes.Item"/> for straight-line work, <see cref="Axes.Class"/> for a loop.</param>
/// <param name="Values">The operations, each after what it uses.</param>
/// <param name="Reductions">The reductions over the loop's axis that the loop makes.</param>
/// <param name="Stores">What is written.</param>
/// <param name="Workspace">The output in which a value of an earlier loop waits for this one; null if there is none.</param>
internal sealed record Segment(Axes Axis, IReadOnlyList<Expr> Values, IReadOnlyList<Expr> Reductions, IReadOnlyList<Store> Stores, Role? Workspace = null);

/// <summary>A value written to an output.</summary>
/// <param name="Role">The output.</param>
/// <param name="Component">Which of an item's values.</param>
/// <param name="Value">What is written.</param>
/// <param name="At">Where a single element of the row is written: its class index; null for all of them.</param>
/// <param name="IsKept">Whether a later loop reads the value back from there: the output serves as workspace until its own values replace it.</param>
internal sealed record Store(Role Role, int Component, Expr Value, Expr? At = null, bool IsKept = false);
