using System.Numerics;
using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Powers whose exponent varies: 2^(y log₂ x), the logarithm as a sum of two numbers, because y may be large.</summary>
internal sealed partial class ElementaryMath
{
    private const string LogarithmStep = "log₂ x = k + (2s + s³ Q(s²)) log₂ e in two parts, s = z/(2 + z)";

    /// <summary>∛x of any sign.</summary>
    public Expr Cbrt(Expr x)
    {
        const string step = "∛x = 2^q exp(⅓ (j ln 2 + log(1 + z))) for |x| = 2^(3q + j) (1 + z), j from −1 to 1";
        Expr size = m.Abs(x).As("size").In(step);
        (Expr normal, Expr isTiny) = Normal(size, step);
        (Expr k, Expr z) = Split(normal, step);
        Expr whole = m.Add(Whole(k, step), Shift(isTiny, step)).As("whole").In(step);
        Expr third = m.Named(1.0 / 3, "third"), magic = m.Named(t.Magic, "magic");
        Expr q = m.Subtract(m.FusedMultiplyAdd(whole, third, magic).In(step), magic).As("q").In(step);
        Expr j = m.NegatedMultiplyAdd(q, 3, whole).As("j").In(step);
        (Expr u, Expr v) = Bend(z, step);
        Expr log = m.FusedMultiplyAdd(j, m.Named(t.Ln2High, "ln2High"), m.FusedMultiplyAdd(u, v, z).As("core").In(step)).As("log").In(step);
        Expr root = m.Multiply(ExpOfReduced(m.Multiply(log, third).As("r").In(step), step), TwoTo(q, step)).As("root").In(step);
        root = m.Select(m.Equal(size, 0).In(step), 0, m.Select(m.Greater(double.PositiveInfinity, size).In(step), root, size).In(step)).As("root").In(step);
        return m.CopySign(root, x).As("cbrt").In(step);
    }

    /// <summary>x^y; of a negative x where y is whole, else not a number.</summary>
    public Expr Power(Expr x, Expr y, bool isNonNegative)
    {
        const string step = "x^y where x is 0, infinite or negative, or y is 0";
        Expr size = isNonNegative ? x : m.Abs(x).As("size").In(step);
        (Expr high, Expr low) = Log2InParts(size);
        Expr isZero = m.Equal(size, 0).As("zero").In(step);
        Expr direction = m.NegateIf(isZero, y).As("direction").In(step);
        Expr edge = m.Select(m.Greater(direction, 0).In(step), double.PositiveInfinity, m.Select(m.Greater(0, direction).In(step), 0, y).In(step)).As("edge").In(step);
        Expr far = m.Select(m.Equal(size, double.PositiveInfinity).In(step), edge, size).In(step);
        Expr power = m.Select(m.Greater(double.PositiveInfinity, size).In(step), Exp2Of(y, high, low), far).As("power").In(step);
        power = m.Select(isZero, edge, power).As("power").In(step);
        if (!isNonNegative)
        {
            Expr half = m.Multiply(y, 0.5).As("half").In(step);
            Expr isEven = m.Equal(m.Truncate(half).In(step), half).As("even").In(step);
            Expr whole = m.Select(m.Equal(m.Truncate(y).In(step), y).In(step), m.Select(isEven, power, m.Negate(power).In(step)).In(step), m.Named(double.NaN, "notANumber")).In(step);
            power = m.Select(m.Greater(0, x).In(step), whole, power).As("power").In(step);
        }

        return m.Select(m.Equal(y, 0).In(step), 1, power).As("power").In(step);
    }

    /// <summary>x^a for a large or infinite number a; of a negative x where a is whole, else not a number.</summary>
    public Expr LargePower(Expr x, double a, bool isNonNegative)
    {
        const string step = "x^a for a large a";
        Expr size = isNonNegative || a != Math.Floor(a) ? x : m.Abs(x).As("size").In(step);
        (Expr high, Expr low) = Log2InParts(size);
        (double atZero, double atInfinity) = a > 0 ? (0.0, double.PositiveInfinity) : (double.PositiveInfinity, 0.0);
        Expr power = Exp2Of(m.Named(Math.Max(-FarPower, Math.Min(a, FarPower)), "largeExponent"), high, low);
        Expr above = m.Select(m.Greater(double.PositiveInfinity, size).In(step), power, atInfinity).As("power").In(step);
        Expr below = m.Select(m.Equal(size, 0).In(step), atZero, m.Named(double.NaN, "notANumber")).In(step);
        power = m.Select(m.Greater(size, 0).In(step), above, below).As("power").In(step);
        return size != x && Math.Abs(a) % 2 == 1 ? m.CopySign(power, x).As("power").In(step) : power;
    }

    /// <summary>x^y for a number x above 0.</summary>
    public Expr PowerOf(double x, Expr y)
    {
        (double high, double low) = Log2InParts(x);
        return Exp2Of(y, m.Named(high, "log2High"), m.Named(low, "log2Low"));
    }

    /// <summary>From there on every power but those of 1 is 0 or infinite.</summary>
    private double FarPower => Math.Pow(2, t.FractionBits + 20);

    /// <summary>2^(y (high + low)); 0 below the smallest normal number, ∞ where it is too large.</summary>
    private Expr Exp2Of(Expr y, Expr high, Expr low)
    {
        const string step = "2^(y log₂ x) = 2ⁿ exp(r)";
        double far = 4 * t.Bias;
        Expr finite = m.Larger(m.Named(-FarPower, "minusFarPower"), m.Smaller(y, m.Named(FarPower, "farPower")).In(step)).As("exponent").In(step);
        Expr product = m.Multiply(finite, high).As("product").In(step);
        Expr rest = m.FusedMultiplyAdd(finite, low, m.MultiplySubtract(finite, high, product).In(step)).As("rest").In(step);
        Expr total = m.Larger(-far, m.Smaller(product, far).In(step)).As("total").In(step);
        Expr magic = m.Named(t.Magic, "magic");
        Expr n = m.Subtract(m.Add(total, magic).In(step), magic).As("n").In(step);
        Expr fraction = m.Larger(-1, m.Smaller(m.Add(m.Subtract(total, n).In(step), rest).In(step), 1).In(step)).As("fraction").In(step);
        return Scaled(ExpOfReduced(m.Multiply(fraction, m.Named(Ln2, "ln2")).As("r").In(step), step), n, step);
    }

    /// <summary>log₂ x of a positive x, rounded, and what it is more than that.</summary>
    private (Expr High, Expr Low) Log2InParts(Expr x)
    {
        const string step = LogarithmStep;
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        Expr whole = m.Add(Whole(k, step), Shift(isTiny, step)).As("whole").In(step);
        Expr divisor = m.Add(z, 2).As("divisor").In(step);
        Expr lost = m.Subtract(z, m.Subtract(divisor, 2).In(step)).As("lost").In(step);
        Expr reciprocal = m.Divide(1, divisor).As("reciprocal").In(step);
        Expr s = m.Multiply(z, reciprocal).As("s").In(step);
        Expr remainder = m.NegatedMultiplyAdd(s, lost, m.NegatedMultiplyAdd(s, divisor, z).In(step)).As("remainder").In(step);
        Expr rest = m.Multiply(remainder, reciprocal).As("restOfS").In(step);
        (Expr high, Expr low) = t.IsDouble ? CubicInParts(s, rest) : Linear(s, rest);

        Expr sum = m.Add(whole, high).As("log2").In(step);
        low = m.Add(m.Add(m.Subtract(whole, sum).In(step), high).In(step), low).As("low").In(step);
        Expr rounded = m.Add(sum, low).As("log2High").In(step);
        return (rounded, m.Subtract(low, m.Subtract(rounded, sum).In(step)).As("log2Low").In(step));
    }

    /// <summary>2 log₂ e (s + rest) in two parts, and s³ Q(s²).</summary>
    private (Expr High, Expr Low) Linear(Expr s, Expr rest)
    {
        const string step = LogarithmStep;
        Expr square = m.Multiply(s, s).As("s2").In(step);
        Expr q = Step(m.Polynomial("quotient", square, t.Log2Quotient), square, step);
        Expr slope = m.FusedMultiplyAdd(rest, square, rest).As("restOfS").In(step);         // atanh' s ≈ 1 + s²
        (Expr high, Expr low) = Times(s, slope, 2 * Log2E, 2 * Log2ERest, "twoLog2e");
        return (high, m.FusedMultiplyAdd(m.Multiply(square, s).In(step), q, low).As("low").In(step));
    }

    /// <summary>The same with the term of s³ in two parts, too: in double y multiplies the rest by up to a thousand.</summary>
    private (Expr High, Expr Low) CubicInParts(Expr s, Expr rest)
    {
        const string step = LogarithmStep;
        Expr square = m.Multiply(s, s).As("s2").In(step);
        Expr squareRest = m.FusedMultiplyAdd(m.Add(s, s).In(step), rest, m.MultiplySubtract(s, s, square).In(step)).As("restOfS2").In(step);
        Expr cube = m.Multiply(square, s).As("s3").In(step);
        Expr cubeRest = m.FusedMultiplyAdd(square, rest, m.FusedMultiplyAdd(squareRest, s, m.MultiplySubtract(square, s, cube).In(step)).In(step)).As("restOfS3").In(step);
        Expr q = Step(m.Polynomial("quotient", square, t.Log2Quotient), square, step);
        (Expr first, Expr firstRest) = Times(s, rest, 2 * Log2E, 2 * Log2ERest, "twoLog2e");
        (Expr third, Expr thirdRest) = Times(cube, cubeRest, TwoThirdsLog2E, TwoThirdsLog2ERest, "twoThirdsLog2e");
        Expr high = m.Add(first, third).As("high").In(step);
        Expr lost = m.Subtract(third, m.Subtract(high, first).In(step)).In(step);
        Expr low = m.Add(lost, m.Add(firstRest, m.FusedMultiplyAdd(m.Multiply(cube, square).In(step), q, thirdRest).In(step)).In(step)).As("low").In(step);
        return (high, low);
    }

    /// <summary>A number in two parts times a constant in two parts.</summary>
    private (Expr High, Expr Low) Times(Expr a, Expr rest, double constant, double constantRest, string name)
    {
        const string step = LogarithmStep;
        double rounded = t.Rounded(constant);
        Expr c = m.Named(rounded, name), high = m.Multiply(a, c).As("high").In(step);
        Expr low = m.MultiplySubtract(a, c, high).In(step);
        low = m.FusedMultiplyAdd(a, m.Named(constant - rounded + constantRest, name + "Rest"), low).In(step);
        return (high, m.FusedMultiplyAdd(rest, c, low).As("low").In(step));
    }

    /// <summary>log₂ of a number above 0: rounded to the format, and the rest, by whole numbers of many digits.</summary>
    private (double High, double Low) Log2InParts(double x)
    {
        const int digits = 160, wanted = 120;
        (BigInteger y, int exponent) = Exactly(x);
        int k = exponent + 52;
        BigInteger two = BigInteger.One << (digits + 1), log = new BigInteger(k) << digits;
        y <<= digits - 52;
        for (int i = 1; i <= wanted; i++)
        {
            y = (y * y) >> digits;              // squared, the logarithm doubles, and its whole part is the next binary digit
            if (y >= two)
            {
                y >>= 1;
                log += BigInteger.One << (digits - i);
            }
        }

        double high = t.Rounded(RealMath.Log2(x));
        (BigInteger rounded, int place) = Exactly(Math.Abs(high));
        rounded = high == 0 ? 0 : (rounded << (digits + place)) * Math.Sign(high);
        return (high, (double)(log - rounded) * Math.Pow(2, -digits));
    }

    /// <summary>A positive number as 53 binary digits and the exponent of the last.</summary>
    private static (BigInteger Digits, int Exponent) Exactly(double x)
    {
        bool isTiny = x < 2.2250738585072014e-308;
        long bits = BitConverter.DoubleToInt64Bits(isTiny ? x * Math.Pow(2, 54) : x);
        return ((bits & ((1L << 52) - 1)) | (1L << 52), (int)(bits >> 52) - 1075 - (isTiny ? 54 : 0));
    }
}
