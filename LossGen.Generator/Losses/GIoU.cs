using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>Generalised IoU (Rezatofighi et al. 2019, arXiv:1902.09630): <c>1 − I / (U + ε) + (C − U) / (C + ε)</c>.</summary>
internal sealed class GIoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Box("GIoU");

    public override Expr Value(LossArguments a) => a.Boxes.GIoULoss;
}
