using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>No loss: a function of the prediction (and of a target that stays 1), whose kernel is the function as every kernel computes it.</summary>
internal sealed class FunctionLoss(Func<Expr, Expr, Expr> function) : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("Function").Prediction(Role.Predictions);

    public override Expr Value(LossArguments a) => function(a.Prediction, a.Target);
}
