using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// Which kernels over rows may have classes side by side in their vectors: those of spans, with one loss a row. Rows of few classes are better off side by side
/// themselves, unless they are one whole step: where the number is known only when the kernel runs, it is written in both ways.
/// </summary>
internal static class ClassesInLanes
{
    private const int Step = 16;

    /// <summary>From this many classes on: a sum over a row ends with horizontal steps, which take longer than its classes where these are few and the sums are many.</summary>
    public static int Least(IReadOnlyList<Output> lowered) => Reductions(lowered) > 2 ? 64 : 32;

    public static bool Fit(KernelSpec spec, IReadOnlyList<Output> lowered) =>
        (spec.Classes is 0 or Step || spec.Classes >= Least(lowered))
        && !spec.IsOverViews
        && spec[Role.AnchorStates] is null
        && (Reductions(lowered) > 0 || lowered.Any(o => (o.Value.Axes & Axes.Class) != 0))          // else there is no loop over classes
        && lowered.All(o => o.Role is null or Role.Gradient || (o.Value.Axes & Axes.Class) == 0);

    private static int Reductions(IReadOnlyList<Output> lowered) =>
        Schedule.Reachable(lowered.Select(o => o.Value)).Count(n => Schedule.IsReduction(n, Axes.Class) && (n.Axes & Axes.Item) != 0);
}
