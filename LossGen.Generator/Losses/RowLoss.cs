using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>A user's formula of a row of classes, with a class index or a target for each class.</summary>
internal sealed class RowLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("RowLoss").WithFormula()
        .Prediction(Role.Logits, Role.Predictions, Role.Probabilities)
        .Integer("IgnoreIndex", @default: -100, min: int.MinValue, max: int.MaxValue)
        .Targets(ElementType.Int, ElementType.Long, ElementType.Float);

    public override Expr Value(LossArguments a) => a.Formula;
}
