using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Absolute error rounded off around 0: <c>d² / 2β</c> where <c>|d| &lt; β</c>, else <c>|d| − β / 2</c>.</summary>
internal sealed class SmoothL1 : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Regression("SmoothL1")
        .Constant("Beta", @default: 1, min: 0);

    public override Expr Value(LossArguments a)
    {
        double beta = a["Beta"];
        Expr d = (a.Prediction - a.Target).As("d"), size = Abs(d);
        return beta == 0 ? size : Where(Greater(beta, size), Square(d) / (2 * beta), size - beta / 2);
    }
}
