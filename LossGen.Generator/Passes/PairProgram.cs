using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// What a kernel over pairs of boxes computes: one number a box of a list, out of it and of one other box. The numbers of that one are the same for all items, so
/// that any kernel over boxes serves.
/// </summary>
internal static class PairProgram
{
    public static LossProgram Build(KernelSpec spec, LossDefinition definition)
    {
        Graph graph = new();
        Expr[] one = Box(graph, spec, Role.Boxes1, Axes.None), other = Box(graph, spec, Role.Boxes2, Axes.Item);
        Array.ForEach(one, coordinate => coordinate.As(FormulaPrinter.InputName(coordinate).Replace(".", "")));
        Expr value = Simplify.Run(Simplify.Forward(Simplify.Run(definition.Value(new LossArguments(spec, one, other)))));
        return new(value, default, new([new Output(Role.Matrix, 0, value)]));
    }

    /// <summary>The kernel's own signature: one box, all boxes of a list, and a row of the matrix.</summary>
    public static KernelSpec KernelOf(KernelSpec spec) => spec with
    {
        Parameters = ((Role[])[Role.Boxes1, Role.Boxes2, Role.Matrix]).Select(role => new ParameterSpec(role.ParameterName(), role, spec.Real)).ToEquatableArray(),
        ReturnsValue = false,
    };

    private static Expr[] Box(Graph graph, KernelSpec spec, Role role, Axes axes) => spec.Format.Coordinates().Select((name, component) =>
    {
        Expr coordinate = graph.Input(role, spec.Real, axes, component);
        coordinate.Coordinate = name;
        return coordinate;
    }).ToArray();
}
