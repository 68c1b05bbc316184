using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Focal loss of a softmax: <c>α w_y (1 − p)^γ · −log p</c>, where p is the softmax of the row's class y.</summary>
internal sealed class SoftmaxFocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("SoftmaxFocalLoss")
        .WithClassWeights()
        .Constant("Alpha", @default: 1, min: 0)
        .Constant("Gamma", @default: 2, min: 0)
        .Integer("IgnoreIndex", @default: -100, min: int.MinValue, max: int.MaxValue);

    public override Expr Value(LossArguments a)
    {
        Expr x = a.Prediction, miss = SoftmaxMiss(x, a.Target).As("miss"), surprise = LogSumExp(x) - Pick(x, a.Target);
        double gamma = a["Gamma"];
        Expr isMissed = Greater(miss, 0);                                // else there is no loss and no gradient, whatever the slope of the power
        Expr focal = gamma is 0 or >= 1
            ? Pow(miss, gamma) * surprise
            : Where(isMissed, Pow(Where(isMissed, miss, 1), gamma) * surprise, 0);
        return a.Counted(a["Alpha"] * a.WeightOfClass * focal);
    }
}
