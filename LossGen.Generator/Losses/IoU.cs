using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>Intersection over union: <c>1 − I / (U + ε)</c>.</summary>
internal sealed class IoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Box("IoU");

    public override Expr Value(LossArguments a) => 1 - a.Boxes.IoU;
}
