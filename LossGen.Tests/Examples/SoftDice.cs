using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Examples;

/// <summary>Soft Dice (Milletari et al. 2016, arXiv:1606.04797): <c>1 − 2 Σ p t / (Σ p + Σ t + ε)</c> over all items of a call.</summary>
internal sealed class SoftDice : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("SoftDice")
        .Constant("Epsilon", @default: 1e-7, min: 0)
        .Prediction(Role.Probabilities);

    public override Expr Value(LossArguments a)
    {
        Expr p = a.Prediction, t = a.Target;
        Expr overlap = Sum(Axes.Item, p * t).As("overlap");
        Expr total = Sum(Axes.Item, p).As("predicted") + Sum(Axes.Item, t).As("expected");
        return 1 - 2 * overlap / (total + a["Epsilon"]);
    }
}
