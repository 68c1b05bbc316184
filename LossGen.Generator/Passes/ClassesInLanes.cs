using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// Which kernels over rows may have classes side by side in their vectors: those of spans of floats, with one index a row and nothing a class but logits and gradient. Rows of
/// few classes are better off side by side themselves, unless they are one whole step: where the number is known only when the kernel runs, it is written in both ways.
/// </summary>
internal static class ClassesInLanes
{
    /// <summary>From this many classes on.</summary>
    public const int Least = 32;

    private const int Step = 16;

    public static bool Fit(KernelSpec spec, IReadOnlyList<Output> lowered) =>
        spec.Classes is 0 or Step or >= Least
        && spec.Real == ElementType.Float
        && !spec.IsOverViews
        && Schedule.Reachable(lowered.Select(o => o.Value)).Where(n => n.Op == Op.Input).All(n => n.Axes != Axes.Class && ((n.Axes & Axes.Class) == 0 || n.Role != Role.Targets))
        && lowered.All(o => o.Role is null or Role.Gradient || (o.Value.Axes & Axes.Class) == 0);
}
