namespace LossGen.Generator.Ir;

/// <summary>The functions of <c>System.Math</c> that formulas of users are written with, and a few that cancel less.</summary>
internal static partial class Functions
{
    /// <summary>exp(x) − 1, which does not cancel near 0.</summary>
    public static Expr Expm1(Expr x) => Unary(Op.Expm1, x, RealMath.Expm1);

    /// <summary>log σ(x) = −softplus(−x).</summary>
    public static Expr LogSigmoid(Expr x) => -Softplus(-x);

    public static Expr Tanh(Expr x) => Unary(Op.Tanh, x, Math.Tanh);

    public static Expr Sinh(Expr x) => Unary(Op.Sinh, x, Math.Sinh);

    public static Expr Cosh(Expr x) => Unary(Op.Cosh, x, Math.Cosh);

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

    /// <summary>|x| with the sign of y, that of a zero too. Its derivative by x is ±1, 0 at 0; that by y is 0.</summary>
    public static Expr CopySign(Expr x, Expr y) => Binary(Op.CopySign, x, y, RealMath.CopySign);
}
