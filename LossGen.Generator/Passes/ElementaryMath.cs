using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// The functions by range reduction and minimax polynomials, in the format and the precision of a table. Every step is an operation whose result
/// IEEE 754 fixes, so that all widths and machines agree to the bit.
/// </summary>
internal sealed partial class ElementaryMath(Machine m, MathTable t)
{
    private const double Log2E = 1.4426950408889634, Log2ERest = 2.0355273740931033e-17;
    private const double TwoThirdsLog2E = 0.9617966939259756, TwoThirdsLog2ERest = 5.0577616648125907e-17;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>exp(−|z|), not below the smallest normal number: never 0, so that quotients and powers of what it makes stay finite.</summary>
    public Expr ExpOfNegativeAbs(Expr z)
    {
        string step = $"e = exp(−|y|) = 2ⁿ exp(r): range reduction to |r| ≤ ½ ln 2, degree {t.ExpDegree}";
        Expr x = m.Larger(m.Named(t.SmallestExponent * Ln2, "smallest"), m.NegativeAbs(z).In(step)).As("x").In(step);
        (Expr shifted, Expr power) = Reduced(x, t.Magic + t.Bias, step);
        Expr scale = m.AsReal(m.ShiftLeft(m.AsInt(shifted).In(step), t.FractionBits).In(step)).As("scale").In(step);
        return m.Multiply(power, scale).As("e").In(step);
    }

    /// <summary>exp(x); 0 where it would be below the smallest normal number.</summary>
    public Expr Exp(Expr x, bool isNonPositive)
    {
        string step = $"exp(x) = 2ⁿ exp(r): range reduction to |r| ≤ ½ ln 2, degree {t.ExpDegree}; 0 below {t.SmallestPower}";
        x = m.Larger(m.Named((t.SmallestExponent - 1) * Ln2, "smallest"), x).In(step);
        x = isNonPositive ? x : m.Minimum(t.ExpOverflow, x).In(step);
        (Expr shifted, Expr power) = Reduced(x, t.Magic + t.Bias, step);
        if (!isNonPositive)
        {
            // the power of two after the largest is no number: where n is its exponent the polynomial's value is doubled instead
            Expr largest = m.Named(t.Magic + (2 * t.Bias), "largest");
            power = m.Select(m.Greater(shifted, largest).In(step), m.Add(power, power).In(step), power).As("doubled").In(step);
            shifted = m.Minimum(largest, shifted).In(step);
        }

        Expr scale = m.AsReal(m.ShiftLeft(m.AsInt(shifted).In(step), t.FractionBits).In(step)).As("scale").In(step);
        return m.Multiply(power, scale).As("exp").In(step);
    }

    /// <summary>n + magic, whose low bits are n, and exp(r) for x = n ln 2 + r.</summary>
    private (Expr Shifted, Expr Power) Reduced(Expr x, double magic, string step)
    {
        (Expr shifted, Expr r) = Reduction(x, magic, t.IsPrecise, step);
        return (shifted, ExpOfReduced(r, step));
    }

    /// <summary>n + magic and r for x = n ln 2 + r, ln 2 in one term or in two.</summary>
    private (Expr Shifted, Expr R) Reduction(Expr x, double magic, bool inTwoTerms, string step)
    {
        Expr shifted = m.FusedMultiplyAdd(x, m.Named(Log2E, "log2e"), m.Named(magic, "magic")).As("shifted").In(step);
        Expr n = m.Subtract(shifted, m.Named(magic, "magic")).As("n").In(step);
        Expr r = m.FusedMultiplyAdd(n, m.Named(-Ln2, "minusLn2"), x).As("r").In(step);
        r = inTwoTerms ? m.FusedMultiplyAdd(n, m.Named(-t.Ln2Low, "minusLn2Low"), r).As("r").In(step) : r;
        return (shifted, r);
    }

    /// <summary>exp(r) for |r| ≤ ½ ln 2: the whole by Estrin's scheme, or precisely 1 + r P(r), whose last step alone rounds much.</summary>
    private Expr ExpOfReduced(Expr r, string step)
    {
        Expr p = m.Polynomial("exp", r, t.Exp);
        return Step(t.IsPrecise ? m.FusedMultiplyAdd(p, r, 1).As("power") : p, r, step);
    }

    /// <summary>2^n for a whole number n; 0 below the smallest normal number.</summary>
    private Expr TwoTo(Expr n, string step)
    {
        Expr biased = m.Add(m.Larger(t.SmallestExponent - 1, n).In(step), t.Magic + t.Bias).In(step);
        return m.AsReal(m.ShiftLeft(m.AsInt(biased).In(step), t.FractionBits).In(step)).As("scale").In(step);
    }

    /// <summary>Puts the operations between a value and its argument under a step.</summary>
    private static Expr Step(Expr value, Expr argument, string step)
    {
        if (value != argument && value.Id > argument.Id && value.Step is null)
        {
            value.In(step);
            Array.ForEach(value.Args, arg => Step(arg, argument, step));
        }

        return value;
    }
}
