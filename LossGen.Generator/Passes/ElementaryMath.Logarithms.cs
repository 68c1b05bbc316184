using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Logarithms: the exponent by integer steps, the rest by polynomials around 1.</summary>
internal sealed partial class ElementaryMath
{
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>log1p(e) for 0 ≤ e ≤ 1.</summary>
    public Expr Log1pOfUnit(Expr e)
    {
        if (t.IsDouble)
        {
            const string quotient = "log1p(e) = 2 atanh(s) = e + s (s² Q(s²) − e), s = e/(2 + e)";
            (Expr s, Expr bent) = Quotient("log1p", e, t.Log1p, quotient);
            return m.FusedMultiplyAdd(s, bent, e).As("log1p").In(quotient);
        }

        string step = $"log1p(e) = e + e² R(e), degree {t.Log1p.Length - 1}";
        return Step(m.FusedMultiplyAdd(m.Polynomial("log", e, t.Log1p), m.Multiply(e, e).As("e2"), e).As("log1p"), e, step);
    }

    /// <summary>log x for every x; −∞ at 0, not a number below.</summary>
    public Expr Log(Expr x)
    {
        const string step = "log x = k ln 2 + log(1 + z)";
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        return AtEdges(x, 0, LogOf(m.Add(Whole(k, step), Shift(isTiny, step)).As("whole").In(step), z, step), step);
    }

    /// <summary>log₂ x for every x; −∞ at 0, not a number below.</summary>
    public Expr Log2(Expr x)
    {
        const string step = "log₂ x = k + log(1 + z) log₂ e";
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        Expr whole = m.Add(Whole(k, step), Shift(isTiny, step)).As("whole").In(step);
        (Expr u, Expr v) = Bend(z, step);
        Expr core = m.FusedMultiplyAdd(u, v, z).As("core").In(step);
        return AtEdges(x, 0, m.FusedMultiplyAdd(core, m.Named(Log2E, "log2e"), whole).As("log2").In(step), step);
    }

    /// <summary>log x for normal x; NaN and ∞ stay.</summary>
    public Expr LogOfNormal(Expr x)
    {
        const string step = "log x = k ln 2 + log(1 + z)";
        (Expr k, Expr z) = Split(x, step);
        return m.Select(m.Greater(double.PositiveInfinity, x), LogOf(Whole(k, step).As("whole").In(step), z, step), x).As("log").In(step);
    }

    /// <summary>log(1 + u) for every u; −∞ at −1, not a number below.</summary>
    public Expr Log1p(Expr u)
    {
        const string step = "log(1 + u) = k ln 2 + log(1 + z); of a huge u the logarithm of 2⁻⁶⁴ u";
        Expr isHuge = m.Greater(u, t.Huge).As("huge").In(step);
        Expr scaled = m.Select(isHuge, m.Multiply(u, 1 / TwoTo64).In(step), u).As("scaled").In(step);
        return AtEdges(u, -1, Log1p(scaled, m.Select(isHuge, 64, 0).In(step)), step);
    }

    /// <summary>log(1 + u) for 0 ≤ u up to an eighth of the largest power of two.</summary>
    public Expr Log1pOfModerate(Expr u) => Log1p(u, 0);

    private Expr Log1p(Expr u, Expr shift)
    {
        const string step = "log(1 + u) = k ln 2 + log(1 + z), z from u itself: nothing of a small u is lost in 1 + u";
        Expr sum = m.Add(u, 1).In(step);
        Expr k = Exponent(m.AsInt(sum).In(step), step);
        Expr scale = m.AsReal(m.SubtractInt(t.IsDouble ? 2 * t.BitsOfOne : t.BitsOfOne, m.ShiftLeft(k, t.FractionBits).In(step)).In(step)).As("scale").In(step);
        Expr z = m.FusedMultiplyAdd(u, scale, m.Subtract(scale, 1).In(step)).As("z").In(step);
        Expr whole = shift.Value is 0 ? Whole(k, step) : m.Add(Whole(k, step), shift);
        return LogOf(whole.As("whole").In(step), z, step);
    }

    /// <summary>A logarithm where it has a pole, beyond it, and at ∞; NaN stays NaN.</summary>
    private Expr AtEdges(Expr x, double pole, Expr log, string step)
    {
        Expr below = m.Select(m.Equal(x, pole).In(step), double.NegativeInfinity, m.Named(double.NaN, "notANumber")).In(step);
        Expr above = m.Select(m.Greater(double.PositiveInfinity, x).In(step), log, x).As("log").In(step);
        return m.Select(m.Greater(x, pole).In(step), above, below).As("log").In(step);
    }

    /// <summary>x, or x times a power of two where x is denormal.</summary>
    private (Expr Value, Expr IsTiny) Normal(Expr x, string step)
    {
        Expr isTiny = m.Greater(t.SmallestNormal, x).As("tiny").In(step);
        return (m.Select(isTiny, m.Multiply(x, Math.Pow(2, t.DenormalBits)).In(step), x).As("normal").In(step), isTiny);
    }

    private Expr Shift(Expr isTiny, string step) => m.Select(isTiny, -t.DenormalBits, 0).As("shift").In(step);

    /// <summary>k and z with x = 2^k (1 + z), √½ ≤ 1 + z &lt; √2; k as <see cref="Exponent"/> has it.</summary>
    private (Expr K, Expr Z) Split(Expr x, string step)
    {
        Expr bits = m.AsInt(x).In(step);
        Expr k = Exponent(bits, step);
        Expr fraction = m.SubtractInt(bits, m.ShiftLeft(k, t.FractionBits).In(step)).In(step);
        fraction = m.AsReal(t.IsDouble ? m.AddInt(fraction, t.BitsOfOne).In(step) : fraction).As("fraction").In(step);
        return (k, m.Subtract(fraction, 1).As("z").In(step));
    }

    /// <summary>The exponent of the power of two nearest in ratio; in double with the bias, so that it is not negative and a logical shift will do.</summary>
    private Expr Exponent(Expr bits, string step)
    {
        Expr k = t.IsDouble
            ? m.ShiftRightLogical(m.AddInt(bits, t.BitsOfOne - t.BitsOfRootHalf).In(step), t.FractionBits)
            : m.ShiftRight(m.AddInt(bits, -t.BitsOfRootHalf).In(step), t.FractionBits);
        return k.As("k").In(step);
    }

    /// <summary>An exponent as a real number; in double it becomes the low bits of 2⁵².</summary>
    private Expr Whole(Expr k, string step)
    {
        if (!t.IsDouble)
        {
            return m.ToReal(k);
        }

        Expr biased = m.AsReal(m.AddInt(k, (long)(t.Bias + t.FractionBits) << t.FractionBits).In(step)).In(step);
        return m.Subtract(biased, Math.Pow(2, t.FractionBits) + t.Bias);
    }

    /// <summary>For whole k, k ln 2 + log(1 + z).</summary>
    private Expr LogOf(Expr whole, Expr z, string step)
    {
        (Expr u, Expr v) = Bend(z, step);
        Expr core = m.FusedMultiplyAdd(u, v, z).As("core").In(step);
        return m.FusedMultiplyAdd(whole, m.Named(t.Ln2High, "ln2High"), m.FusedMultiplyAdd(whole, m.Named(t.Ln2Low, "ln2Low"), core).In(step)).As("log").In(step);
    }

    /// <summary>Two factors of log(1 + z) − z: z² (z P(z) − ½), or in double s (s² Q(s²) − z) with s = z/(2 + z), because the polynomial would be too long.</summary>
    private (Expr U, Expr V) Bend(Expr z, string step)
    {
        if (t.IsDouble)
        {
            return Quotient("log", z, t.Log, step);
        }

        Expr p = Step(m.Polynomial("log", z, t.Log), z, step);
        Expr square = m.Multiply(z, z).As("z2").In(step);
        return (square, m.FusedMultiplyAdd(z, p, -0.5).In(step));
    }

    /// <summary>s = z/(2 + z) and s² Q(s²) − z: log(1 + z) = 2 atanh(s) = z + s (s² Q(s²) − z), in which an error of s counts little.</summary>
    private (Expr S, Expr Bent) Quotient(string name, Expr z, double[] coefficients, string step)
    {
        Expr s = m.Divide(z, m.Add(z, 2).In(step)).As("s").In(step);
        Expr square = m.Multiply(s, s).As("s2").In(step);
        Expr q = Step(m.Polynomial(name, square, coefficients), square, step);
        return (s, m.MultiplySubtract(square, q, z).As("bent").In(step));
    }
}
