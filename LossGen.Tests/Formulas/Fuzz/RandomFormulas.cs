namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Random formulas of elements, rows and boxes, each from a seed of its own.</summary>
internal static class RandomFormulas
{
    /// <summary>Names that generated code may have a use for, too.</summary>
    private static readonly string[] Names = ["delta", "count", "i", "width", "x", "end"];

    private static readonly int[] ClassCounts = [1, 2, 3, 5, 8, 33];

    /// <summary>One formula: of three, two are of elements.</summary>
    public static FormulaCase Next(string name, int seed)
    {
        Random random = new(seed);
        return random.Next(6) switch
        {
            0 => Row(name, random),
            1 => Box(name, random),
            _ => Element(name, random),
        };
    }

    private static FormulaCase Element(string name, Random random)
    {
        ParameterKind target = random.Next(6) switch { 0 => ParameterKind.Label, 1 => ParameterKind.Byte, _ => ParameterKind.Item };
        bool hasTargetGradient = target == ParameterKind.Item && random.Next(4) == 0;
        return Of(name, "ElementwiseLoss", random, new("prediction", ParameterKind.Item, true), new("target", target, hasTargetGradient), grammar =>
        {
            grammar.Add("prediction");
            if (target == ParameterKind.Label)
            {
                grammar.AddTruth("target");
            }
            else
            {
                grammar.Add("target");
            }
        });
    }

    private static FormulaCase Row(string name, Random random)
    {
        bool hasLabel = random.Next(3) > 0;
        int classes = ClassCounts[random.Next(ClassCounts.Length)];
        FormulaCase formula = Of(name, "RowLoss", random, new("prediction", ParameterKind.Row, true), new("target", hasLabel ? ParameterKind.Class : ParameterKind.Row, false), grammar => grammar.Items = new RowItems(grammar, random, hasLabel));
        return formula with { Classes = classes, SaysClasses = !hasLabel || random.Next(2) == 0 };
    }

    private static FormulaCase Box(string name, Random random) =>
        Of(name, "BoxLoss", random, new("prediction", ParameterKind.Box, true), new("target", ParameterKind.Box, random.Next(3) == 0), grammar => grammar.Items = new BoxItems(grammar, random))
            with { Format = (BoxFormat)random.Next(4) } is var formula && formula.Variables.Length > 0 ? formula with { Ties = (TieRule)random.Next(3) } : formula;

    private static FormulaCase Of(string name, string attribute, Random random, Parameter prediction, Parameter target, Action<Grammar> begin)
    {
        bool isFloat = random.Next(3) > 0;
        Parameter[] parameters = [prediction, target, .. Others(random, hasGradients: prediction.Kind == ParameterKind.Item)];
        Block body;
        do
        {
            Grammar grammar = new(random, isFloat);
            begin(grammar);
            foreach (Parameter parameter in parameters.Skip(2))
            {
                grammar.Add(parameter.Name);
            }

            // Most are small; some are not.
            int size = random.Next(20);
            body = size < 14 ? grammar.Body(2, random.Next(2)) : size < 19 ? grammar.Body(3, random.Next(3)) : grammar.Body(4, random.Next(5));
        }
        while (!body.All().Any(node => node is Variable { Name: "prediction" } or At or RowReduction or BoxVariable));

        // Values alone, both, gradients alone.
        int form = random.Next(6);
        bool hasGradient = form != 0;
        return new()
        {
            Name = name,
            Attribute = attribute,
            IsFloat = isFloat,
            Parameters = [.. parameters.Select(p => p with { HasGradient = p.HasGradient && hasGradient }), .. random.Next(8) == 0 ? [new Parameter("weights", ParameterKind.Weight, false)] : Array.Empty<Parameter>()],
            Body = body,
            Returns = form is 0 or 1 ? random.Next(2) == 0 ? Reduction.Mean : Reduction.Sum : null,
            WritesLosses = form != 5,
            Accumulates = hasGradient && random.Next(8) == 0,
            IsPrecise = isFloat && random.Next(6) == 0,
            IsOfViews = random.Next(6) == 0,
            Seed = random.Next(),
        };
    }

    private static List<Parameter> Others(Random random, bool hasGradients)
    {
        List<Parameter> parameters = [];
        for (int others = random.Next(4) - 1; others > 0; others--)
        {
            string name = Names.Where(n => parameters.All(p => p.Name != n)).ElementAt(random.Next(Names.Length - parameters.Count));
            bool isOfItems = random.Next(2) == 0;
            parameters.Add(new(name, isOfItems ? ParameterKind.Item : ParameterKind.Call, (hasGradients || !isOfItems) && random.Next(2) == 0));
        }

        return parameters;
    }
}
