using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>A user's formula of an element: prediction, target, and what else it takes.</summary>
internal sealed class ElementwiseLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("ElementwiseLoss").WithFormula()
        .Prediction(Role.Predictions, Role.Logits, Role.Probabilities)
        .Targets(ElementType.Float, ElementType.Byte, ElementType.Bool);

    public override Expr Value(LossArguments a) => a.Formula;
}
