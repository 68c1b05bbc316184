using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Focal loss of a softmax: <c>α w_y (1 − p)^γ · −log p</c>, where p is the softmax of the row's class y.</summary>
internal sealed class SoftmaxFocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("SoftmaxFocalLoss")
        .WithClassWeights()
        .Constant("Alpha", @default: 1, above: 0)
        .Constant("Gamma", @default: 2, min: 0)
        .Integer("IgnoreIndex", @default: -100, min: int.MinValue, max: int.MaxValue);

    public override Expr Value(LossArguments a)
    {
        Expr x = a.Prediction, miss = SoftmaxMiss(x, a.Target).As("miss"), surprise = LogSumExp(x) - Pick(x, a.Target);
        return a.Positive("Alpha") * a.WeightOfClass * Focusing.Focused(miss, a["Gamma"], surprise);
    }
}
