using LossGen.Generator.Ir;

namespace LossGen.Generator.Losses;

/// <summary>A user's formula of a predicted box and the true one.</summary>
internal sealed class BoxLoss : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.BoxFormula("BoxLoss");

    public override Expr Value(LossArguments a) => a.Formula;
}
