using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Examples;

/// <summary>Poly-1 (Leng et al. 2022, arXiv:2204.12511): cross-entropy plus <c>ε (1 − pₜ)</c>, pₜ the probability of the true class.</summary>
internal sealed class Poly1 : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("Poly1")
        .Constant("Epsilon", @default: 2)
        .Integer("Classes", @default: 0, min: 0, max: int.MaxValue);

    public override Expr Value(LossArguments a)
    {
        Expr x = a.Prediction, y = a.Target;
        Expr surprise = LogSumExp(x) - Pick(x, y);      // −log pₜ
        return surprise + a["Epsilon"] * (1 - Exp(-surprise));
    }
}
