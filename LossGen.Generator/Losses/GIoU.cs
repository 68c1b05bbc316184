using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Generalised IoU (Rezatofighi et al. 2019, arXiv:1902.09630): <c>1 − I / (U + ε) + (C − U) / (C + ε)</c>.</summary>
internal sealed class GIoU : LossDefinition
{
    private const double Epsilon = 1e-7;

    public override LossSchema Schema { get; } = LossSchema.Box("GIoU");

    public override Expr Value(LossArguments a)
    {
        Box p = a.PredictedBox, t = a.TargetBox;
        Expr intersection = Box.Intersection(p, t).As("intersection");
        Expr union = (p.Area + t.Area - intersection + Epsilon).As("union");
        Expr hull = (Box.Hull(p, t).Area + Epsilon).As("hull");
        return 2 - intersection / union - union / hull;                  // (C − U) / (C + ε) is 1 − (U + ε) / (C + ε)
    }
}
