using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Categorical focal loss: <c>α (1 − p)^γ · −log p</c> of an entry whose one-hot target is 1; any other entry has none.</summary>
internal sealed class CategoricalFocalLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("CategoricalFocalLoss")
        .Constant("Alpha", @default: 1, above: 0)
        .Constant("Gamma", @default: 2, min: 0)
        .Prediction(Role.Probabilities)
        .Targets(ElementType.Float, ElementType.Byte, ElementType.Bool);

    public override Expr Value(LossArguments a)
    {
        Expr p = a.Prediction, t = a.Target;
        double alpha = a.Positive("Alpha");
        Expr loss = FocalLoss.OfProbability(alpha, 1 - p, a["Gamma"], Log(p));
        return t.IsConstant ? t * loss : Where(Equal(t, 1).As("positive"), loss, 0);
    }
}
