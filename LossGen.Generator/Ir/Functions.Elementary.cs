namespace LossGen.Generator.Ir;

/// <summary>The functions of <c>System.Math</c> that formulas of users are written with, and a few that cancel less.</summary>
internal static partial class Functions
{
    /// <summary>exp(x) − 1, which does not cancel near 0.</summary>
    public static Expr Expm1(Expr x) => Unary(Op.Expm1, x, RealMath.Expm1);

    /// <summary>x log y; 0 where x is 0, whatever y is. Its derivatives are log y, and x/y, 0 where x is 0.</summary>
    public static Expr XLogY(Expr x, Expr y) => x.IsConstant
        ? TimesLog(x, y)
        : y.Value is > 0 and < double.PositiveInfinity ? x * Log(y)
        : StopGradient(x) * Log(Where(Equal(x, 0), 1, y)) + (x - StopGradient(x)) * StopGradient(Log(y));

    /// <summary>log σ(x) = −softplus(−x).</summary>
    public static Expr LogSigmoid(Expr x) => -Softplus(-x);

    public static Expr Tanh(Expr x) => Unary(Op.Tanh, x, Math.Tanh);

    public static Expr Sinh(Expr x) => Unary(Op.Sinh, x, Math.Sinh);

    public static Expr Cosh(Expr x) => Unary(Op.Cosh, x, Math.Cosh);

    /// <summary>log cosh x, which neither cancels near 0 nor overflows far away.</summary>
    public static Expr LogCosh(Expr x) => Unary(Op.LogCosh, x, RealMath.LogCosh);

    /// <summary>log₂ x, a whole number where x is a power of two.</summary>
    public static Expr Log2(Expr x) => Unary(Op.Log2, x, RealMath.Log2);

    public static Expr Log10(Expr x) => Log(x) * (1 / Math.Log(10));

    /// <summary>∛x, of negative numbers too; its derivative is infinite at 0.</summary>
    public static Expr Cbrt(Expr x) => Unary(Op.Cbrt, x, RealMath.Cbrt);

    /// <summary>sin x, accurate for |x| ≤ 1e4; 0 from 65536 on.</summary>
    public static Expr Sin(Expr x) => Unary(Op.Sin, x, Math.Sin);

    /// <summary>cos x, accurate for |x| ≤ 1e4; 1 from 65536 on.</summary>
    public static Expr Cos(Expr x) => Unary(Op.Cos, x, Math.Cos);

    /// <summary>tan x, accurate for |x| ≤ 1e4; 0 from 65536 on.</summary>
    public static Expr Tan(Expr x) => Sin(x) / Cos(x);

    /// <summary>The error function: 2/√π times the integral of exp(−t²) from 0 to x.</summary>
    public static Expr Erf(Expr x) => Unary(Op.Erf, x, RealMath.Erf);

    /// <summary>
    /// x^y. An exponent that varies has the rules of <c>Math.Pow</c>, save that 1^y is not a number where y is none: x^0 is 1, 0^y is 0 or ∞, and of a negative x only whole powers
    /// are numbers. The derivative by y is x^y log x, and 0 where x is 0.
    /// </summary>
    public static Expr Power(Expr x, Expr y) => (x, y) switch
    {
        (_, { IsConstant: true }) => Pow(x, y.Number),
        ({ Value: 1 }, _) => 1,
        ({ Value: 0 }, _) => Where(Greater(y, 0), 0, Where(Equal(y, 0), 1, Where(Greater(0, y), double.PositiveInfinity, y))),
        ({ Value: double.PositiveInfinity }, _) => Where(Greater(y, 0), double.PositiveInfinity, Where(Equal(y, 0), 1, Where(Greater(0, y), 0, y))),
        ({ Value: double.NaN }, _) => Where(Equal(y, 0), 1, double.NaN),
        ({ Value: < 0 }, _) => OfNegative(Power(-x, y), y),
        _ => GraphOf(x, y).Make(Op.Power, x, y),
    };

    /// <summary>a · b + c. Lowering rounds it once, unless the product is used elsewhere too.</summary>
    public static Expr FusedMultiplyAdd(Expr a, Expr b, Expr c) => a * b + c;

    /// <summary>The largest whole number that is not above x; its derivative is 0 everywhere.</summary>
    public static Expr Floor(Expr x) => Unary(Op.Floor, x, Math.Floor);

    /// <summary>The smallest whole number that is not below x; its derivative is 0 everywhere.</summary>
    public static Expr Ceiling(Expr x) => Unary(Op.Ceiling, x, Math.Ceiling);

    /// <summary>The nearest whole number, of two the even one; its derivative is 0 everywhere.</summary>
    public static Expr Round(Expr x) => Unary(Op.Round, x, Math.Round);

    /// <summary>x without its fraction; its derivative is 0 everywhere.</summary>
    public static Expr Truncate(Expr x) => Unary(Op.Truncate, x, Math.Truncate);

    /// <summary>1, 0 or −1, and not a number where x is none; its derivative is 0 everywhere.</summary>
    public static Expr Sign(Expr x) => StopGradient(Where(Greater(x, 0), 1, Where(Greater(0, x), -1, x)));

    /// <summary>|x| with the sign of y, that of a zero too; positive where y is no number. Its derivative by x is ±1, 0 at 0; that by y is 0.</summary>
    public static Expr CopySign(Expr x, Expr y) => Binary(Op.CopySign, x, y, RealMath.CopySign);

    /// <summary>The power of a negative number from that of its size.</summary>
    private static Expr OfNegative(Expr power, Expr y) =>
        Where(Equal(Truncate(y), y), Where(Equal(Truncate(y / 2), y / 2), power, -power), double.NaN);
}
