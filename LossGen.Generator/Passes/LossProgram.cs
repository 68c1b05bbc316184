using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>What a kernel computes, as formulas: the values that its signature asks for.</summary>
/// <param name="Value">The loss of one item, for the reader: before weights and reduction.</param>
/// <param name="Derivatives">The derivatives of <paramref name="Value"/> by the item's predictions, for the reader; empty where no gradient is asked for.</param>
/// <param name="Outputs">What the kernel returns and writes.</param>
internal sealed record LossProgram(Expr Value, Expr[] Derivatives, EquatableArray<Output> Outputs)
{
    public static LossProgram Build(KernelSpec spec, LossDefinition definition)
    {
        Graph graph = new();
        LossSchema schema = definition.Schema;
        Expr[] prediction = Inputs(graph, spec.Prediction, schema.Skeleton, ofPrediction: true);
        Expr value = Simplify.Run(ValueOf(spec, definition, graph, prediction));

        bool isPerItem = (value.Axes & Axes.Item) != 0;
        Expr item = spec[Role.Weights] is { } weights && isPerItem ? value * Inputs(graph, weights, Skeleton.Element)[0] : value;
        item.As("loss");
        Expr total = !isPerItem ? item : Functions.Sum(Axes.Item, item) * (spec is { ReturnsValue: true, Reduction: ReductionKind.Mean } ? 1 / Functions.Max(graph.Count(), 1) : 1);      // the mean of nothing is 0

        List<Output> outputs = [];
        if (spec[Role.Losses] is not null)
        {
            outputs.Add(new(Role.Losses, 0, Forward(item)));
        }

        Expr[] derivatives = [];
        if (spec[Role.Gradient] is not null)
        {
            derivatives = Array.ConvertAll(Differentiate.Gradient(value, prediction), Forward);
            Expr[] gradient = Array.ConvertAll(Differentiate.Gradient(total, prediction), Forward);
            outputs.AddRange(gradient.Select((g, component) => new Output(Role.Gradient, component, g.As(gradient.Length == 1 ? "dx" : "d" + Box.Coordinates[component]))));
        }

        if (spec.ReturnsValue)
        {
            outputs.Add(new(null, 0, Forward(total)));
        }

        return new(Forward(value), derivatives, outputs.ToEquatableArray());
    }

    private static Expr Forward(Expr formula) => Simplify.Run(Simplify.Forward(Simplify.Run(formula)));

    /// <summary>The definition's formula. A hard target makes two of it, for 1 and for 0, merged into one.</summary>
    private static Expr ValueOf(KernelSpec spec, LossDefinition definition, Graph graph, Expr[] prediction)
    {
        ParameterSpec targets = spec[Role.Targets]!;
        Expr[] target = Inputs(graph, targets, definition.Schema.Skeleton);
        if (definition.Schema.Skeleton != Skeleton.Element || !spec.HasHardTargets)
        {
            return definition.Value(new LossArguments(spec, prediction, target));
        }

        Expr one = targets.Element == ElementType.Float ? 1 : graph.Int(1);
        Expr isPositive = Functions.Equal(target[0], one).As("positive").In(Merge.Step);
        Expr positive = Simplify.Run(definition.Value(new LossArguments(spec, prediction, [1])));
        Expr negative = Simplify.Run(definition.Value(new LossArguments(spec, prediction, [0])));
        return Merge.Run(isPositive, positive, negative);
    }

    private static Expr[] Inputs(Graph graph, ParameterSpec parameter, Skeleton skeleton, bool ofPrediction = false)
    {
        Axes axes = skeleton == Skeleton.Row && ofPrediction ? Axes.Item | Axes.Class : Axes.Item;
        return Enumerable.Range(0, skeleton.Components(parameter.Role)).Select(component => graph.Input(parameter.Role, parameter.Element, axes, component)).ToArray();
    }
}

/// <summary>A value that the kernel writes to a parameter, or returns where <paramref name="Role"/> is null.</summary>
internal sealed record Output(Role? Role, int Component, Expr Value);
