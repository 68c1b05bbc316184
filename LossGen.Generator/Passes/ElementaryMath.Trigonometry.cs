using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Sine and cosine: x = n π/2 + r, π/2 in three terms, and a polynomial of r for each of the two.</summary>
internal sealed partial class ElementaryMath
{
    private const double TurnLimit = 65536;

    /// <summary>sin x, accurate for |x| ≤ 1e4; 0 from 65536 on.</summary>
    public Expr Sin(Expr x)
    {
        const string step = "sin x: ± the sine or the cosine of r, as the quadrant says";
        (Expr quadrant, Expr sine, Expr cosine) = Quarter(x);
        Expr size = m.Select(m.IsOdd(quadrant, Width).In(step), cosine, sine).In(step);
        return m.NegateIf(m.IsOdd(m.ShiftRightLogical(quadrant, 1).In(step), Width).In(step), size).As("sin").In(step);
    }

    /// <summary>cos x, accurate for |x| ≤ 1e4; 1 from 65536 on.</summary>
    public Expr Cos(Expr x)
    {
        const string step = "cos x: ± the cosine or the sine of r, as the quadrant says";
        (Expr quadrant, Expr sine, Expr cosine) = Quarter(x);
        Expr size = m.Select(m.IsOdd(quadrant, Width).In(step), sine, cosine).In(step);
        Expr next = m.AddInt(quadrant, 1).In(step);
        return m.NegateIf(m.IsOdd(m.ShiftRightLogical(next, 1).In(step), Width).In(step), size).As("cos").In(step);
    }

    private int Width => t.IsDouble ? 64 : 32;

    /// <summary>n, as the low bits of a whole number, with the sine and the cosine of r.</summary>
    private (Expr Quadrant, Expr Sine, Expr Cosine) Quarter(Expr x)
    {
        string step = $"sin r and cos r for x = n π/2 + r, |r| ≤ π/4, degrees {(2 * t.Sine.Length) + 1} and {(2 * t.Cosine.Length) + 2}";
        Expr isNear = m.Greater(m.Named(TurnLimit, "turnLimit"), m.Abs(x).In(step)).In(step);
        Expr near = m.Select(isNear, x, m.Subtract(x, x).In(step)).As("near").In(step);       // far away 0, and of an infinity not a number
        Expr magic = m.Named(t.Magic, "magic");
        Expr shifted = m.FusedMultiplyAdd(near, m.Named(2 / Math.PI, "quartersOfOne"), magic).As("shifted").In(step);
        Expr n = m.Subtract(shifted, magic).As("n").In(step);
        Expr r = near;
        for (int i = 0; i < t.QuarterTurn.Length; i++)
        {
            r = m.FusedMultiplyAdd(n, m.Named(-t.QuarterTurn[i], $"minusQuarter{i}"), r).As("r").In(step);
        }

        Expr square = m.Multiply(r, r).As("r2").In(step);
        Expr s = Step(m.Polynomial("sine", square, t.Sine), square, step), c = Step(m.Polynomial("cosine", square, t.Cosine), square, step);
        Expr sine = m.FusedMultiplyAdd(m.Multiply(r, square).In(step), s, r).As("sine").In(step);
        Expr cosine = m.FusedMultiplyAdd(m.Multiply(square, square).In(step), c, m.FusedMultiplyAdd(square, -0.5, 1).In(step)).As("cosine").In(step);
        return (m.AsInt(shifted).In(step), sine, cosine);
    }
}
