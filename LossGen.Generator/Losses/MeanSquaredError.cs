using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Squared error: <c>(p − t)²</c>.</summary>
internal sealed class MeanSquaredError : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Regression("MeanSquaredError");

    public override Expr Value(LossArguments a) => Square(a.Prediction - a.Target);
}
