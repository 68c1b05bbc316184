using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Huber's loss (1964): <c>d² / 2</c> where <c>|d| ≤ δ</c>, else <c>δ (|d| − δ / 2)</c>.</summary>
internal sealed class Huber : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Regression("Huber")
        .Constant("Delta", @default: 1, above: 0);

    public override Expr Value(LossArguments a)
    {
        double delta = a["Delta"];
        Expr d = (a.Prediction - a.Target).As("d"), size = Abs(d);
        return Where(Greater(size, delta), delta * (size - delta / 2), Square(d) / 2);
    }
}
