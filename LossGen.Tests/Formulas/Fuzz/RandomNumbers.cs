namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>The numbers that a kernel is run on: ordinary ones, and those where formulas have their edges.</summary>
internal static class RandomNumbers
{
    /// <summary>Two steps of the widest kernel and some more.</summary>
    public const int Items = 37;

    public static double[][] Of(FormulaCase formula)
    {
        Random random = new(formula.Seed);
        return [.. formula.Parameters.Select(p => (double[])[.. Enumerable.Range(0, p.Kind == ParameterKind.Call ? 1 : Items).Select(_ => Of(p, random, formula.IsFloat))])];
    }

    private static double Of(Parameter p, Random random, bool isFloat)
    {
        double x = p.Kind switch
        {
            ParameterKind.Label or ParameterKind.Byte => random.Next(2),
            ParameterKind.Target when random.Next(3) > 0 => random.Next(2),
            ParameterKind.Call or ParameterKind.Item => 0.25 + (2 * random.NextDouble()),
            _ => Signed(random),
        };
        return isFloat ? (float)x : x;
    }

    private static double Signed(Random random) => random.Next(12) switch
    {
        0 => 0,
        1 => random.Next(-3, 4),
        2 => random.Next(-6, 7) / 2.0,
        3 => random.NextDouble(),
        4 => 100 * Normal(random),
        5 => random.Next(4) == 0 ? 1e4 * (random.Next(2) - 0.5) : 1e-4 * Normal(random),
        6 or 7 => 4 * Normal(random),
        _ => Normal(random),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
