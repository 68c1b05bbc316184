using System.Globalization;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Tests.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>Kernels on random items, of floats and of doubles.</summary>
internal static class WideCases
{
    private static readonly int[] ClassCounts = [2, 10, 80, 1000];

    public static IEnumerable<WideCase> All =>
    [
        Function("exp", (x, _) => Exp(x), x => DoubleDouble.Exp(x), Signed),
        Function("log", (x, _) => Log(x), x => DoubleDouble.Log(x), Positive),
        Function("log1p", (x, _) => Log1p(x), x => DoubleDouble.Log1p(x), Positive),
        Function("sigmoid", (x, _) => Sigmoid(x), Accuracy.Exact.WideSigmoid, Signed),
        Function("softplus", (x, _) => Softplus(x), Accuracy.Exact.WideSoftplus, Signed),
        Function("atan", Atan2, x => DoubleDouble.Atan2(x, 1), Signed),
        .. from gamma in FloatCases.Gammas from target in FloatCases.Labels select Focal(gamma, target),
        new("focal, γ = 2, soft targets", new FocalLoss(), 1, SoftLabel, (x, t) => SoftFocal(x[0], t[0])),
        new("binary cross-entropy, soft targets", new BinaryCrossEntropy(), 1, SoftLabel, (x, t) => SoftCrossEntropy(x[0], t[0])),
        new("L1", new L1(), 1, Pair, (x, t) => Of(x[0] - (DoubleDouble)t[0], d => (Sign(d) * d, Sign(d)))),
        new("MeanSquaredError", new MeanSquaredError(), 1, Pair, (x, t) => Of(x[0] - (DoubleDouble)t[0], d => (d * d, d * 2))),
        new("SmoothL1", new SmoothL1(), 1, Pair, (x, t) => Of(x[0] - (DoubleDouble)t[0], d => Near(d) ? (d * d * 0.5, d) : (Sign(d) * d - 0.5, Sign(d)))),
        new("Huber", new Huber(), 1, Pair, (x, t) => Of(x[0] - (DoubleDouble)t[0], d => Near(d) ? (d * d * 0.5, d) : (Sign(d) * d - 0.5, Sign(d)))),
        .. ClassCounts.Select(ExactRows.CrossEntropy),
        .. ExactBoxes.All,
    ];

    private static double Sign(DoubleDouble d) => Math.Sign(d.Hi);

    private static bool Near(DoubleDouble d) => Math.Abs(d.Hi) < 1;

    private static WideResult Of(DoubleDouble d, Func<DoubleDouble, (DoubleDouble Value, DoubleDouble Slope)> loss) => loss(d) is var (value, slope) ? new(value, slope) : default;

    private static WideCase Function(string name, Func<Expr, Expr, Expr> function, Func<double, DoubleDouble> exact, Func<Random, Format, double> draw) =>
        new(name, new FunctionLoss(function), 1, (random, format) => ([draw(random, format)], [1]), (x, _) => new(exact(x[0]), exact(x[0]).Hi, [], []));

    private static WideCase Focal(double gamma, int target) => new(
        string.Create(CultureInfo.InvariantCulture, $"focal, γ = {gamma}, t = {target}"), new FocalLoss(), 1, (random, format) => ([Signed(random, format)], [target]),
        (x, _) => Accuracy.Exact.WideFocal(x[0], target == 1, gamma) is var (value, slope) ? new(value, slope) : default) { Constants = [("Gamma", gamma), ("Targets", 1)] };

    /// <summary>The gradient is a difference: its unit is the last place of the larger term.</summary>
    private static WideResult SoftCrossEntropy(double x, double t)
    {
        DoubleDouble up = (1 - (DoubleDouble)t) * Accuracy.Exact.WideSigmoid(x), down = t * Accuracy.Exact.WideSigmoid(-x);
        DoubleDouble value = t * Accuracy.Exact.WideSoftplus(-x) + (1 - (DoubleDouble)t) * Accuracy.Exact.WideSoftplus(x);
        return new(value, value.Hi, [up - down], [Math.Max(up.Hi, down.Hi)]);
    }

    /// <summary>So is this one, twice: of (1 − t) p and t (1 − p), and of the power's part and the logarithm's.</summary>
    private static WideResult SoftFocal(double x, double t)
    {
        DoubleDouble p = Accuracy.Exact.WideSigmoid(x), other = Accuracy.Exact.WideSigmoid(-x), rest = 1 - (DoubleDouble)t;
        DoubleDouble up = rest * p, down = t * other, miss = t * other + rest * p, surprise = t * Accuracy.Exact.WideSoftplus(-x) + rest * Accuracy.Exact.WideSoftplus(x);
        DoubleDouble weight = 0.25 * (DoubleDouble)t + 0.75 * rest, power = weight * miss * 2 * (rest - t) * p * other * surprise, logarithm = weight * miss * miss;
        DoubleDouble value = weight * miss * miss * surprise;
        return new(value, value.Hi, [power + logarithm * (up - down)], [Math.Max(Math.Abs(power.Hi), logarithm.Hi * Math.Max(up.Hi, down.Hi))]);
    }

    private static (double[], double[]) SoftLabel(Random random, Format format) => ([40 * random.NextDouble() - 20], [random.NextDouble()]);

    private static (double[], double[]) Pair(Random random, Format format) => ([8 * random.NextDouble() - 4], [8 * random.NextDouble() - 4]);

    /// <summary>Half of the numbers in the middle, the others up to where the functions under- and overflow, or of any size.</summary>
    private static double Signed(Random random, Format format) => random.Next(4) switch
    {
        0 => (2 * random.NextDouble() - 1) * -format.SmallestExponent * 0.7,
        1 => (random.Next(2) == 0 ? -1 : 1) * Positive(random, format),
        _ => 16 * random.NextDouble() - 8,
    };

    private static double Positive(Random random, Format format) => random.Next(2) == 0
        ? 4 * random.NextDouble()
        : Math.ScaleB(1 + random.NextDouble(), random.Next(format.SmallestExponent, -format.SmallestExponent));
}
