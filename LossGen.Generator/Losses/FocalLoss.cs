using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Focal loss (Lin et al. 2017, arXiv:1708.02002): <c>α (1 − pₜ)^γ · −log pₜ</c>, pₜ = σ(x) where the target is 1, σ(−x) where it is 0.</summary>
internal sealed class FocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("FocalLoss")
        .Constant("Alpha", @default: 0.25, max: 1)      // negative: off
        .Constant("Gamma", @default: 2, min: 0)
        .Choice("Targets", count: 2)
        .Prediction(Role.Logits)
        .Targets(ElementType.Float, ElementType.Byte, ElementType.Bool);

    public override Expr Value(LossArguments a)
    {
        Expr x = a.Prediction, t = a.Target;
        double alpha = a["Alpha"];
        Expr weight = alpha < 0 ? 1 : alpha * t + (1 - alpha) * (1 - t);
        Expr miss = t * Sigmoid(-x) + (1 - t) * Sigmoid(x);              // 1 − pₜ, without cancellation
        Expr surprise = t * Softplus(-x) + (1 - t) * Softplus(x);        // −log pₜ
        return weight * Pow(miss, a["Gamma"]) * surprise;
    }
}
