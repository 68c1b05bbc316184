using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Logarithms and powers: the exponent by integer steps, the rest by polynomials around 1.</summary>
internal sealed partial class SingleMath
{
    private const double Ln2High = 0.693147182464599609375;
    private const double Ln2Low = -1.904654299957767878541e-9;
    private const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>The bits of √½: subtracting them makes the exponent field that of the power of two nearest in ratio.</summary>
    private const int BitsOfRootHalf = 0x3f3504f3;

    private const int BitsOfOne = 0x3f800000;

    /// <summary>Multiplied with 2 to this power, every denormal number is normal.</summary>
    private const int DenormalBits = 24;

    private const double Huge = 1e30;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>(log(1 + z) − z + z²/2)/z³ for √½ ≤ 1 + z ≤ √2: degree 6, relative error 3.2e-8.</summary>
    private static readonly double[] LogCoefficients =
    [
        0.3333390951156616, -0.2500133514404297, 0.199631005525589, -0.16577652096748352,
        0.14914509654045105, -0.14266933500766754, 0.08700395375490189,
    ];

    /// <summary>log2(1 + z)/z on the same range: degree 7, absolute error 5.3e-8 in the logarithm.</summary>
    private static readonly double[] Log2Coefficients =
    [
        1.4426950216293335, -0.7213560342788696, 0.48092713952064514, -0.3601157069206238,
        0.2869108319282532, -0.2499677985906601, 0.23576462268829346, -0.14484643936157227,
    ];

    /// <summary>(2^r − 1)/r for |r| ≤ ½: degree 4, relative error 9.5e-8 in the power.</summary>
    private static readonly double[] Exp2Coefficients =
        [0.6931470036506653, 0.24022243916988373, 0.0555071122944355, 0.009671496227383614, 0.0013269769260659814];

    /// <summary>log x for every x; −∞ at 0, not a number below.</summary>
    public Expr Log(Expr x)
    {
        const string step = "log x = k ln 2 + log(1 + z)";
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        return AtEdges(x, 0, LogOf(m.Add(m.ToReal(k), Shift(isTiny, step)).As("whole").In(step), z, step), step);
    }

    /// <summary>log x for normal x; NaN and ∞ stay.</summary>
    public Expr LogOfNormal(Expr x)
    {
        const string step = "log x = k ln 2 + log(1 + z)";
        (Expr k, Expr z) = Split(x, step);
        return m.Select(m.Greater(double.PositiveInfinity, x), LogOf(m.ToReal(k).As("whole").In(step), z, step), x).As("log").In(step);
    }

    /// <summary>log(1 + u) for every u; −∞ at −1, not a number below.</summary>
    public Expr Log1p(Expr u)
    {
        const string step = "log(1 + u) = k ln 2 + log(1 + z); of a huge u the logarithm of 2⁻⁶⁴ u";
        Expr isHuge = m.Greater(u, Huge).As("huge").In(step);
        Expr scaled = m.Select(isHuge, m.Multiply(u, 1 / TwoTo64).In(step), u).As("scaled").In(step);
        return AtEdges(u, -1, Log1p(scaled, m.Select(isHuge, 64, 0).In(step)), step);
    }

    /// <summary>log(1 + u) for 0 ≤ u ≤ 2¹²⁶.</summary>
    public Expr Log1pOfModerate(Expr u) => Log1p(u, 0);

    /// <summary>x^a for every x, by 2^(a log₂ x); not a number below 0.</summary>
    public Expr Power(Expr x, double a)
    {
        const string step = "x^a = 2^(a log₂ x), the whole part of the logarithm apart from the rest";
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        Expr whole = m.Add(m.ToReal(k), Shift(isTiny, step)).As("whole").In(step);
        Expr log = Step(m.Polynomial("log", z, Log2Coefficients), z, step);
        Expr rest = m.Multiply(log, z).As("rest").In(step);
        Expr high = m.Multiply(whole, a).As("high").In(step);
        Expr low = RestOfProduct(whole, a, high, step);
        Expr n = m.Subtract(m.Add(m.FusedMultiplyAdd(rest, a, high).In(step), m.Named(Magic, "magic")).In(step), m.Named(Magic, "magic")).As("n").In(step);
        Expr r = m.Add(m.FusedMultiplyAdd(rest, a, m.Subtract(high, n).In(step)).In(step), low).As("r").In(step);
        Expr fraction = Step(m.Polynomial("power", r, Exp2Coefficients), r, step);
        Expr power = Scaled(m.FusedMultiplyAdd(fraction, r, 1).As("core").In(step), n, step);
        Expr atZero = a > 0 ? 0 : double.PositiveInfinity, atInfinity = a > 0 ? double.PositiveInfinity : 0;
        Expr above = m.Select(m.Greater(double.PositiveInfinity, x), power, atInfinity).As("power").In(step);
        Expr below = m.Select(m.Equal(x, 0), atZero, m.Named(double.NaN, "notANumber")).In(step);
        return m.Select(m.Greater(x, 0), above, below).As("power").In(step);
    }

    /// <summary>
    /// σ(y)^a = exp(−a (max(0, −y) + log1p e)), e = exp(−|y|): from the logarithm, whose parts are kept apart, because σ(y) itself has rounded.
    /// </summary>
    public Expr PowerOfSigmoid(Expr y, Expr e, double a)
    {
        const string step = "σ(y)^a = exp(−a softplus(−y))";
        const double largest = 1e5;                             // further down every power is 0, and a · y stays whole in the low bits
        Expr side = m.Larger(-largest, m.Select(m.Greater(y, 0).In(step), 0, y).In(step)).As("side").In(step);    // −max(0, −y)
        Expr log = Log1pOfUnit(e);
        Expr high = m.Multiply(side, a).As("high").In(step);
        Expr low = RestOfProduct(side, a, high, step);
        Expr total = m.FusedMultiplyAdd(log, -a, high).As("total").In(step);
        Expr n = m.Subtract(m.FusedMultiplyAdd(total, m.Named(Log2E, "log2e"), m.Named(Magic, "magic")).In(step), m.Named(Magic, "magic")).As("n").In(step);
        Expr near = m.FusedMultiplyAdd(n, m.Named(-Ln2High, "minusLn2High"), high).As("near").In(step);
        Expr lost = m.Subtract(high, m.FusedMultiplyAdd(n, m.Named(Ln2High, "ln2High"), near).In(step)).As("lost").In(step);
        Expr far = m.Add(m.FusedMultiplyAdd(n, m.Named(-Ln2Low, "minusLn2Low"), low).In(step), lost).As("far").In(step);
        Expr r = m.Add(m.FusedMultiplyAdd(log, -a, near).In(step), far).As("r").In(step);
        Expr core = Step(m.Polynomial("exp", r, ExpCoefficients), r, step);
        return a > 0 ? m.Multiply(core, TwoTo(n, step)).As("power").In(step) : Scaled(core, n, step);
    }

    private Expr Log1p(Expr u, Expr shift)
    {
        const string step = "log(1 + u) = k ln 2 + log(1 + z), z from u itself: nothing of a small u is lost in 1 + u";
        Expr sum = m.Add(u, 1).In(step);
        Expr k = m.ShiftRight(m.AddInt(m.AsInt(sum).In(step), -BitsOfRootHalf).In(step), ExponentBits).As("k").In(step);
        Expr scale = m.AsReal(m.SubtractInt(BitsOfOne, m.ShiftLeft(k, ExponentBits).In(step)).In(step)).As("scale").In(step);
        Expr z = m.FusedMultiplyAdd(u, scale, m.Subtract(scale, 1).In(step)).As("z").In(step);
        Expr whole = shift.Value is 0 ? m.ToReal(k) : m.Add(m.ToReal(k), shift);
        return LogOf(whole.As("whole").In(step), z, step);
    }

    /// <summary>A logarithm where it has a pole, beyond it, and at ∞; NaN stays NaN.</summary>
    private Expr AtEdges(Expr x, double pole, Expr log, string step)
    {
        Expr below = m.Select(m.Equal(x, pole).In(step), double.NegativeInfinity, m.Named(double.NaN, "notANumber")).In(step);
        Expr above = m.Select(m.Greater(double.PositiveInfinity, x).In(step), log, x).As("log").In(step);
        return m.Select(m.Greater(x, pole).In(step), above, below).As("log").In(step);
    }

    /// <summary>x, or 2²⁴ x where x is denormal.</summary>
    private (Expr Value, Expr IsTiny) Normal(Expr x, string step)
    {
        Expr isTiny = m.Greater(SmallestNormal, x).As("tiny").In(step);
        return (m.Select(isTiny, m.Multiply(x, 1 << DenormalBits).In(step), x).As("normal").In(step), isTiny);
    }

    private Expr Shift(Expr isTiny, string step) => m.Select(isTiny, -DenormalBits, 0).As("shift").In(step);

    /// <summary>core · 2ⁿ, ∞ where it is too large: the last power of two stands on its own, because 2¹²⁸ is no number.</summary>
    private Expr Scaled(Expr core, Expr n, string step)
    {
        Expr last = m.Select(m.Greater(n, Bias + 1).In(step), double.PositiveInfinity, m.Select(m.Greater(n, Bias).In(step), 2, 1).In(step)).As("last").In(step);
        return m.Multiply(m.Multiply(core, TwoTo(m.Minimum(Bias, n).In(step), step)).In(step), last).As("power").In(step);
    }

    /// <summary>What x · a is more than its rounded value: by rounding, and because a is not quite a float.</summary>
    private Expr RestOfProduct(Expr x, double a, Expr rounded, string step)
    {
        Expr rest = m.MultiplySubtract(x, a, rounded).As("low").In(step);
        double restOfA = a - (float)a;
        return restOfA == 0 ? rest : m.FusedMultiplyAdd(x, restOfA, rest).As("low").In(step);
    }

    /// <summary>k and z with x = 2^k (1 + z), √½ ≤ 1 + z &lt; √2.</summary>
    private (Expr K, Expr Z) Split(Expr x, string step)
    {
        Expr bits = m.AsInt(x).In(step);
        Expr k = m.ShiftRight(m.AddInt(bits, -BitsOfRootHalf).In(step), ExponentBits).As("k").In(step);
        Expr fraction = m.AsReal(m.SubtractInt(bits, m.ShiftLeft(k, ExponentBits).In(step)).In(step)).As("fraction").In(step);
        return (k, m.Subtract(fraction, 1).As("z").In(step));
    }

    /// <summary>For whole k, k ln 2 + log(1 + z) = k ln 2 + z − z²/2 + z³ P(z).</summary>
    private Expr LogOf(Expr whole, Expr z, string step)
    {
        Expr p = Step(m.Polynomial("log", z, LogCoefficients), z, step);
        Expr square = m.Multiply(z, z).As("z2").In(step);
        Expr core = m.FusedMultiplyAdd(square, m.FusedMultiplyAdd(z, p, -0.5).In(step), z).As("core").In(step);
        return m.FusedMultiplyAdd(whole, m.Named(Ln2High, "ln2High"), m.FusedMultiplyAdd(whole, m.Named(Ln2Low, "ln2Low"), core).In(step)).As("log").In(step);
    }

    /// <summary>2^n for a whole number n; 0 below 2⁻¹²⁶.</summary>
    private Expr TwoTo(Expr n, string step)
    {
        Expr biased = m.Add(m.Larger(SmallestExponent - 1, n).In(step), Magic + Bias).In(step);
        return m.AsReal(m.ShiftLeft(m.AsInt(biased).In(step), ExponentBits).In(step)).As("scale").In(step);
    }
}
