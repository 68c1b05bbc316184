namespace LossGen.Generator.Ir;

/// <summary>The stable primitives in double: what constants are folded with and what the interpreter computes.</summary>
internal static class RealMath
{
    /// <summary>exp(x) − 1, by Kahan's correction of the rounded exponential.</summary>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x), less = power - 1;
        return power == 1 ? x : less == -1 || double.IsInfinity(power) ? less : less * (x / Math.Log(power));
    }

    /// <summary>log(1 + x), by Kahan's correction of the rounded sum.</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>The angle of the point (x, y), 0 at the origin. The sign of a zero does not count.</summary>
    public static double Atan2(double y, double x) => Math.Atan2(y + 0.0, x == 0 ? 0.0 : x);

    /// <summary>|x| with the sign of another number.</summary>
    public static double CopySign(double x, double sign) => BitConverter.DoubleToInt64Bits(sign) < 0 ? -Math.Abs(x) : Math.Abs(x);

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));
}
