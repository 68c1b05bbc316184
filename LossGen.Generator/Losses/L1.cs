using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Absolute error: <c>|p − t|</c>.</summary>
internal sealed class L1 : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Regression("L1");

    public override Expr Value(LossArguments a) => Abs(a.Prediction - a.Target);
}
