using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>Which kernels over rows may have classes side by side in their vectors: those of spans of floats, with one index a row and nothing a class but logits and gradient.</summary>
internal static class ClassesInLanes
{
    public static bool Fit(KernelSpec spec, IReadOnlyList<Output> lowered) =>
        spec.Real == ElementType.Float
        && !spec.IsOverViews
        && Schedule.Reachable(lowered.Select(o => o.Value)).Where(n => n.Op == Op.Input).All(n => n.Axes != Axes.Class && ((n.Axes & Axes.Class) == 0 || n.Role != Role.Targets))
        && lowered.All(o => o.Role is null or Role.Gradient || (o.Value.Axes & Axes.Class) == 0);
}
