using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>A box by its corners.</summary>
internal sealed record Box(Expr X1, Expr Y1, Expr X2, Expr Y2)
{
    public Expr Width => X2 - X1;

    public Expr Height => Y2 - Y1;

    public Expr Area => Width * Height;

    /// <summary>The area that two boxes share; 0 where they only touch, so that no gradient comes from there.</summary>
    public static Expr Intersection(Box a, Box b)
    {
        Expr x1 = Larger(a.X1, b.X1), y1 = Larger(a.Y1, b.Y1), x2 = Smaller(a.X2, b.X2), y2 = Smaller(a.Y2, b.Y2);
        return Where(And(Greater(x2, x1), Greater(y2, y1)), (x2 - x1) * (y2 - y1), 0);
    }

    /// <summary>The smallest box that holds both.</summary>
    public static Box Hull(Box a, Box b) => new(Smaller(a.X1, b.X1), Smaller(a.Y1, b.Y1), Larger(a.X2, b.X2), Larger(a.Y2, b.Y2));
}
