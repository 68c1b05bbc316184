using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>The error function.</summary>
internal sealed partial class ElementaryMath
{
    /// <summary>erf x = ±(1 − exp(−|x| R(|x|))), R a polynomial: one form for all x, by expm1 without cancellation near 0.</summary>
    public Expr Erf(Expr x)
    {
        string step = $"erf x = −expm1(−|x| R(|x|)), degree {t.Erf.Length - 1}";
        Expr size = m.Smaller(m.Abs(x).In(step), m.Named(t.ErfLimit, "erfLimit")).As("size").In(step);
        Expr polynomial = Step(m.Polynomial("erf", size, t.Erf), size, step);
        Expr power = m.Negate(m.Multiply(size, polynomial).In(step)).As("power").In(step);
        return m.CopySign(Expm1(power, isNonPositive: true), x).As("erf").In(step);
    }
}
