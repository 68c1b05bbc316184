using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>The functions of numbers that a user's formula may call, some of which are conditions, by their names in Math, MathF and LossGen.Formula: one row a function.</summary>
internal static class FormulaOperations
{
    private static readonly Dictionary<(string Name, int Arity), Func<Expr[], Expr>> Rows = new()
    {
        [("+", 2)] = a => a[0] + a[1],
        [("-", 2)] = a => a[0] - a[1],
        [("-", 1)] = a => -a[0],
        [("*", 2)] = a => a[0] * a[1],
        [("/", 2)] = a => a[0] / a[1],

        [("Abs", 1)] = a => Abs(a[0]),
        [("Sign", 1)] = a => Sign(a[0]),
        [("CopySign", 2)] = a => CopySign(a[0], a[1]),
        [("Min", 2)] = a => Min(a[0], a[1]),
        [("Max", 2)] = a => Max(a[0], a[1]),
        [("Clamp", 3)] = a => Clamp(a[0], a[1], a[2]),
        [("Floor", 1)] = a => Floor(a[0]),
        [("Ceiling", 1)] = a => Ceiling(a[0]),
        [("Round", 1)] = a => Round(a[0]),
        [("Truncate", 1)] = a => Truncate(a[0]),
        [("FusedMultiplyAdd", 3)] = a => FusedMultiplyAdd(a[0], a[1], a[2]),

        [("Sqrt", 1)] = a => Sqrt(a[0]),
        [("Exp", 1)] = a => Exp(a[0]),
        [("Log", 1)] = a => Log(a[0]),
        [("Log", 2)] = a => Log(a[0]) / Log(a[1]),
        [("Log2", 1)] = a => Log2(a[0]),
        [("Log10", 1)] = a => Log10(a[0]),
        [("Pow", 2)] = a => Power(a[0], a[1]),
        [("Cbrt", 1)] = a => Cbrt(a[0]),
        [("Sin", 1)] = a => Sin(a[0]),
        [("Cos", 1)] = a => Cos(a[0]),
        [("Tan", 1)] = a => Tan(a[0]),
        [("Sinh", 1)] = a => Sinh(a[0]),
        [("Cosh", 1)] = a => Cosh(a[0]),
        [("Tanh", 1)] = a => Tanh(a[0]),
        [("Asin", 1)] = a => WithSlope(Atan2(a[0], OtherSide(a[0])), a[0], SlopeOfArc(a[0])),
        [("Acos", 1)] = a => WithSlope(Atan2(OtherSide(a[0]), a[0]), a[0], -SlopeOfArc(a[0])),
        [("Atan", 1)] = a => Atan2(a[0], 1),
        [("Atan2", 2)] = a => Atan2(a[0], a[1]),

        [("IsNaN", 1)] = a => NotEqual(a[0], a[0]),
        [("IsFinite", 1)] = a => Greater(double.PositiveInfinity, Abs(a[0])),
        [("IsInfinity", 1)] = a => Equal(Abs(a[0]), double.PositiveInfinity),

        [("Sigmoid", 1)] = a => BinaryClass.OfLogit(a[0]).Positive,      // in the order of the losses' own formulas, in which the terms of a gradient are added
        [("Softplus", 1)] = a => Softplus(a[0]),
        [("LogSigmoid", 1)] = a => LogSigmoid(a[0]),
        [("Log1p", 1)] = a => Log1p(a[0]),
        [("LogP1", 1)] = a => Log1p(a[0]),
        [("Expm1", 1)] = a => Expm1(a[0]),
        [("ExpM1", 1)] = a => Expm1(a[0]),
        [("Square", 1)] = a => Square(a[0]),
        [("Erf", 1)] = a => Erf(a[0]),
        [("XLogY", 2)] = a => XLogY(a[0], a[1]),
        [("StopGradient", 1)] = a => StopGradient(a[0]),
    };

    /// <summary>The square of a side too small to be told from 0 beside 1; a number in float too.</summary>
    private const double SmallestSquare = 1e-36;

    /// <summary>The numbers of a box.</summary>
    private static readonly Dictionary<string, Func<Box, Expr>> OfBox = new()
    {
        ["X1"] = b => b.X1,
        ["Y1"] = b => b.Y1,
        ["X2"] = b => b.X2,
        ["Y2"] = b => b.Y2,
        ["Width"] = b => b.Width,
        ["Height"] = b => b.Height,
        ["CenterX"] = b => b.CenterX,
        ["CenterY"] = b => b.CenterY,
        ["Area"] = b => b.Area,
    };

    public static bool Has(string name, int arity) => Rows.ContainsKey((name, arity));

    public static bool IsOfBox(string name) => OfBox.ContainsKey(name);

    public static Expr Of(string name, Expr[] arguments) => Rows[(name, arguments.Length)](arguments);

    public static Expr Of(string name, Box box) => OfBox[name](box);

    /// <summary>The third side of a triangle with a right angle, of which one is x and the longest 1: nothing cancels where x is close to 1.</summary>
    private static Expr OtherSide(Expr x) => Sqrt((1 - x) * (1 + x));

    /// <summary>The derivative of arc sine. At 1 it is infinite: a number that is about as good, and that is nothing where it is multiplied by 0.</summary>
    private static Expr SlopeOfArc(Expr x)
    {
        Expr square = (1 - x) * (1 + x);
        return Power(Where(Equal(square, 0), SmallestSquare, square), -0.5);
    }

    /// <summary>The function whose name is most like another, as one would write it; where none is, all of them.</summary>
    public static string Nearest(string name)
    {
        string[] names = [.. Rows.Keys.Select(row => row.Name).Where(row => char.IsLetter(row[0])).Distinct()];
        return names.FirstOrDefault(one => name.StartsWith(one, StringComparison.OrdinalIgnoreCase) || one.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } like
            ? $"'{like}' of {string.Join(" or ", Rows.Keys.Where(row => row.Name == like).Select(row => row.Arity))}"
            : "one of " + string.Join(", ", names);
    }
}
