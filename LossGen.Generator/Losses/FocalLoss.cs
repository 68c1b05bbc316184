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
        if (a.IsLogits || a["Epsilon"] > 0)
        {
            BinaryClass finite = a.IsLogits ? BinaryClass.OfLogit(a.Prediction) : a.Clipped;
            return weight * Pow(Miss(finite, t), gamma) * finite.CrossEntropy(t);
        }

        // A target of 0 asks nothing of log 0, and a prediction that weighs nothing is not asked.
        BinaryClass p = BinaryClass.OfProbability(alpha is 0 or 1 && !weight.IsConstant ? Where(Equal(weight, 0), 0.5, a.Prediction) : a.Prediction);
        Expr logarithm = TimesLog(t, p.Positive) + TimesLog(1 - t, p.Negative);
        return OfProbability(weight, Miss(p, t), gamma, logarithm, isLabel: t.IsConstant && t.Number is 0 or 1);
    }

    /// <summary>
    /// α (1 − pₜ)^γ · −log pₜ of a probability that may be 0 or 1. Where nothing is missed there is no loss and no gradient, whatever the slope of the power.
    /// </summary>
    public static Expr OfProbability(Expr weight, Expr miss, double gamma, Expr logarithm, bool isLabel = true)
    {
        Expr isMissed = Greater(miss, 0);
        return gamma is 0 or >= 1 ? -weight * Powered(miss) : Where(isMissed, -weight * Powered(Where(isMissed, miss, 1)), 0);

        // The logarithm's slope 1/p outgrows the logarithm, by which the power's slope is multiplied: an infinite one would meet a 0 there, or an infinity of the other sign.
        // No finite one is below −1000, and a label meets neither.
        Expr Powered(Expr miss)
        {
            Expr power = Pow(miss, gamma);
            return isLabel ? power * logarithm : StopGradient(power) * logarithm + (power - StopGradient(power)) * StopGradient(Larger(-1000, logarithm));
        }
    }

    /// <summary>1 − pₜ, without cancellation.</summary>
    private static Expr Miss(BinaryClass p, Expr t) => t * p.Negative + (1 - t) * p.Positive;

    /// <summary>Seed 000's form with α gives each of the labels a term of its own: what is neither of them has none.</summary>
    public override bool IgnoresOtherTargets(LossArguments a) => !a.IsLogits && a["Alpha"] >= 0;
}
