namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>An expression of a box.</summary>
internal abstract class BoxNode(params Node[] parts) : Node(parts)
{
    public abstract BoxDual Of(Evaluation e);

    public abstract string Write(Writer w);

    protected BoxNode B(int part) => (BoxNode)Parts[part];
}

/// <summary>A box by its corners; of what two boxes share, also whether they meet.</summary>
internal readonly record struct BoxDual(Dual X1, Dual Y1, Dual X2, Dual Y2, bool IsNothing = false);

/// <summary>The predicted box, or the true one.</summary>
internal sealed class BoxVariable(string name) : BoxNode
{
    /// <summary>The corners are computed anew each time: a kernel may come by them in another way, such as by the centre itself.</summary>
    public override BoxDual Of(Evaluation e) => Corners(e, e.Several[name], e.Format) is [var x1, var y1, var x2, var y2] ? new(x1, y1, x2, y2) : default;

    public override string Write(Writer w) => name;

    /// <summary>The corners out of the numbers of a format.</summary>
    private static Dual[] Corners(Evaluation e, Dual[] n, BoxFormat format)
    {
        Dual Plus(int a, Dual b) => Arithmetic.Of(e, '+', n[a], b);
        Dual Minus(int a, Dual b) => Arithmetic.Of(e, '-', n[a], b);
        Dual Half(int a) => Arithmetic.Of(e, '/', n[a], new(2, 0, true));
        return format switch
        {
            BoxFormat.Xyxy => n,
            BoxFormat.Yxyx => [n[1], n[0], n[3], n[2]],
            BoxFormat.Xywh => [n[0], n[1], Plus(0, n[2]), Plus(1, n[3])],
            _ => [Minus(0, Half(2)), Minus(1, Half(3)), Plus(0, Half(2)), Plus(1, Half(3))],
        };
    }
}

/// <summary>A box out of four numbers.</summary>
internal sealed class NewBox(Number x1, Number y1, Number x2, Number y2) : BoxNode(x1, y1, x2, y2)
{
    public override BoxDual Of(Evaluation e) => new(N(0).Of(e), N(1).Of(e), N(2).Of(e), N(3).Of(e));

    public override string Write(Writer w) => $"new Box{(w.IsFloat ? "" : "<double>")}({string.Join(", ", Parts.Select(part => w.As(NumberType.Own, (Number)part)))})";
}

/// <summary>What two boxes share, or the smallest box that holds both.</summary>
internal sealed class BoxPairOf(bool isHull, BoxNode a, BoxNode b) : BoxNode(a, b)
{
    public override BoxDual Of(Evaluation e)
    {
        BoxDual a = B(0).Of(e), b = B(1).Of(e);
        if (isHull)
        {
            return new(Extreme(e, a.X1, b.X1, -1), Extreme(e, a.Y1, b.Y1, -1), Extreme(e, a.X2, b.X2, 1), Extreme(e, a.Y2, b.Y2, 1));
        }

        Dual left = Extreme(e, a.X1, b.X1, 1), top = Extreme(e, a.Y1, b.Y1, 1), right = Extreme(e, a.X2, b.X2, -1), bottom = Extreme(e, a.Y2, b.Y2, -1);
        bool isWide = e.Turn(right.Value > left.Value), isHigh = e.Turn(bottom.Value > top.Value);
        return new(left, top, isWide ? right : left, isHigh ? bottom : top, !isWide || !isHigh);
    }

    public override string Write(Writer w) => $"Box.{(isHull ? "Hull" : "Intersection")}({B(0).Write(w)}, {B(1).Write(w)})";

    /// <summary>The larger of two coordinates, or the smaller. Equal ones have half of the derivative each, or the first has it, or none.</summary>
    private static Dual Extreme(Evaluation e, Dual a, Dual b, int side)
    {
        double way = e.Turn((double)(side * a.Value.CompareTo(b.Value)));
        e.IsTied |= way == 0 && e.Ties == TieRule.Zero;
        return way > 0 ? a : way < 0 ? b : e.Ties == TieRule.First ? a : e.Ties == TieRule.Zero ? a with { Tangent = 0 } : e.Step(a.Value, (a.Tangent + b.Tangent) / 2, 0, 1, a.IsExact && b.IsExact);
    }
}

/// <summary>A number of a box.</summary>
internal sealed class BoxPart(string name, BoxNode box) : Number(box)
{
    public static readonly string[] Names = ["X1", "Y1", "X2", "Y2", "Width", "Height", "CenterX", "CenterY", "Area"];

    public override Dual Of(Evaluation e)
    {
        BoxDual box = ((BoxNode)Parts[0]).Of(e);
        Dual Width() => Arithmetic.Of(e, '-', box.X2, box.X1);
        Dual Height() => Arithmetic.Of(e, '-', box.Y2, box.Y1);
        return name switch
        {
            "X1" => box.X1,
            "Y1" => box.Y1,
            "X2" => box.X2,
            "Y2" => box.Y2,
            "Width" => Width(),
            "Height" => Height(),
            "CenterX" => Arithmetic.Of(e, '/', Arithmetic.Of(e, '+', box.X1, box.X2), new(2, 0, true)),
            "CenterY" => Arithmetic.Of(e, '/', Arithmetic.Of(e, '+', box.Y1, box.Y2), new(2, 0, true)),
            _ when box.IsNothing => new(0, 0, true),       // boxes that only touch share nothing, and have no derivative of it
            _ => Arithmetic.Of(e, '*', Width(), Height()),
        };
    }

    public override Written Write(Writer w) => new($"{((BoxNode)Parts[0]).Write(w)}.{name}", NumberType.Own);
}
