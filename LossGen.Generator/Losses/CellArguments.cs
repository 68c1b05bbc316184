using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>What the formulas of a cell are written with: a network's raw output, decoded as YOLOv3 does, and what it should have been.</summary>
internal sealed class CellArguments(KernelSpec spec, Graph graph)
{
    /// <summary>Where the sides of a predicted box end, so that its area is a number.</summary>
    private const double LongestSide = 1e9;

    /// <summary>What in square pixels counts as no area: less has a reciprocal whose square may be infinite.</summary>
    private const double SmallestArea = 1e-18;

    /// <summary>The numbers of a cell before those of its classes: x, y, width, height, confidence.</summary>
    public const int Numbers = 5;

    /// <summary>Which number says whether the cell has an object.</summary>
    public const int ObjectNumber = 4;

    /// <summary>The value of a constant.</summary>
    public double this[string constant] => spec.Constant(constant);

    /// <summary>The raw score of the cell's having an object.</summary>
    public Expr Score => Of(Role.Logits, ObjectNumber, "to");

    /// <summary>The raw score of a class.</summary>
    public Expr ClassScore => graph.Input(Role.Logits, spec.Real, Axes.Item | Axes.Class, Numbers);

    /// <summary>1 in a cell that has an object, 0 in any other.</summary>
    public Expr Object => Of(Role.Targets, ObjectNumber, "object");

    /// <summary>1 for the class of the object, 0 for any other; or a number between.</summary>
    public Expr ClassTarget => graph.Input(Role.Targets, spec.Real, Axes.Item | Axes.Class, Numbers);

    /// <summary>The box that the cell predicts, in pixels: centre and size.</summary>
    public Expr[] Decoded => Decode(raw => raw);

    /// <summary>The same where a condition does not hold; where it holds, a box without a gradient, whatever the network says.</summary>
    public Expr[] DecodedUnless(Expr condition) => Decode(raw => Where(condition, 0, raw));

    /// <summary>The box of the cell's object.</summary>
    public Expr[] True => [.. BoxFormat.Cxcywh.Coordinates().Select((name, i) => Of(Role.Targets, i, name))];

    /// <summary>A true box of the image, of any cell.</summary>
    public Expr[] OfImage => [.. BoxFormat.Cxcywh.Coordinates().Select((name, i) => Of(Role.Boxes, i, name, Axes.Truth))];

    /// <summary>The cells of the image's grid, height × width.</summary>
    public Expr GridCells => graph.Input(Role.GridCells, spec.Real, Axes.None);

    /// <summary>Two boxes, each by centre and size.</summary>
    public static BoxPair Pair(Expr[] predicted, Expr[] other, string name) =>
        new(Box.From(BoxFormat.Cxcywh, predicted), Box.From(BoxFormat.Cxcywh, other, name), TieRule.Half, epsilon: 0, SmallestArea);

    private Expr[] Decode(Func<Expr, Expr> taken) =>
    [
        ((Sigmoid(taken(Of(Role.Logits, 0, "tx"))) + Of(Role.Cells, 0, "column")) * this["Stride"]).As("centerX"),
        ((Sigmoid(taken(Of(Role.Logits, 1, "ty"))) + Of(Role.Cells, 1, "row")) * this["Stride"]).As("centerY"),
        Side(taken(Of(Role.Logits, 2, "tw")), Of(Role.Cells, 2, "anchorWidth")).As("width"),
        Side(taken(Of(Role.Logits, 3, "th")), Of(Role.Cells, 3, "anchorHeight")).As("height"),
    ];

    private Expr Of(Role role, int component, string name, Axes axes = Axes.Item)
    {
        Expr input = graph.Input(role, spec.Real, axes, component);
        input.Coordinate = name;
        return input;
    }

    /// <summary>A side, anchor · stride · exp(t), of at most a length.</summary>
    private Expr Side(Expr raw, Expr anchor)
    {
        double most = Math.Log(LongestSide / (spec.Anchors.Max() * this["Stride"]));
        return anchor * this["Stride"] * Exp(Smaller(raw, most).As("finite"));
    }
}
