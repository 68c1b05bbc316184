namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>The numbers that a kernel is run on: ordinary ones, and those where formulas have their edges.</summary>
internal static class RandomNumbers
{
    /// <summary>What an output that is added to holds before.</summary>
    public const double Before = 0.25;

    /// <summary>Two steps of the widest kernel and some more; of long rows, fewer. Of a mean a power of two, by which nothing rounds.</summary>
    public static int Items(FormulaCase formula) => (formula.Returns == Reduction.Mean, formula.Classes) switch
    {
        (true, > 8) => 4,
        (true, > 0) => 16,
        (true, _) => 32,
        (_, > 8) => 5,
        (_, > 0) => 19,
        _ => 37,
    };

    public static double[][] Of(FormulaCase formula)
    {
        Random random = new(formula.Seed);
        return [.. formula.Parameters.Select(p => p.Kind == ParameterKind.Box
            ? (double[])[.. Enumerable.Range(0, Items(formula)).SelectMany(_ => Box(random, formula))]
            : [.. Enumerable.Range(0, p.Kind == ParameterKind.Call ? 1 : Items(formula) * p.Numbers(formula.Classes)).Select(_ => Own(Of(p, random, formula.Classes), formula))])];
    }

    private static double Own(double x, FormulaCase formula) => formula.IsFloat ? (float)x : x;

    private static double Of(Parameter p, Random random, int classes) => p.Kind switch
    {
        ParameterKind.Label or ParameterKind.Byte => random.Next(2),
        ParameterKind.Class => random.Next(classes),
        ParameterKind.Weight => Math.ScaleB(1, random.Next(-1, 3)),
        ParameterKind.Item when p.Name == "target" && random.Next(3) > 0 => random.Next(2),
        ParameterKind.Row when p.Name == "target" => random.Next(3) == 0 ? 0 : random.NextDouble(),
        ParameterKind.Call => 0.25 + (2 * random.NextDouble()),
        ParameterKind.Item when p.Name is not ("prediction" or "target") => 0.25 + (2 * random.NextDouble()),
        ParameterKind.Row => random.Next(3) == 0 ? random.Next(-2, 3) : 3 * Normal(random),
        _ => Signed(random),
    };

    /// <summary>The numbers of a box; on a grid of few points often, where sides meet.</summary>
    private static IEnumerable<double> Box(Random random, FormulaCase formula)
    {
        double Next() => random.Next(2) == 0 ? random.Next(5) : 4 * random.NextDouble();
        (double first, double second) = (Next(), Next());
        (double width, double height) = random.Next(12) == 0 ? (0, Next()) : (0.5 + Next(), 0.5 + Next());
        bool isOfCorners = formula.Format is BoxFormat.Xyxy or BoxFormat.Yxyx;
        return new[] { first, second, isOfCorners ? first + width : width, isOfCorners ? second + height : height }.Select(x => Own(x, formula));
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
