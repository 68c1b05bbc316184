using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>Intersection over union of each two boxes: <c>I / (U + ε)</c>.</summary>
internal sealed class PairwiseIoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Pair("PairwiseIoU");

    public override Expr Value(LossArguments a) => a.Boxes.IoU;
}
