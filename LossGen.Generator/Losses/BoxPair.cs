using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>A predicted box and the true one: what the losses of the IoU family are made of.</summary>
internal sealed class BoxPair
{
    private readonly TieRule _ties;
    private readonly double _epsilon;
    private readonly double _smallestArea;

    /// <param name="prediction">The one box.</param>
    /// <param name="target">The other one.</param>
    /// <param name="ties">Where the gradient of equal coordinates goes.</param>
    /// <param name="epsilon">What is added to divisors.</param>
    /// <param name="smallestArea">Without that, the area up to which there counts as none.</param>
    public BoxPair(Box prediction, Box target, TieRule ties, double epsilon, double smallestArea = 0)
    {
        (Prediction, Target, _ties, _epsilon, _smallestArea) = (prediction, target, ties, epsilon, smallestArea);
        Intersection = IntersectionArea().As("intersection");
        Hull = new(
            Smaller(prediction.X1, target.X1).As("hullLeft"),
            Smaller(prediction.Y1, target.Y1).As("hullTop"),
            Larger(prediction.X2, target.X2).As("hullRight"),
            Larger(prediction.Y2, target.Y2).As("hullBottom"),
            "hull");
        Union = (prediction.Area + target.Area - Intersection + epsilon).As("union");
    }

    public Box Prediction { get; }

    public Box Target { get; }

    /// <summary>The smallest box that holds both.</summary>
    public Box Hull { get; }

    /// <summary>The area that both share; 0 where they only touch, so that no gradient comes from there.</summary>
    public Expr Intersection { get; }

    /// <summary>The area that they cover, plus ε.</summary>
    public Expr Union { get; }

    /// <summary>Intersection over union.</summary>
    public Expr IoU => Over(Intersection, Union);

    /// <summary>Intersection over union as a maximum takes it: that of two boxes without area is no number, which no maximum takes.</summary>
    public Expr Overlap => Intersection / Union;

    /// <summary>The part of the hull that they cover, (U + ε) / (C + ε); all of one that is nothing.</summary>
    public Expr CoverOfHull => Over(Union, (Hull.Area + _epsilon).As("hull"), ofNothing: 1);

    /// <summary>1 − GIoU: (C − U) / (C + ε) is 1 − (U + ε) / (C + ε).</summary>
    public Expr GIoULoss => 2 - IoU - CoverOfHull;

    /// <summary>The squared distance of the centres.</summary>
    public Expr SquaredDistance =>
        (Square(Prediction.X1 - Target.X1 + (Prediction.X2 - Target.X2)) + Square(Prediction.Y1 - Target.Y1 + (Prediction.Y2 - Target.Y2))) / 4;

    /// <summary>A quotient whose divisor holds ε already. Without one, 0/0 is 0, or what else is said.</summary>
    public Expr Over(Expr dividend, Expr divisor, double ofNothing = 0)
    {
        if (_epsilon > 0)
        {
            return dividend / divisor;
        }

        Expr isSome = Greater(divisor, _smallestArea);
        return Where(isSome, dividend / Where(isSome, divisor, 1), ofNothing);
    }

    private Expr IntersectionArea()
    {
        Box shared = new(
            Larger(Prediction.X1, Target.X1).As("left"),
            Larger(Prediction.Y1, Target.Y1).As("top"),
            Smaller(Prediction.X2, Target.X2).As("right"),
            Smaller(Prediction.Y2, Target.Y2).As("bottom"),
            "shared");
        Expr meet = Greater(Functions.Smaller(shared.Width, shared.Height), 0).As("meet");
        return Where(meet, shared.Area, 0);
    }

    /// <summary>The larger of a predicted and a true coordinate; the rule says where the gradient of equal ones goes.</summary>
    private Expr Larger(Expr p, Expr t) => _ties switch
    {
        TieRule.Half => Functions.Larger(p, t),
        TieRule.First => Where(Greater(t, p), t, p),
        _ => Where(Greater(p, t), p, Where(Greater(t, p), t, StopGradient(p))),
    };

    private Expr Smaller(Expr p, Expr t) => _ties switch
    {
        TieRule.Half => Functions.Smaller(p, t),
        TieRule.First => Where(Greater(p, t), t, p),
        _ => Where(Greater(t, p), p, Where(Greater(p, t), t, StopGradient(p))),
    };
}

/// <summary>Where the gradient of equal coordinates goes; mirrors <c>LossGen.TieRule</c>.</summary>
internal enum TieRule
{
    Half,
    First,
    Zero,
}
