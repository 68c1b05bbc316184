using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// The functions in single precision, by range reduction and minimax polynomials (build/fit-polynomials.py). Every step is an operation whose result
/// IEEE 754 fixes, so that all widths and machines agree to the bit.
/// </summary>
internal sealed partial class SingleMath(Machine m)
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.6931471805599453;
    private const int ExponentBits = 23;
    private const int Bias = 127;

    /// <summary>Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits.</summary>
    private const double Magic = 12582912;

    private const double SmallestExponent = -126;

    /// <summary>exp(r) for |r| ≤ ½ ln 2: degree 5, relative error 1.1e-7.</summary>
    private static readonly double[] ExpCoefficients = [1, 1, 0.499992311000824, 0.16667115688323975, 0.041890256106853485, 0.008312467485666275];

    /// <summary>(log1p(e) − e)/e² for 0 ≤ e ≤ 1: degree 7, so that log1p(e) is e + e²R(e).</summary>
    private static readonly double[] Log1pCoefficients =
    [
        -0.49999648332595825, 0.33321329951286316, -0.24857217073440552, 0.1915384829044342,
        -0.13754187524318695, 0.07920882850885391, -0.030068300664424896, 0.005365422461181879,
    ];

    /// <summary>exp(−|z|), not below the smallest normal number: never 0, so that quotients and powers of what it makes stay finite.</summary>
    public Expr ExpOfNegativeAbs(Expr z)
    {
        const string step = "e = exp(−|y|) = 2ⁿ exp(r): range reduction to |r| ≤ ½ ln 2, degree 5";
        Expr x = m.Larger(m.Named(SmallestExponent * Ln2, "smallest"), m.NegativeAbs(z).In(step)).As("x").In(step);
        (Expr shifted, Expr power) = Reduced(x, Magic, step);
        return m.AsReal(m.AddInt(m.AsInt(power).In(step), m.ShiftLeft(m.AsInt(shifted).In(step), ExponentBits).In(step)).In(step)).As("e").In(step);
    }

    /// <summary>log1p(e) for 0 ≤ e ≤ 1.</summary>
    public Expr Log1pOfUnit(Expr e)
    {
        const string step = "log1p(e) = e + e² R(e), degree 7";
        return Step(m.FusedMultiplyAdd(m.Polynomial("log", e, Log1pCoefficients), m.Multiply(e, e).As("e2"), e).As("log1p"), e, step);
    }

    /// <summary>exp(x); 0 where it would be below the smallest normal number.</summary>
    public Expr Exp(Expr x, bool isNonPositive)
    {
        const string step = "exp(x) = 2ⁿ exp(r): range reduction to |r| ≤ ½ ln 2, degree 5; 0 below 2⁻¹²⁶";
        x = m.Larger(m.Named((SmallestExponent - 1) * Ln2, "smallest"), x).In(step);
        x = isNonPositive ? x : m.Minimum(89, x).In(step);
        (Expr shifted, Expr power) = Reduced(x, Magic + Bias, step);
        if (!isNonPositive)
        {
            // 2¹²⁸ is no number: where n is 128 the power itself is doubled
            Expr largest = m.Named(Magic + (2 * Bias), "largest");
            power = m.Select(m.Greater(shifted, largest).In(step), m.Add(power, power).In(step), power).As("doubled").In(step);
            shifted = m.Minimum(largest, shifted).In(step);
        }

        Expr scale = m.AsReal(m.ShiftLeft(m.AsInt(shifted).In(step), ExponentBits).In(step)).As("scale").In(step);
        return m.Multiply(power, scale).As("exp").In(step);
    }

    /// <summary>n + magic, whose low bits are n, and exp(r) for x = n ln 2 + r.</summary>
    private (Expr Shifted, Expr Power) Reduced(Expr x, double magic, string step)
    {
        Expr shifted = m.FusedMultiplyAdd(x, m.Named(Log2E, "log2e"), m.Named(magic, "magic")).As("shifted").In(step);
        Expr n = m.Subtract(shifted, m.Named(magic, "magic")).As("n").In(step);
        Expr r = m.FusedMultiplyAdd(n, m.Named(-Ln2, "minusLn2"), x).As("r").In(step);
        return (shifted, Step(m.Polynomial("exp", r, ExpCoefficients), r, step));
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
