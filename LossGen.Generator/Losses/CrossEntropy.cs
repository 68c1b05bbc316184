using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Softmax cross-entropy: <c>log Σₖ exp(xₖ) − x_y</c> for the class index y of each row.</summary>
internal sealed class CrossEntropy : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("CrossEntropy")
        .Integer("Classes", @default: 0, min: 0, max: int.MaxValue)     // 0: from the shape
        .Prediction(Role.Logits)
        .Targets(ElementType.Int);

    public override Expr Value(LossArguments a) => LogSumExp(a.Prediction) - Pick(a.Prediction, a.Target);
}
