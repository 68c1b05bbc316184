using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>The angle of a point: the arc tangent in the first half of a quadrant, turned and mirrored into the others.</summary>
internal sealed partial class ElementaryMath
{
    /// <summary>The angle of the point (x, y), 0 at the origin. Of two infinities it is not a number; the sign of a zero does not count.</summary>
    public Expr Atan2(Expr y, Expr x, bool isUpper, bool isRight)
    {
        const string step = "atan2(y, x): atan r = r + r³ P(r²) of the smaller over the larger side, then the octant";
        Expr height = isUpper ? y : m.Abs(y).As("height").In(step);
        Expr width = isRight ? x : m.Abs(x).As("width").In(step);
        Expr longer = m.Larger(m.Named(t.SmallestNumber, "smallestNumber"), m.Larger(width, height).In(step)).As("longer").In(step);
        Expr r = m.Divide(m.Smaller(width, height).As("shorter").In(step), longer).As("ratio").In(step);
        Expr square = m.Multiply(r, r).As("ratio2").In(step);
        Expr p = Step(m.Polynomial("atan", square, t.Atan), square, step);
        Expr angle = m.FusedMultiplyAdd(m.Multiply(r, square).In(step), p, r).As("angle").In(step);
        angle = m.Select(m.Greater(height, width).In(step), m.Subtract(m.Named(Math.PI / 2, "halfPi"), angle).In(step), angle).As("angle").In(step);
        angle = isRight ? angle : m.Select(m.Greater(0, x).In(step), m.Subtract(m.Named(Math.PI, "pi"), angle).In(step), angle).As("angle").In(step);
        return isUpper ? angle : m.NegateIf(m.Greater(0, y).In(step), angle).As("angle").In(step);
    }
}
