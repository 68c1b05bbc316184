using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Distance IoU (Zheng et al. 2020, arXiv:1911.08287): <c>1 − I / (U + ε) + ρ² / (c² + ε)</c>.</summary>
internal sealed class DIoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Box("DIoU");

    public override Expr Value(LossArguments a) => Value(a.Boxes, a["Epsilon"]);

    /// <summary>The loss of a pair of boxes, of which the complete IoU has one term more.</summary>
    public static Expr Value(BoxPair boxes, double epsilon)
    {
        Expr diagonal = (Square(boxes.Hull.Width) + Square(boxes.Hull.Height) + epsilon).As("diagonal2");
        return 1 - boxes.IoU + boxes.Over(boxes.SquaredDistance.As("distance2"), diagonal);
    }
}
