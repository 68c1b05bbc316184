using LossGen.Generator.Ir;

namespace LossGen.Tests.Kernels;

/// <summary>
/// The size of what a sum is made of. Where terms of opposite sign cancel, each carries an error of its own size and no float formula can do better,
/// so that the places to count are those of the larger term. It matters for the gradient of soft targets, whose two terms pull to opposite sides of the
/// target, and inside each of them for d(1 − pₜ) = p(1 − p)((1 − t) − t) and σ(x) − t. Where nothing cancels it is the value itself.
/// </summary>
internal static class Terms
{
    /// <summary>For each item, the larger of |value| and of the largest term that went into it.</summary>
    public static double[] Magnitude(Interpreter reference, Expr e)
    {
        double[] values = Array.ConvertAll(reference.Evaluate(e), Math.Abs);
        double[][] args = e.Op is Op.Add or Op.Product or Op.Select or Op.NegateIf ? [.. e.Args.Select(a => Magnitude(reference, a))] : [];
        return e.Op switch
        {
            Op.Add => Each(i => Math.Max(values[i], Math.Max(At(args[0], i), At(args[1], i)))),
            Op.Product => Each(i => e.Exponents.Select((exponent, a) => Math.Pow(exponent > 0 ? At(args[a], i) : Math.Abs(At(reference.Evaluate(e[a]), i)), exponent))
                .Aggregate(Math.Abs(e.Number), (product, factor) => product * factor)),
            Op.Select => Each(i => At(reference.Evaluate(e[0]), i) != 0 ? At(args[1], i) : At(args[2], i)),
            Op.NegateIf => args[1],
            _ => values,
        };

        double[] Each(Func<int, double> magnitude) => [.. Enumerable.Range(0, values.Length).Select(magnitude)];
        static double At(double[] array, int i) => array[array.Length == 1 ? 0 : i];
    }
}
