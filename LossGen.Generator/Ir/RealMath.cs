namespace LossGen.Generator.Ir;

/// <summary>The stable primitives in double: what constants are folded with and what the interpreter computes.</summary>
internal static class RealMath
{
    private const double Ln2 = 0.6931471805599453;

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

    /// <summary>log₂ x, whole at powers of two.</summary>
    public static double Log2(double x)
    {
        double k = x > 0 && !double.IsInfinity(x) ? Math.Round(Math.Log(x) / Ln2) : 0;
        double half = Math.Pow(2, Math.Truncate(k / 2));            // in two steps: the power of a denormal number is none
        return k + (Math.Log(x / half / Math.Pow(2, k - Math.Truncate(k / 2))) / Ln2);
    }

    /// <summary>log cosh x = log1p(2 sinh²(x/2)), far from 0 by |x| and what is left.</summary>
    public static double LogCosh(double x) => Math.Abs(x) > 1
        ? Math.Abs(x) - Ln2 + Log1p(Math.Exp(-2 * Math.Abs(x)))
        : Log1p(2 * Math.Sinh(x / 2) * Math.Sinh(x / 2));

    /// <summary>∛x: the power rounded once more, by a step of Newton's.</summary>
    public static double Cbrt(double x)
    {
        double root = CopySign(Math.Pow(Math.Abs(x), 1.0 / 3), x);
        return root == 0 || double.IsInfinity(root) ? root : root - ((root - (x / root / root)) / 3);
    }

    /// <summary>By a series of positive terms; far from 0 as 1 less a continued fraction.</summary>
    public static double Erf(double x)
    {
        double square = x * x, factor = Math.Exp(-square) / Math.Sqrt(Math.PI), size = Math.Abs(x);
        if (size > 3)
        {
            double fraction = 0;
            for (int i = 60; i > 0; i--)
            {
                fraction = 0.5 * i / (size + fraction);
            }

            return CopySign(1 - (double.IsInfinity(x) ? 0 : factor / (size + fraction)), x);
        }

        double term = 2 * x * factor, sum = 0;
        for (int i = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); i++)       // ends where there is no number, too
        {
            sum += term;
            term *= square / (i + 0.5);
        }

        return sum + term;
    }

    /// <summary>|x| with the sign of another number.</summary>
    public static double CopySign(double x, double sign) => BitConverter.DoubleToInt64Bits(sign) < 0 && !double.IsNaN(sign) ? -Math.Abs(x) : Math.Abs(x);

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));
}
