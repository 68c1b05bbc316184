using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>What a kernel computes, as formulas: the values that its signature asks for.</summary>
/// <param name="Value">The loss of one item, for the reader: before weights and reduction.</param>
/// <param name="Derivatives">The derivatives of <paramref name="Value"/> by the item's values of each role, for the reader; none where no gradient is asked for.</param>
/// <param name="Outputs">What the kernel returns and writes.</param>
internal sealed record LossProgram(Expr Value, EquatableArray<Output> Derivatives, EquatableArray<Output> Outputs)
{
    public static LossProgram Build(KernelSpec spec, LossDefinition definition)
    {
        Graph graph = new();
        Skeleton skeleton = definition.Schema.Skeleton;
        Expr[] prediction = Inputs(graph, spec.Prediction, spec, skeleton), target = Inputs(graph, spec[Role.Targets]!, spec, skeleton);
        LossArguments arguments = new(spec, prediction, target);
        Expr value = Simplify.Run(ValueOf(spec, definition, graph, prediction, target));

        // A formula of a user is one of an item even where it comes to the same for all of them.
        bool isPerItem = (value.Axes & Axes.Item) != 0 || spec.Formula is not null, isPerEntry = (value.Axes & Axes.Class) != 0;
        Expr item = spec[Role.Weights] is { } weights && isPerItem ? value * Inputs(graph, weights, spec, skeleton)[0] : value;
        Expr counted = arguments.Counted(item, 0).As("loss");
        Expr Total(Expr loss) => !isPerItem ? loss
            : SumOfItems(graph, isPerEntry ? Functions.Sum(Axes.Class, loss) : graph.Of(loss)) * (spec.ReturnsMean ? 1 / Divisor(spec, definition, arguments, graph) : 1);
        Expr scaled = Total(item) * (spec[Role.Scale] is { } scale ? Scalar(graph, scale) : 1);

        // A number of the call is taken for one that each item has: the derivative by it is the sum of theirs.
        Dictionary<Expr, Expr> ofItems = spec.Parameters.Where(p => spec.IsOfCall(p.Role)).Select(p => arguments.Own(p.Role - Role.OwnGradient)!).ToDictionary(number => number, OfEachItem);
        Dictionary<Expr, Expr> ofCall = ofItems.ToDictionary(pair => pair.Value, pair => pair.Key);
        (Role Role, Expr[] Variables)[] wanted = [.. Wanted(spec, arguments, prediction, target).Select(w => (w.Role, Array.ConvertAll(w.Variables, v => ofItems.TryGetValue(v, out Expr each) ? each : v)))];
        Output[] DerivativesOf(Expr formula) => [.. Differentiated(Replaced(formula, ofItems), wanted, guards: spec.Formula is not null)];
        Expr Finished(Output d) => spec.IsOfCall(d.Role!.Value) ? SumOfItems(graph, graph.Of(arguments.Counted(d.Value, 0))) : Written(arguments, spec, graph, d, skeleton);
        List<Output> outputs = [];
        if (spec[Role.Losses] is not null)
        {
            outputs.Add(new(Role.Losses, 0, Forward(counted)));
        }

        outputs.AddRange(DerivativesOf(scaled).Select(d => d with
        {
            Value = Replaced(Forward(Finished(d)), ofCall) is var finished && spec.IsOfCall(d.Role!.Value) ? finished : finished.As(NameOf(d, spec, skeleton)),
            IsOfCall = spec.IsOfCall(d.Role!.Value),
            IsOverClasses = skeleton == Skeleton.Row && spec.IsOverClasses(spec[d.Role!.Value]!),
        }));
        if (spec.ReturnsValue)
        {
            outputs.Add(new(null, 0, Forward(Total(counted))));
        }

        return new(Forward(arguments.Counted(value, 0)), DerivativesOf(value).Select(d => d with { Value = Replaced(Forward(arguments.Counted(d.Value, 0)), ofCall) }).ToEquatableArray(), outputs.ToEquatableArray());
    }

    /// <summary>The sum of the losses. Where a loss comes to a function of numbers of the call it stays a sum: such functions are to be had with the items alone.</summary>
    private static Expr SumOfItems(Graph graph, Expr loss) => loss.IsConstant ? Functions.Sum(Axes.Item, loss) : graph.Reduce(Op.SumOver, Axes.Item, loss);

    private static Expr Forward(Expr formula) => Simplify.Run(Simplify.Forward(Simplify.Run(formula)));

    /// <summary>The definition's formula. A hard target makes two of it, for 1 and for 0, merged into one.</summary>
    private static Expr ValueOf(KernelSpec spec, LossDefinition definition, Graph graph, Expr[] prediction, Expr[] target)
    {
        LossArguments arguments = new(spec, prediction, target);
        if (definition.Schema.Skeleton != Skeleton.Element || !spec.HasHardTargets)
        {
            return definition.Value(arguments);
        }

        Expr Is(int label) => Functions.Equal(target[0], target[0].Element.IsReal() ? label : graph.Int(label)).In(Merge.Step);
        Expr isPositive = Is(1).As("positive");
        Expr positive = Simplify.Run(definition.Value(new LossArguments(spec, prediction, [1])));
        Expr negative = Simplify.Run(definition.Value(new LossArguments(spec, prediction, [0])));
        Expr merged = Merge.Run(isPositive, positive, negative);
        return definition.IgnoresOtherTargets(arguments) ? Functions.Where(Functions.Or(isPositive, Is(0).As("negative")).As("known"), merged, 0) : merged;
    }

    /// <summary>What the sum of the losses is divided by. The mean of nothing is 0, unless it is asked to be no number.</summary>
    private static Expr Divisor(KernelSpec spec, LossDefinition definition, LossArguments arguments, Graph graph)
    {
        if (spec[Role.Normalizer] is { } normalizer)
        {
            return Scalar(graph, normalizer);
        }

        Expr? own = definition.Divisor(arguments);
        return spec.Options.EmptyMeanIsNaN || definition.Schema.OwnDivisor is not null ? own ?? graph.Count()
            : own is null ? Functions.Max(graph.Count(), 1)
            : Functions.Where(Functions.Equal(own, 0), 1, own);
    }

    /// <summary>The outputs for derivatives, with what they are derivatives by.</summary>
    private static IEnumerable<(Role Role, Expr[] Variables)> Wanted(KernelSpec spec, LossArguments arguments, Expr[] prediction, Expr[] target)
    {
        if (spec[Role.Gradient] is not null)
        {
            yield return (Role.Gradient, prediction);
        }

        if (spec[Role.TargetGradient] is not null)
        {
            yield return (Role.TargetGradient, target);
        }

        foreach (ParameterSpec gradient in spec.Parameters.Where(p => p.Role.IsGradient() && p.Role.IsOwn()))
        {
            yield return (gradient.Role, [arguments.Own(gradient.Role - Role.OwnGradient)!]);
        }
    }

    private static IEnumerable<Output> Differentiated(Expr formula, (Role Role, Expr[] Variables)[] wanted, bool guards)
    {
        Expr[] variables = [.. wanted.SelectMany(g => g.Variables)];
        Expr[] derivatives = variables.Length == 0 ? [] : Differentiate.Gradient(formula, variables, guards);
        int first = 0;
        foreach ((Role role, Expr[] of) in wanted)
        {
            for (int component = 0; component < of.Length; component++)
            {
                yield return new(role, component, derivatives[first++]);
            }
        }
    }

    private static Expr OfEachItem(Expr number) => number.Graph!.Input(number.Role - Role.OwnScalar + Role.Own, number.Element, Axes.Item).As(number.Name!);

    private static Expr Replaced(Expr formula, Dictionary<Expr, Expr> by) => by.Count == 0 ? formula : Substitution.Run(formula, e => by.TryGetValue(e, out Expr? other) ? other : null);

    /// <summary>
    /// What an output for derivatives holds afterwards. Where a row is ignored this is chosen, and not multiplied by 0: a row of logits that are no numbers has derivatives that are none.
    /// </summary>
    private static Expr Written(LossArguments arguments, KernelSpec spec, Graph graph, Output derivative, Skeleton skeleton)
    {
        Expr? before = spec.Options.Accumulates ? Inputs(graph, spec[derivative.Role!.Value]!, spec, skeleton)[derivative.Component] : null;
        return before is null ? arguments.Counted(derivative.Value, 0) : arguments.Counted(derivative.Value + before, before);
    }

    private static string NameOf(Output derivative, KernelSpec spec, Skeleton skeleton) =>
        derivative.Role!.Value.IsOwn() ? "d" + Capital(spec.Formula!.Parameters[derivative.Role.Value - Role.OwnGradient].Name)
        : (derivative.Role == Role.TargetGradient ? "dTarget" : "d")
        + (skeleton != Skeleton.Box ? "x" : derivative.Role == Role.TargetGradient ? Capital(spec.Format.Coordinates()[derivative.Component]) : spec.Format.Coordinates()[derivative.Component]);

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static Expr Scalar(Graph graph, ParameterSpec parameter) => graph.Input(parameter.Role, parameter.Element, Axes.None);

    /// <summary>An item's values of a parameter: one, four of a box, or one of each class of a row.</summary>
    private static Expr[] Inputs(Graph graph, ParameterSpec parameter, KernelSpec spec, Skeleton skeleton)
    {
        bool isOverClasses = skeleton == Skeleton.Row && spec.IsOverClasses(parameter);
        Axes axes = isOverClasses ? Axes.Item | Axes.Class : Axes.Item;
        Expr[] inputs = new Expr[skeleton.Components(parameter.Role)];
        for (int component = 0; component < inputs.Length; component++)
        {
            inputs[component] = graph.Input(parameter.Role, parameter.Element, axes, component);
            inputs[component].Coordinate = inputs.Length > 1 ? spec.Format.Coordinates()[component] : null;
        }

        return inputs;
    }
}

/// <summary>A value that the kernel writes to a parameter, or returns where <paramref name="Role"/> is null.</summary>
internal sealed record Output(Role? Role, int Component, Expr Value)
{
    /// <summary>Whether it is written for each class of a row, and not once a row.</summary>
    public bool IsOverClasses { get; init; }

    /// <summary>Whether it is one number of the whole call, which is written at the end.</summary>
    public bool IsOfCall { get; init; }
}
