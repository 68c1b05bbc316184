using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>What a definition's formula is written with: the constants of the attribute and one item's prediction and target.</summary>
internal sealed class LossArguments(KernelSpec spec, Expr[] prediction, Expr[] target)
{
    /// <summary>The value of a constant.</summary>
    public double this[string constant] => spec.Constants.First(c => c.Name == constant).Value;

    public Expr Prediction => prediction[0];

    public Expr Target => target[0];

    public Box PredictedBox => new(prediction[0], prediction[1], prediction[2], prediction[3]);

    public Box TargetBox => new(target[0], target[1], target[2], target[3], "target");
}
