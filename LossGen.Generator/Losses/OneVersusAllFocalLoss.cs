using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>
/// Focal loss of each class of a softmax against all others: <c>α (1 − q)^γ · −log q</c> at the row's class, <c>(1 − α) q^γ · −log(1 − q)</c> at every other,
/// with logarithms of no less than ε.
/// </summary>
internal sealed class OneVersusAllFocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("OneVersusAllFocalLoss")
        .PerEntry()
        .Constant("Alpha", @default: 0.25, min: 0, max: 1)
        .Constant("Gamma", @default: 2, min: 0)
        .Constant("Epsilon", @default: 1e-8, min: 1e-16, max: 0.5);

    public override Expr Value(LossArguments a)
    {
        Expr q = Softmax(a.Prediction), rest = 1 - q, isTarget = Equal(Index(Axes.Class, q), a.Target).As("isTarget");
        double alpha = a["Alpha"], epsilon = a["Epsilon"];
        Expr hit = Where(isTarget, q, rest), miss = Where(isTarget, rest, q), isLow = Greater(epsilon, hit);
        Expr surprise = Where(isLow, -Math.Log(epsilon), Log1p(miss / Where(isLow, 1, hit)));     // −log hit, also where hit is nearly 1
        return Where(isTarget, alpha, 1 - alpha) * Focusing.Focused(miss, a["Gamma"], surprise);
    }

    /// <summary>Over all entries.</summary>
    public override Expr? Divisor(LossArguments a) => a.Rows * a.Classes;
}
