namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Random formulas of elements, each from a seed of its own.</summary>
internal static class RandomFormulas
{
    /// <summary>Names that generated code may have a use for, too.</summary>
    private static readonly string[] Names = ["delta", "count", "i", "width", "x", "end"];

    public static FormulaCase Element(string name, int seed)
    {
        Random random = new(seed);
        bool isFloat = random.Next(3) > 0;
        Parameter[] parameters = Parameters(random);
        Block body;
        do
        {
            Grammar grammar = new(random, isFloat);
            foreach (Parameter parameter in parameters)
            {
                if (parameter.Kind == ParameterKind.Label)
                {
                    grammar.AddTruth(parameter.Name);
                }
                else
                {
                    grammar.Add(parameter.Name);
                }
            }

            // Most are small; some are not.
            int size = random.Next(20);
            body = size < 14 ? grammar.Body(2, random.Next(2)) : size < 19 ? grammar.Body(3, random.Next(3)) : grammar.Body(4, random.Next(5));
        }
        while (!body.All().Any(node => node is Variable { Name: "prediction" }));

        int form = random.Next(6);
        return new()
        {
            Name = name,
            IsFloat = isFloat,
            Parameters = form == 0 ? [.. parameters.Select(p => p with { HasGradient = false })] : parameters,
            Body = body,
            ReturnsSum = form is 0 or 1,
            WritesLosses = form != 5,
            Seed = random.Next(),
        };
    }

    private static Parameter[] Parameters(Random random)
    {
        ParameterKind target = random.Next(6) switch { 0 => ParameterKind.Label, 1 => ParameterKind.Byte, _ => ParameterKind.Target };
        List<Parameter> parameters = [new("prediction", ParameterKind.Prediction, true), new("target", target, target == ParameterKind.Target && random.Next(4) == 0)];
        for (int others = random.Next(4) - 1; others > 0; others--)
        {
            string name = Names.Where(n => parameters.All(p => p.Name != n)).ElementAt(random.Next(Names.Length - parameters.Count));
            bool isOfItems = random.Next(2) == 0;
            parameters.Add(new(name, isOfItems ? ParameterKind.Item : ParameterKind.Call, isOfItems && random.Next(2) == 0));
        }

        return [.. parameters];
    }
}
