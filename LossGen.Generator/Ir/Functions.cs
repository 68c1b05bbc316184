namespace LossGen.Generator.Ir;

/// <summary>The functions that formulas are written with.</summary>
internal static partial class Functions
{
    public static Expr Exp(Expr x) => Unary(Op.Exp, x, Math.Exp);

    public static Expr Log(Expr x) => Unary(Op.Log, x, Math.Log);

    public static Expr Log1p(Expr x) => Unary(Op.Log1p, x, RealMath.Log1p);

    /// <summary>σ(x) = 1 / (1 + exp(−x)). For 1 − σ(x) write σ(−x), which does not cancel.</summary>
    public static Expr Sigmoid(Expr x) => Unary(Op.Sigmoid, x, RealMath.Sigmoid);

    /// <summary>log(1 + exp(x)).</summary>
    public static Expr Softplus(Expr x) => Unary(Op.Softplus, x, RealMath.Softplus);

    /// <summary>The angle of the point (x, y), from −π to π; 0 at the origin, where its derivatives are 0 too.</summary>
    public static Expr Atan2(Expr y, Expr x) => y.IsConstant && x.IsConstant ? RealMath.Atan2(y.Number, x.Number) : GraphOf(y, x).Make(Op.Atan2, y, x);

    public static Expr Abs(Expr x) => Unary(Op.Abs, x, Math.Abs);

    public static Expr Sqrt(Expr x) => Algebra.Power(x, 0.5);

    public static Expr Pow(Expr x, double exponent) => Algebra.Power(x, exponent);

    public static Expr Square(Expr x) => Algebra.Power(x, 2);

    public static Expr StopGradient(Expr x) => x.IsConstant ? x : x.Graph!.Make(Op.StopGradient, x);

    /// <summary>A value whose derivative by x is given, where that of the formula would be of no use.</summary>
    public static Expr WithSlope(Expr value, Expr x, Expr slope) => StopGradient(value) + (x - StopGradient(x)) * StopGradient(slope);

    /// <summary>x between two numbers; its derivative is 1 inside and at the bounds, 0 outside.</summary>
    public static Expr Clamp(Expr x, Expr low, Expr high) => Where(Greater(low, x), low, Where(Greater(x, high), high, x));

    /// <summary>x log y; 0 where x is 0, whatever y is.</summary>
    public static Expr TimesLog(Expr x, Expr y)
    {
        if (x.IsConstant)
        {
            return x.Number == 0 ? 0 : x * Log(y);
        }

        Expr isNothing = Equal(x, 0);
        return Where(isNothing, 0, x * Log(Where(isNothing, 1, y)));
    }

    /// <summary>The smaller of two values as .NET has it: not a number where one is none, and −0 below 0.</summary>
    public static Expr Min(Expr a, Expr b) => Binary(Op.Minimum, a, b, Math.Min);

    /// <summary>The larger of two values as .NET has it.</summary>
    public static Expr Max(Expr a, Expr b) => Binary(Op.Maximum, a, b, Math.Max);

    /// <summary>The larger of two values; b where one is not a number: for values whose NaN reaches the result another way too.</summary>
    public static Expr Larger(Expr a, Expr b) => GraphOf(a, b).Make(Op.Larger, a, b);

    /// <summary>The smaller of two values; a where one is not a number.</summary>
    public static Expr Smaller(Expr a, Expr b) => GraphOf(a, b).Make(Op.Smaller, a, b);

    /// <summary>1 where a > b, ½ where they are equal, 0 where a &lt; b. Of the two orders one is made, the other is 1 minus it.</summary>
    public static Expr TieWeight(Expr a, Expr b) => a.Id > b.Id ? 1 - TieWeight(b, a) : GraphOf(a, b).Make(Op.TieWeight, a, b).As("tie");

    public static Expr Sum(Axes axis, Expr x) => (x.Axes & axis) == 0 ? x * x.Graph!.Count(axis) : x.Graph!.Reduce(Op.SumOver, axis, x);

    /// <summary>The largest value along an axis.</summary>
    public static Expr Largest(Axes axis, Expr x) => (x.Axes & axis) == 0 ? x : x.Graph!.Reduce(Op.MaximumOver, axis, x);

    /// <summary>The logarithm of the sum of exp(xₖ) over the classes.</summary>
    public static Expr LogSumExp(Expr x) => (x.Axes & Axes.Class) == 0 ? x + Log(x.Graph!.Count(Axes.Class)) : x.Graph!.Make(Op.LogSumExp, x);

    public static Expr Softmax(Expr x) => x.Graph!.Make(Op.Softmax, x);

    /// <summary>The position along an axis, in the graph of a value.</summary>
    public static Expr Index(Axes axis, Expr x) => x.Graph!.Index(axis);

    /// <summary>1 − softmax(x) at a class index, without cancellation.</summary>
    public static Expr SoftmaxMiss(Expr x, Expr index) => x.Graph!.Make(Op.SoftmaxMiss, x, index);

    /// <summary>x at a class index.</summary>
    public static Expr Pick(Expr x, Expr index) => x.Graph!.Make(Op.Pick, x, index);

    private static Expr Unary(Op op, Expr x, Func<double, double> fold) => x.IsConstant ? fold(x.Number) : x.Graph!.Make(op, x);

    private static Expr Binary(Op op, Expr a, Expr b, Func<double, double, double> fold) => a.IsConstant && b.IsConstant ? fold(a.Number, b.Number) : GraphOf(a, b).Make(op, a, b);

    private static Graph GraphOf(Expr a, Expr b) => (a.Graph ?? b.Graph)!;
}
