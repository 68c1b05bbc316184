using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// The programs of a kernel over cells. What varies over the true boxes is a maximum that one program finds for all cells of a tile; what a cell has one of each is
/// a second one, with cells side by side; and what varies over the classes is an element kernel over the classes of one cell, with the cell's numbers the same for all.
/// </summary>
/// <param name="Formulas">The values as they are defined, for the reader, with the loops over true boxes in them.</param>
/// <param name="Truths">What is written of each true box, for <paramref name="Overlaps"/>; null where nothing asks for it.</param>
/// <param name="Overlaps">The largest overlap of each cell with a true box; null where nothing asks for it.</param>
/// <param name="Cells">What is written of each cell.</param>
/// <param name="Classes">What is written, or added up, of each class of a cell.</param>
internal sealed record CellPrograms(CellFormulas Formulas, LossProgram? Truths, LossProgram? Overlaps, LossProgram Cells, LossProgram Classes)
{
    /// <summary>The values of a true box that there is room for, as <c>TrueBoxes.Computed</c>.</summary>
    public const int MostOfTruth = 5;

    public static CellPrograms Build(KernelSpec spec, CellDefinition definition)
    {
        Graph graph = new();
        CellFormulas formulas = definition.Formulas(new(spec, graph));
        Expr? maximum = formulas.OfCell.SelectMany(f => Schedule.Reachable([f.Value])).FirstOrDefault(n => n is { Op: Op.MaximumOver, Axis: Axes.Truth });
        Expr overlap = graph.Input(Role.Overlaps, spec.Real, Axes.Item);
        Expr[] ofCell = [.. formulas.OfCell.Select(f => Simplify.Run(Substitution.Run(f.Value, n => n == maximum ? overlap : null)))];
        Expr ofClass = Simplify.Run(Substitution.Run(formulas.OfClass.Value, OfOneCell));
        bool isLoss = definition.Schema.Skeleton == Skeleton.Cells;
        Role written = isLoss ? Role.Losses : Role.Decoded;

        List<Output> cells = [.. ofCell.Select((value, i) => new Output(written, i, value))];
        List<Output> classes = [isLoss ? new(null, 0, Functions.Sum(Axes.Item, ofClass)) : new(written, 0, ofClass)];
        if (isLoss && spec[Role.Gradient] is not null)
        {
            Expr scale = graph.Input(Role.Scale, spec.Real, Axes.None);
            Expr cell = formulas.OfCell.Zip(ofCell, (f, value) => f.Weight * value).Aggregate((sum, term) => sum + term) * scale;
            cells.AddRange(Gradient(spec, graph, cell, [.. Enumerable.Range(0, CellArguments.Numbers).Select(number => graph.Input(Role.Logits, spec.Real, Axes.Item, number))]));
            classes.AddRange(Gradient(spec, graph, formulas.OfClass.Weight * ofClass * scale, [graph.Input(Role.Logits, spec.Real, Axes.Item, CellArguments.Numbers)]));
        }

        (LossProgram, LossProgram)? search = maximum is null ? null : Largest(maximum, overlap);
        return new(formulas, search?.Item1, search?.Item2, Program(cells), Program(classes));
    }

    /// <summary>
    /// What of an overlap varies over true boxes alone is computed once for each of these, and read in the loop over them: there they take the place of a row's classes.
    /// </summary>
    private static (LossProgram Truths, LossProgram Overlaps) Largest(Expr maximum, Expr sofar)
    {
        Expr overlap = Simplify.Run(maximum[0]);
        Expr[] ofTruth = [.. Schedule.Reachable([overlap]).Where(n => n.Axes != Axes.Truth).SelectMany(n => n.Args).Where(n => n.Axes == Axes.Truth).Distinct()];
        if (ofTruth.Length > MostOfTruth)
        {
            throw new NotSupportedException($"{ofTruth.Length} values of a true box, and room for {MostOfTruth}");
        }

        Expr each = Substitution.Run(overlap, n => Array.IndexOf(ofTruth, n) is >= 0 and int i ? n.Graph!.Input(Role.Truths, Element(n), Axes.Class, i).As(n.Name ?? "truth") : null);
        return (
            Program([.. ofTruth.Select((value, i) => new Output(Role.Truths, i, Substitution.Run(value, n => n.Op == Op.Input ? Like(n, Axes.Item) : null)))]),
            Program([new(Role.Overlaps, 0, Functions.Larger(sofar, Functions.Largest(Axes.Class, each).As("largest")))]));
    }

    private static ElementType Element(Expr value) => Schedule.Reachable([value]).First(n => n.Op == Op.Input).Element;

    /// <summary>A class becomes an item; whether the cell has an object, all that a class may ask of it, is the same for all of its classes.</summary>
    private static Expr? OfOneCell(Expr n) =>
        n.Op != Op.Input ? null
        : (n.Axes & Axes.Class) != 0 ? Like(n, Axes.Item)
        : n is { Role: Role.Targets, Component: CellArguments.ObjectNumber } ? n.Graph!.Input(Role.Weights, n.Element, Axes.None)
        : n.Axes == Axes.Item ? throw new NotSupportedException($"A class asks for {n.Role}[{n.Component}] of its cell")
        : null;

    private static Expr Like(Expr input, Axes axes)
    {
        Expr like = input.Graph!.Input(input.Role, input.Element, axes, input.Component);
        like.Coordinate = input.Coordinate;
        return like;
    }

    /// <summary>What counts nothing in the sum leaves no formula, and a gradient of 0.</summary>
    private static IEnumerable<Output> Gradient(KernelSpec spec, Graph graph, Expr formula, Expr[] variables) =>
        (formula.IsConstant ? variables.Select(_ => graph.Real(0)) : Differentiate.Gradient(formula, variables)).Zip(variables, (derivative, variable) =>
        {
            Expr before = graph.Input(Role.Gradient, spec.Real, Axes.Item, variable.Component);
            return new Output(Role.Gradient, variable.Component, (spec.Options.Accumulates ? derivative + before : derivative).As("d" + FormulaPrinter.InputName(variable)));
        });

    private static LossProgram Program(IReadOnlyList<Output> outputs)
    {
        Output[] simple = [.. outputs.Select(o => o with { Value = Named(o.Value, Simplify.Run(Simplify.Forward(Simplify.Run(o.Value)))) })];
        return new(simple[0].Value, default, new(simple));
    }

    private static Expr Named(Expr formula, Expr simple) => formula.Name is { } name && simple.Args.Length > 0 ? simple.As(name) : simple;
}
