using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>exp(x) − 1, and the hyperbolic functions, all of which it keeps from cancelling near 0.</summary>
internal sealed partial class ElementaryMath
{
    /// <summary>exp(x) − 1.</summary>
    public Expr Expm1(Expr x, bool isNonPositive)
    {
        string step = $"expm1(x) = 2ⁿ expm1(r) + (2ⁿ − 1): range reduction to |r| ≤ ½ ln 2, degree {t.Expm1.Length + 1}";
        x = m.Larger(m.Named(t.SmallestExponent * Ln2, "smallest"), x).In(step);
        return Expm1(x, isNonPositive, isHalved: false, step).As("expm1").In(step);
    }

    /// <summary>tanh x = −E/(2 + E), E = expm1(−2|x|).</summary>
    public Expr Tanh(Expr x)
    {
        const string step = "tanh x = −E/(2 + E), E = expm1(−2|x|)";
        Expr minus = m.NegativeAbs(x).In(step);
        Expr e = Expm1(m.Add(minus, minus).In(step), isNonPositive: true);
        return m.CopySign(m.Divide(e, m.Add(e, 2).In(step)).As("ratio").In(step), x).As("tanh").In(step);
    }

    /// <summary>sinh x; ∞ only where it is too large.</summary>
    public Expr Sinh(Expr x)
    {
        const string step = "sinh x = H + H/(2H + 1), H = ½ expm1(|x|)";
        Expr half = HalfExpm1(x);
        Expr moderate = m.Smaller(half, m.Named(t.Huge, "huge")).As("moderate").In(step);         // of an infinite H the quotient is ½, too
        Expr quotient = m.Divide(moderate, m.FusedMultiplyAdd(moderate, 2, 1).In(step)).As("quotient").In(step);
        return m.CopySign(m.Add(half, quotient).In(step), x).As("sinh").In(step);
    }

    /// <summary>cosh x; ∞ only where it is too large.</summary>
    public Expr Cosh(Expr x)
    {
        const string step = "cosh x = h + 1/(4h), h = ½ exp(|x|)";
        Expr half = m.Add(HalfExpm1(x), 0.5).As("halfExp").In(step);
        return m.Add(half, m.Divide(0.25, half).In(step)).As("cosh").In(step);
    }

    /// <summary>log cosh x.</summary>
    public Expr LogCosh(Expr x)
    {
        const string step = "log cosh x = log1p(E²/(2(1 + E))), far from 0 |x| + log1p(E (E + 2)/2), E = expm1(−|x|)";
        Expr size = m.Abs(x).In(step);
        Expr e = Expm1(m.Negate(size).In(step), isNonPositive: true);
        Expr isFar = m.Greater(size, 1).As("far").In(step);
        Expr near = m.Divide(m.Multiply(e, e).In(step), m.FusedMultiplyAdd(e, 2, 2).In(step)).In(step);
        Expr far = m.Multiply(m.Multiply(e, 0.5).In(step), m.Add(e, 2).In(step)).In(step);
        return m.Add(m.Select(isFar, size, 0).In(step), Log1pOfModerate(m.Select(isFar, far, near).As("argument").In(step))).As("logCosh").In(step);
    }

    private Expr HalfExpm1(Expr x)
    {
        const string step = "H = ½ expm1(|x|): half of it, because the whole is too large before sinh and cosh are";
        return Expm1(m.Abs(x).In(step), isNonPositive: false, isHalved: true, step).As("halfExpm1").In(step);
    }

    private Expr Expm1(Expr x, bool isNonPositive, bool isHalved, string step)
    {
        x = isNonPositive ? x : m.Minimum(t.ExpOverflow + (isHalved ? 0.5 : 0), x).In(step);
        (Expr shifted, Expr r) = Reduction(x, t.Magic + t.Bias - (isHalved ? 1 : 0), inTwoTerms: true, step);
        Expr p = Step(m.Polynomial("expm1", r, t.Expm1), r, step);
        Expr near = m.FusedMultiplyAdd(m.Multiply(r, r).In(step), p, r).As("near").In(step);
        Expr largest = m.Named(t.Magic + (2 * t.Bias), "largest");
        Expr capped = isNonPositive ? shifted : m.Minimum(largest, shifted).In(step);
        Expr scale = m.AsReal(m.ShiftLeft(m.AsInt(capped).In(step), t.FractionBits).In(step)).As("scale").In(step);
        Expr value = m.FusedMultiplyAdd(scale, near, m.Subtract(scale, isHalved ? 0.5 : 1).In(step)).In(step);

        // the power of two after the largest is no number: where n is its exponent the value is doubled instead
        return isNonPositive ? value : m.Select(m.Greater(shifted, largest).In(step), m.Add(value, value).In(step), value);
    }
}
