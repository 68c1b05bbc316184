using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Powers whose exponent is no multiple of ½, through logarithms that keep more digits than a number has.</summary>
internal sealed partial class ElementaryMath
{
    private const double RootTwoLessOne = 0.41421356237309503;

    /// <summary>x^a for every x; not a number below 0.</summary>
    public Expr Power(Expr x, double a)
    {
        string step = t.IsPrecise
            ? "x^a = exp(a log x), the parts of the logarithm apart to the end"
            : "x^a = 2^(a log₂ x), the whole part of the logarithm apart from the rest";
        (Expr normal, Expr isTiny) = Normal(x, step);
        (Expr k, Expr z) = Split(normal, step);
        Expr whole = m.Add(Whole(k, step), Shift(isTiny, step)).As("whole").In(step);
        (Expr core, Expr n) = t.IsPrecise ? ExpOfParts(z, a, ProductOf(whole, a, step), null, step) : ExpOfLog2(z, whole, a, step);
        Expr power = Scaled(core, n, step);
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
        Expr side = m.Larger(-t.FarSide, m.Select(m.Greater(y, 0).In(step), 0, y).In(step)).As("side").In(step);    // −max(0, −y)
        (Expr core, Expr n) = t.IsPrecise ? ExpOfSides(side, e, a, step) : ExpOfSoftplus(side, e, a, step);
        return a > 0 ? m.Multiply(core, TwoTo(n, step)).As("power").In(step) : Scaled(core, n, step);
    }

    /// <summary>2^(a (whole + log₂(1 + z))) as a power near 1 and a whole exponent.</summary>
    private (Expr Core, Expr N) ExpOfLog2(Expr z, Expr whole, double a, string step)
    {
        Expr log = Step(m.Polynomial("log", z, t.Log2), z, step);
        Expr rest = m.Multiply(log, z).As("rest").In(step);
        (Expr high, Expr low) = ProductOf(whole, a, step);
        Expr n = m.Subtract(m.Add(m.FusedMultiplyAdd(rest, a, high).In(step), m.Named(t.Magic, "magic")).In(step), m.Named(t.Magic, "magic")).As("n").In(step);
        Expr r = m.Add(m.FusedMultiplyAdd(rest, a, m.Subtract(high, n).In(step)).In(step), low).As("r").In(step);
        Expr fraction = Step(m.Polynomial("power", r, t.Exp2), r, step);
        return (m.FusedMultiplyAdd(fraction, r, 1).As("core").In(step), n);
    }

    /// <summary>exp(a (side − log1p e)) as a power near 1 and a whole exponent.</summary>
    private (Expr Core, Expr N) ExpOfSoftplus(Expr side, Expr e, double a, string step)
    {
        Expr log = Log1pOfUnit(e);
        (Expr high, Expr low) = ProductOf(side, a, step);
        Expr total = m.FusedMultiplyAdd(log, -a, high).As("total").In(step);
        Expr n = m.Subtract(m.FusedMultiplyAdd(total, m.Named(Log2E, "log2e"), m.Named(t.Magic, "magic")).In(step), m.Named(t.Magic, "magic")).As("n").In(step);
        Expr near = m.FusedMultiplyAdd(n, m.Named(-t.Ln2High, "minusLn2High"), high).As("near").In(step);
        Expr lost = m.Subtract(high, m.FusedMultiplyAdd(n, m.Named(t.Ln2High, "ln2High"), near).In(step)).As("lost").In(step);
        Expr far = m.Add(m.FusedMultiplyAdd(n, m.Named(-t.Ln2Low, "minusLn2Low"), low).In(step), lost).As("far").In(step);
        Expr r = m.Add(m.FusedMultiplyAdd(log, -a, near).In(step), far).As("r").In(step);
        return (ExpOfReduced(r, step), n);
    }

    /// <summary>The same with fewer lost digits: where 1 + e is above √2 its half is near 1, and ln 2 joins what is multiplied by whole numbers.</summary>
    private (Expr Core, Expr N) ExpOfSides(Expr side, Expr e, double a, string step)
    {
        Expr isUpper = m.Greater(e, RootTwoLessOne).As("upper").In(step);
        Expr z = m.Select(isUpper, m.FusedMultiplyAdd(e, 0.5, -0.5).In(step), e).As("z").In(step);
        Expr doublings = m.Select(isUpper, -a, 0).As("doublings").In(step);
        double restOfA = RestOf(a);
        Expr rest = restOfA == 0 ? 0 : m.Select(isUpper, -restOfA, 0).In(step);
        return ExpOfParts(z, -a, (doublings, rest), ProductOf(side, a, step), step);
    }

    /// <summary>
    /// exp(a log(1 + z) + ln 2 · doublings + side) as a power near 1 and a whole exponent: log(1 + z) is z, which is exact, and the bend; of the other two the
    /// rounded value and the rest come apart.
    /// </summary>
    private (Expr Core, Expr N) ExpOfParts(Expr z, double a, (Expr High, Expr Low) doublings, (Expr High, Expr Low)? side, string step)
    {
        Expr ln2High = m.Named(t.Ln2High, "ln2High"), magic = m.Named(t.Magic, "magic");
        (Expr u, Expr v) = Bend(z, step);
        Expr bend = m.Multiply(u, v).As("bend").In(step);
        Expr log = m.Add(z, bend).As("log").In(step);
        Expr scaled = (side is null ? m.Multiply(log, a) : m.FusedMultiplyAdd(log, a, side.Value.High)).As("scaled").In(step);
        Expr exponent = m.FusedMultiplyAdd(scaled, m.Named(Log2E, "log2e"), doublings.High).As("exponent").In(step);
        Expr n = m.Subtract(m.Add(exponent, magic).In(step), magic).As("n").In(step);

        Expr rest = m.Subtract(doublings.High, n).As("rest").In(step);
        Expr near = (side is null ? m.Multiply(rest, ln2High) : m.FusedMultiplyAdd(rest, ln2High, side.Value.High)).As("near").In(step);
        Expr lost = m.MultiplySubtract(rest, ln2High, near).As("lost").In(step);
        lost = side is null ? lost : m.Add(lost, side.Value.High).As("lost").In(step);
        Expr far = m.FusedMultiplyAdd(rest, m.Named(t.Ln2Low, "ln2Low"), lost).As("far").In(step);
        far = side is null ? far : m.Add(far, side.Value.Low).As("far").In(step);
        far = doublings.Low.Value is 0 ? far : m.FusedMultiplyAdd(doublings.Low, ln2High, far).As("far").In(step);
        far = RestOf(a) == 0 ? far : m.FusedMultiplyAdd(log, RestOf(a), far).As("far").In(step);
        Expr r = m.Add(m.FusedMultiplyAdd(bend, a, m.FusedMultiplyAdd(z, a, near).In(step)).In(step), far).As("r").In(step);
        return (ExpOfReduced(r, step), n);
    }

    /// <summary>x · a rounded, and what it is more than that: by rounding, and because a is not quite a number of the format.</summary>
    private (Expr High, Expr Low) ProductOf(Expr x, double a, string step)
    {
        Expr high = m.Multiply(x, a).As("high").In(step);
        Expr low = m.MultiplySubtract(x, a, high).As("low").In(step);
        return (high, RestOf(a) == 0 ? low : m.FusedMultiplyAdd(x, RestOf(a), low).As("low").In(step));
    }

    private double RestOf(double a) => a - t.Rounded(a);

    /// <summary>core · 2ⁿ, ∞ where it is too large: the last power of two stands on its own, because the one after the largest is no number.</summary>
    private Expr Scaled(Expr core, Expr n, string step)
    {
        Expr last = m.Select(m.Greater(n, t.Bias + 1).In(step), double.PositiveInfinity, m.Select(m.Greater(n, t.Bias).In(step), 2, 1).In(step)).As("last").In(step);
        return m.Multiply(m.Multiply(core, TwoTo(m.Minimum(t.Bias, n).In(step), step)).In(step), last).As("power").In(step);
    }
}
