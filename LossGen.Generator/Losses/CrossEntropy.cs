using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>Softmax cross-entropy: <c>−Σₖ w_k t_k log softmax(x)ₖ</c>, where t is 1 at the class index y of the row, or a distribution.</summary>
internal sealed class CrossEntropy : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Row("CrossEntropy")
        .WithClassWeights()
        .Constant("LabelSmoothing", @default: 0, min: 0, max: 1)
        .Integer("IgnoreIndex", @default: -100, min: int.MinValue, max: int.MaxValue)
        .Targets(ElementType.Int, ElementType.Long, ElementType.Float);

    public override Expr Value(LossArguments a)
    {
        Expr x = a.Prediction, surprises = LogSumExp(x) - x;
        double s = a["LabelSmoothing"];
        if (!a.HasClassIndices)
        {
            Expr t = s == 0 ? a.Target : (1 - s) * a.Target + s / a.Classes;
            return Sum(Axes.Class, Weighted(t * surprises));
        }

        Expr own = a.WeightOfClass * (LogSumExp(x) - Pick(x, a.Target));
        return s == 0 ? own : (1 - s) * own + s / a.Classes * Sum(Axes.Class, Weighted(surprises));

        Expr Weighted(Expr value) => a.ClassWeights is { } weights ? weights * value : value;
    }

    /// <summary>As PyTorch: by the weights of the rows' classes, where rows have a class.</summary>
    public override Expr? Divisor(LossArguments a) => a.HasClassIndices ? a.TotalWeight : null;
}
