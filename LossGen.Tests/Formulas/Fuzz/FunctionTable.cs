namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>The functions, by closed forms that do not cancel; conventions at kinks as docs/custom-losses.md has them.</summary>
internal static class FunctionTable
{
    private static readonly double[][] Exponents = [[2, 3, 0.5, 1.5, -1, 2.5, -2, -0.5, 0.3, 1, 4]];

    public static readonly Function[] All =
    [
        One("Abs", Math.Abs, (x, _) => Side(x)) with { IsExact = true, Turn = a => Side(a[0]) },
        One("Sign", x => double.IsNaN(x) ? x : Side(x), (_, _) => 0) with { IsExact = true, Turn = a => Side(a[0]) },
        Two("CopySign", (x, y) => Math.CopySign(x, OfNumber(y)), (x, y, _) => [Side(x) * Math.CopySign(1, OfNumber(y)), 0]) with
        {
            IsExact = true, Turn = a => (3 * Side(a[0])) + Side(a[1]), IsUnsettled = a => a[1] == 0,
        },
        Two("Min", Math.Min, (x, y, _) => Tie(y, x)) with { IsExact = true, Turn = a => a[0].CompareTo(a[1]) },
        Two("Max", Math.Max, (x, y, _) => Tie(x, y)) with { IsExact = true, Turn = a => a[0].CompareTo(a[1]) },
        new("Clamp", Home.Math, a => Math.Clamp(a[0], a[1], a[2]), (a, _) => a[0] < a[1] ? [0, 1, 0] : a[0] > a[2] ? [0, 0, 1] : [1, 0, 0])
        {
            Arity = 3, IsExact = true, Turn = a => a[0].CompareTo(a[1]) + a[0].CompareTo(a[2]), Constants = [[-1, 0, -0.5, 0.1], [1, 2, 0.5, 4]],
        },
        Step("Floor", Math.Floor),
        Step("Ceiling", Math.Ceiling),
        Step("Round", Math.Round),
        Step("Truncate", Math.Truncate),
        new("FusedMultiplyAdd", Home.Math, a => Math.FusedMultiplyAdd(a[0], a[1], a[2]), (a, _) => [a[1], a[0], 1]) { Arity = 3 },

        One("Sqrt", Math.Sqrt, (_, v) => 0.5 / v),
        One("Cbrt", Math.Cbrt, (_, v) => 1 / (3 * v * v)),
        One("Exp", Math.Exp, (_, v) => v),
        One("Log", Math.Log, (x, _) => 1 / x),
        Two("Log", Math.Log, (x, b, v) => [1 / (x * Math.Log(b)), -v / (b * Math.Log(b))]) with { Constants = [[2, 10, 0.5, 3]] },
        One("Log2", Math.Log2, (x, _) => 1 / (x * Math.Log(2))),
        One("Log10", Math.Log10, (x, _) => 1 / (x * Math.Log(10))),
        Two("Pow", Math.Pow, (x, y, _) => [y == 0 ? 0 : y * Math.Pow(x, y - 1), 0]) with { Constants = Exponents },
        // Which of their ways up and down is a turn: the tangent has a pole in between, and the arc cosine of a sine a kink.
        One("Sin", Math.Sin, (x, _) => Math.Cos(x)) with { IsUnsettled = IsFarOut, Turn = a => Math.Round(a[0] / Math.PI) },
        One("Cos", Math.Cos, (x, _) => -Math.Sin(x)) with { IsUnsettled = IsFarOut, Turn = a => Math.Floor(a[0] / Math.PI) },
        One("Tan", Math.Tan, (x, _) => 1 / (Math.Cos(x) * Math.Cos(x))) with { IsUnsettled = IsFarOut, Turn = a => Math.Round(a[0] / Math.PI) },
        One("Sinh", Math.Sinh, (x, _) => Math.Cosh(x)),
        One("Cosh", Math.Cosh, (x, _) => Math.Sinh(x)),
        One("Tanh", Math.Tanh, (x, _) => 4 * Sigmoid(2 * x) * Sigmoid(-2 * x)),
        One("Asin", Math.Asin, (x, _) => 1 / Math.Sqrt((1 - x) * (1 + x))) with { IsUnsettled = IsNextToOne },
        One("Acos", Math.Acos, (x, _) => -1 / Math.Sqrt((1 - x) * (1 + x))) with { IsUnsettled = IsNextToOne },
        One("Atan", Math.Atan, (x, _) => 1 / (1 + (x * x))),
        Two("Atan2", Math.Atan2, (y, x, _) => [x / Math.Max(1e-300, (x * x) + (y * y)), -y / Math.Max(1e-300, (x * x) + (y * y))]) with { IsUnsettled = a => (a[0] == 0 && a[1] <= 0) || (a[0] * a[0]) + (a[1] * a[1]) < 1e-31 || (double.IsInfinity(a[0]) && double.IsInfinity(a[1])) },

        One("LogP1", Formula.Log1p, (x, _) => 1 / (1 + x)) with { Home = Home.Number },
        One("ExpM1", Formula.Expm1, (x, _) => Math.Exp(x)) with { Home = Home.Number },
        One("Log1p", Formula.Log1p, (x, _) => 1 / (1 + x)) with { Home = Home.Formula },
        One("Expm1", Formula.Expm1, (x, _) => Math.Exp(x)) with { Home = Home.Formula },
        One("Sigmoid", Sigmoid, (x, v) => v * Sigmoid(-x)) with { Home = Home.Formula },
        One("Softplus", Formula.Softplus, (x, _) => Sigmoid(x)) with { Home = Home.Formula },
        One("LogSigmoid", Formula.LogSigmoid, (x, _) => Sigmoid(-x)) with { Home = Home.Formula },
        One("Square", x => x * x, (x, _) => 2 * x) with { Home = Home.Formula },
        One("Erf", Formula.Erf, (x, _) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x)) with { Home = Home.Formula },
        Two("XLogY", Formula.XLogY, (x, y, _) => x == 0 ? [0, 0] : [Math.Log(y), x / y]) with { Home = Home.Formula, Turn = a => a[0] == 0 ? 1 : 0, IsUnsettled = a => a[0] == 0 },
        One("StopGradient", x => x, (_, _) => 0) with { Home = Home.Formula },
    ];

    private static Function One(string name, Func<double, double> value, Func<double, double, double> slope) =>
        new(name, Home.Math, a => value(a[0]), (a, v) => [slope(a[0], v)]) { Arity = 1 };

    private static Function Two(string name, Func<double, double, double> value, Func<double, double, double, double[]> slopes) =>
        new(name, Home.Math, a => value(a[0], a[1]), (a, v) => slopes(a[0], a[1], v)) { Arity = 2 };

    private static Function Step(string name, Func<double, double> value) =>
        One(name, value, (_, _) => 0) with { IsExact = true, Turn = a => value(a[0]) };

    private static double[] Tie(double upper, double lower) => upper > lower ? [1, 0] : upper == lower ? [0.5, 0.5] : [0, 1];

    /// <summary>Angles are accurate up to ten thousand.</summary>
    private static bool IsFarOut(double[] a) => Math.Abs(a[0]) > 1e4;

    /// <summary>Where arc sine and arc cosine end, with an infinite derivative: a float that should come close to 1 may be 1.</summary>
    private static bool IsNextToOne(double[] a) => Math.Abs(a[0]) is > 1 - 1e-5 and <= 1 + 1e-5;

    /// <summary>The sign, and 0 of what is no number, where that of .NET throws.</summary>
    private static double Side(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <summary>What is no number has the sign of 1.</summary>
    private static double OfNumber(double x) => double.IsNaN(x) ? 1 : x;

    private static double Sigmoid(double x) => Formula.Sigmoid(x);
}
