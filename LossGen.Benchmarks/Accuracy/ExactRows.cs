using System.Globalization;
using LossGen.Generator.Losses;
using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>Softmax cross-entropy in twice double precision.</summary>
internal static class ExactRows
{
    public static WideCase CrossEntropy(int classes) => new(
        string.Create(CultureInfo.InvariantCulture, $"CrossEntropy, {classes} classes"), new CrossEntropy(), classes,
        (random, _) => ([.. Enumerable.Range(0, classes).Select(_ => 16 * random.NextDouble() - 8)], [random.Next(classes)]), Exact)
    { HasClasses = true, Weight = classes, Constants = [("Classes", classes), ("IgnoreIndex", -100)] };

    /// <summary>log1p of the others' powers over the own one, and their share: nothing cancels.</summary>
    private static WideResult Exact(double[] x, double[] target)
    {
        int own = (int)target[0];
        DoubleDouble[] powers = [.. x.Select(v => DoubleDouble.Exp(v - (DoubleDouble)x[own]))];
        DoubleDouble others = 0;
        for (int k = 0; k < powers.Length; k++)
        {
            others = k == own ? others : others + powers[k];
        }
        DoubleDouble value = DoubleDouble.Log1p(others), sum = others + 1;
        DoubleDouble[] slopes = [.. powers.Select((power, k) => k == own ? -others / sum : power / sum)];
        return new(value, value.Hi, slopes, [.. slopes.Select(slope => slope.Hi)]);
    }
}
