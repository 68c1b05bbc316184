using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Focal loss (Lin et al. 2017, arXiv:1708.02002): <c>α (1 − pₜ)^γ · −log pₜ</c>, pₜ = p where the target is 1, 1 − p where it is 0.</summary>
internal sealed class FocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("FocalLoss")
        .Constant("Alpha", @default: 0.25, max: 1)      // negative: off
        .Constant("Gamma", @default: 2, min: 0)
        .Constant("LabelSmoothing", @default: 0, min: 0, max: 1)
        .Choice("Targets", count: 2)
        .Constant("Epsilon", @default: 0, min: 0, max: 0.5).OnlyWith(Role.Probabilities)
        .Prediction(Role.Logits, Role.Probabilities)
        .Targets(ElementType.Float, ElementType.Byte, ElementType.Bool);

    public override Expr Value(LossArguments a)
    {
        Expr t = a.SmoothTarget;
        double alpha = a["Alpha"], gamma = a["Gamma"];
        Expr weight = alpha < 0 ? 1 : alpha * t + (1 - alpha) * (1 - t);
        BinaryClass p = a.IsLogits ? BinaryClass.OfLogit(a.Prediction)
            : a["Epsilon"] > 0 ? a.Clipped
            : BinaryClass.OfProbability(a.Prediction);
        Expr miss = t * p.Negative + (1 - t) * p.Positive;               // 1 − pₜ, without cancellation
        if (a.IsLogits || a["Epsilon"] > 0)
        {
            return weight * Pow(miss, gamma) * p.CrossEntropy(t);
        }

        return OfProbability(weight, miss, gamma, TimesLog(t, p.Positive) + TimesLog(1 - t, p.Negative));        // a target of 0 asks nothing of log 0
    }

    /// <summary>
    /// α (1 − pₜ)^γ · −log pₜ of a probability that may be 0 or 1. Where nothing is missed there is no loss and no gradient, whatever the slope of the power.
    /// </summary>
    public static Expr OfProbability(Expr weight, Expr miss, double gamma, Expr logarithm)
    {
        Expr isMissed = Greater(miss, 0);
        return gamma is 0 or >= 1
            ? -weight * Pow(miss, gamma) * logarithm
            : Where(isMissed, -weight * Pow(Where(isMissed, miss, 1), gamma) * logarithm, 0);
    }

    /// <summary>Seed 000's form with α gives each of the labels a term of its own: what is neither of them has none.</summary>
    public override bool IgnoresOtherTargets(LossArguments a) => !a.IsLogits && a["Alpha"] >= 0;
}
