using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>A box by its corners. The name goes before the names of its sides in generated code.</summary>
internal sealed record Box(Expr X1, Expr Y1, Expr X2, Expr Y2, string Name = "")
{
    public Expr Width => (X2 - X1).As(Side("width"));

    public Expr Height => (Y2 - Y1).As(Side("height"));

    public Expr CenterX => ((X1 + X2) / 2).As(Side("centerX"));

    public Expr CenterY => ((Y1 + Y2) / 2).As(Side("centerY"));

    public Expr Area => KnownArea ?? (Width * Height).As(Side("area"));

    /// <summary>The area where it is not the product of the sides.</summary>
    public Expr? KnownArea { private get; init; }

    /// <summary>A box out of the four numbers of a format.</summary>
    public static Box From(BoxFormat format, Expr[] c, string name = "") => format switch
    {
        BoxFormat.Xyxy => new(c[0], c[1], c[2], c[3], name),
        BoxFormat.Yxyx => new(c[1], c[0], c[3], c[2], name),
        BoxFormat.Xywh => new Box(c[0], c[1], c[0] + c[2], c[1] + c[3], name).WithNamedCorners(),
        _ => new Box(c[0] - c[2] / 2, c[1] - c[3] / 2, c[0] + c[2] / 2, c[1] + c[3] / 2, name).WithNamedCorners(),
    };

    /// <summary>The same box; corners that are computed have names in generated code.</summary>
    private Box WithNamedCorners() => this with { X1 = Named(X1, "x1"), Y1 = Named(Y1, "y1"), X2 = Named(X2, "x2"), Y2 = Named(Y2, "y2") };

    private Expr Named(Expr corner, string name) => corner.Op == Op.Input ? corner : corner.As(Side(name));

    private string Side(string side) => Name.Length == 0 ? side : Name + char.ToUpperInvariant(side[0]) + side.Substring(1);
}

/// <summary>What the four numbers of a box are; mirrors <c>LossGen.BoxFormat</c>.</summary>
internal enum BoxFormat
{
    Xyxy,
    Yxyx,
    Xywh,
    Cxcywh,
}

internal static class BoxFormatFacts
{
    /// <summary>The names of the four numbers in the order in which they lie in memory.</summary>
    public static IReadOnlyList<string> Coordinates(this BoxFormat format) => format switch
    {
        BoxFormat.Xyxy => ["x1", "y1", "x2", "y2"],
        BoxFormat.Yxyx => ["y1", "x1", "y2", "x2"],
        BoxFormat.Xywh => ["x", "y", "width", "height"],
        _ => ["centerX", "centerY", "width", "height"],
    };
}
