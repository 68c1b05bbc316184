using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>Generalised IoU of each two boxes (Rezatofighi et al. 2019, arXiv:1902.09630): <c>I / (U + ε) − (C − U) / (C + ε)</c>.</summary>
internal sealed class PairwiseGIoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Pair("PairwiseGIoU");

    public override Expr Value(LossArguments a) => a.Boxes.IoU + a.Boxes.CoverOfHull - 1;       // (C − U) / (C + ε) is 1 − (U + ε) / (C + ε)
}
