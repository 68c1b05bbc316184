using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>A box by its corners. The name goes before the names of its sides in generated code.</summary>
internal sealed record Box(Expr X1, Expr Y1, Expr X2, Expr Y2, string Name = "")
{
    /// <summary>The coordinates in the order in which a box lies in memory.</summary>
    public static IReadOnlyList<string> Coordinates { get; } = ["x1", "y1", "x2", "y2"];

    public Expr Width => (X2 - X1).As(Side("width"));

    public Expr Height => (Y2 - Y1).As(Side("height"));

    public Expr Area => Width * Height;

    /// <summary>The area that two boxes share; 0 where they only touch, so that no gradient comes from there.</summary>
    public static Expr Intersection(Box a, Box b)
    {
        Box shared = new(Larger(a.X1, b.X1).As("left"), Larger(a.Y1, b.Y1).As("top"), Smaller(a.X2, b.X2).As("right"), Smaller(a.Y2, b.Y2).As("bottom"), "shared");
        Expr meet = And(Greater(shared.X2, shared.X1), Greater(shared.Y2, shared.Y1)).As("meet");
        return Where(meet, shared.Area, 0);
    }

    /// <summary>The smallest box that holds both.</summary>
    public static Box Hull(Box a, Box b) => new(
        Smaller(a.X1, b.X1).As("hullLeft"), Smaller(a.Y1, b.Y1).As("hullTop"), Larger(a.X2, b.X2).As("hullRight"), Larger(a.Y2, b.Y2).As("hullBottom"), "hull");

    private string Side(string side) => Name.Length == 0 ? side : Name + char.ToUpperInvariant(side[0]) + side.Substring(1);
}
