using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>Greedy non-maximum suppression: its kernels give the IoU of a box and each of those that were kept before it.</summary>
internal sealed class NonMaxSuppression : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Pair("NonMaxSuppression", Skeleton.Suppression)
        .Constant("IouThreshold", @default: 0.5, min: 0, max: 1)
        .Constant("ScoreThreshold", @default: double.NegativeInfinity)      // none
        .Integer("MaxOutput", @default: 0, min: 0, max: int.MaxValue);      // all

    public override Expr Value(LossArguments a) => a.Boxes.IoU;
}
