using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>
/// Focal loss of RetinaNet's anchors: <c>α (1 − p)^γ</c> times the cross-entropy where the label of an object is 1, <c>(1 − α) p^γ</c> times it everywhere else.
/// </summary>
internal sealed class RetinaNetFocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("RetinaNetFocalLoss")
        .PerEntry()
        .WithAnchorStates()
        .DividedBy("the number of anchors of an object, at least 1")
        .Constant("Alpha", @default: 0.25, min: 0, max: 1)
        .Constant("Gamma", @default: 2, min: 0)
        .Constant("Epsilon", @default: 1e-7, min: 1e-16, max: 0.5)
        .Prediction(Role.Probabilities)
        .Targets(ElementType.Float);

    public override Expr Value(LossArguments a)
    {
        Expr isObject = a.IsState(1).As("isObject"), counts = Or(isObject, a.IsState(0)).As("counts");
        Expr p = Where(counts, a.Prediction, 0.5), isPositive = And(isObject, Equal(a.Target, 1)).As("isPositive");       // what does not count is not asked
        Expr weight = Where(isPositive, a["Alpha"], 1 - a["Alpha"]), miss = Where(isPositive, 1 - p, p).As("miss");
        return Where(counts, weight * Focusing.Focused(miss, a["Gamma"], BinaryClass.OfClipped(p, a["Epsilon"]).CrossEntropy(a.Target)), 0);
    }

    public override Expr? Divisor(LossArguments a) => Max(Sum(Axes.Item, Where(a.IsState(1), 1, 0)).As("objects"), 1);
}
