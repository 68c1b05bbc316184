namespace LossGen.Tests.Ir;

/// <summary>
/// An unevaluated sum of two doubles, some 30 digits, and the functions on it by Taylor's series: the reference for what is computed in double. It shares no
/// coefficient and no reduction with the generator's functions.
/// </summary>
internal readonly record struct DoubleDouble(double Hi, double Lo)
{
    private const int Terms = 40;
    private static readonly DoubleDouble HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble[] InverseFactorials = Factorials();

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble high = Sum(a.Hi, b.Hi), low = Sum(a.Lo, b.Lo);
        DoubleDouble joined = Ordered(high.Hi, high.Lo + low.Hi);
        return Ordered(joined.Hi, joined.Lo + low.Lo);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double high = a.Hi * b.Hi;
        return Ordered(high, Math.FusedMultiplyAdd(a.Hi, b.Hi, -high) + (a.Hi * b.Lo) + (a.Lo * b.Hi));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.Hi / b.Hi;
        DoubleDouble rest = a - (b * first);
        double second = rest.Hi / b.Hi;
        return Ordered(first, second) + ((rest - (b * second)).Hi / b.Hi);
    }

    public static DoubleDouble Exp(DoubleDouble x)
    {
        double n = Math.Round(x.Hi / Ln2.Hi);
        DoubleDouble power = Series(x - (Ln2 * n) - (n * 5.707708438416212e-34), 0, 1);
        return new(Math.ScaleB(power.Hi, (int)n), Math.ScaleB(power.Lo, (int)n));
    }

    /// <summary>exp(x) − 1, by its own series near 0.</summary>
    public static DoubleDouble Expm1(DoubleDouble x) => Math.Abs(x.Hi) > 0.5 ? Exp(x) - 1 : Series(x, 1, 1) * x;

    /// <summary>A step of Newton's from the logarithm in double, on a number close to 1.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        int k = Math.ILogB(x.Hi / Math.Sqrt(0.5));
        DoubleDouble near = new(Math.ScaleB(x.Hi, -k), Math.ScaleB(x.Lo, -k));
        double guess = Math.Log(near.Hi);
        DoubleDouble rest = (near * Exp(-guess)) - 1;
        return (Ln2 * k) + (guess + (rest - (rest * rest * 0.5)));
    }

    public static DoubleDouble Log1p(DoubleDouble u)
    {
        if (Math.Abs(u.Hi) > 1e-4)
        {
            return Log(1 + u);
        }

        DoubleDouble sum = 0;
        for (int i = 9; i > 0; i--)
        {
            sum = ((i % 2 == 0 ? -1 : 1) / (DoubleDouble)i) + (sum * u);
        }

        return sum * u;
    }

    /// <summary>Both series on what is left of a multiple of π/2, to about 1e4.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCos(double x)
    {
        double n = Math.Round(x / HalfPi.Hi);
        DoubleDouble tail = (DoubleDouble)HalfPi.Lo * n;
        DoubleDouble r = Sum(Math.FusedMultiplyAdd(-n, HalfPi.Hi, x), -tail.Hi) + ((n * 1.4973849048591698e-33) - tail.Lo), square = -(r * r), sine = Series(square, 1, 2) * r, cosine = Series(square, 0, 2);
        return ((int)n & 3) switch { 0 => (sine, cosine), 1 => (cosine, -sine), 2 => (-sine, -cosine), _ => (-cosine, sine) };
    }

    /// <summary>2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹/(2n + 1)!!, whose terms are all of one sign; far from 0 it is ±1.</summary>
    public static DoubleDouble Erf(double x)
    {
        if (Math.Abs(x) > 7)
        {
            return Math.Sign(x);
        }

        DoubleDouble square = (DoubleDouble)x * x, sum = 0;
        for (int n = 250; n > 0; n--)
        {
            sum = (1 + sum) * square / (n + 0.5);
        }

        return (1 + sum) * x * Exp(-square) * new DoubleDouble(1.1283791670955126, 1.533545961316588e-17);
    }

    /// <summary>The angle in double, and how far the point turned back by it is from the axis.</summary>
    public static DoubleDouble Atan2(double y, double x)
    {
        double guess = Math.Atan2(y, x);
        int scale = -Math.ILogB(Math.Max(Math.Abs(x), Math.Abs(y)));
        (double up, double right) = (Math.ScaleB(y, scale), Math.ScaleB(x, scale));
        DoubleDouble minusSquare = -((DoubleDouble)guess * guess), sine = Series(minusSquare, 1, 2) * guess, cosine = Series(minusSquare, 0, 2);
        return guess + (((cosine * up) - (sine * right)) / ((cosine * right) + (sine * up)));
    }

    /// <summary>Σ xⁱ / (first + i · step)!.</summary>
    private static DoubleDouble Series(DoubleDouble x, int first, int step)
    {
        DoubleDouble sum = 0;
        for (int i = (Terms - 1 - first) / step; i >= 0; i--)
        {
            sum = InverseFactorials[first + (i * step)] + (sum * x);
        }

        return sum;
    }

    private static DoubleDouble[] Factorials()
    {
        DoubleDouble[] inverse = new DoubleDouble[Terms];
        inverse[0] = 1;
        for (int i = 1; i < Terms; i++)
        {
            inverse[i] = inverse[i - 1] / i;
        }

        return inverse;
    }

    private static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return new(sum, a - (sum - part) + (b - part));
    }

    /// <summary>The sum of two numbers of which the first is larger.</summary>
    private static DoubleDouble Ordered(double large, double small)
    {
        double sum = large + small;
        return new(sum, small - (sum - large));
    }
}
