using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>What a definition's formula is written with: the constants of the attribute and one item's prediction and target.</summary>
internal sealed class LossArguments(KernelSpec spec, Expr[] prediction, Expr[] target)
{
    /// <summary>The value of a constant; 0 for one that the kernel's type has no normal number for, since its reciprocal may be infinite.</summary>
    public double this[string constant] =>
        spec.Constants.First(c => c.Name == constant).Value is var value && Math.Abs(value) < SmallestNormal ? 0 : value;

    /// <summary>Whether the prediction is a raw score, and not a probability.</summary>
    public bool IsLogits => spec.Prediction.Role == Role.Logits;

    public Expr Prediction => prediction[0];

    public Expr Target => target[0];

    /// <summary>The target with label smoothing: <c>t (1 − s) + s / 2</c>.</summary>
    public Expr SmoothTarget => this["LabelSmoothing"] is > 0 and double s ? Target * (1 - s) + s / 2 : Target;

    /// <summary>The probability of the positive class, clipped by ε.</summary>
    public BinaryClass Clipped => BinaryClass.OfClipped(Prediction, this["Epsilon"]);

    private double SmallestNormal => spec.Real == ElementType.Double ? 2.2250738585072014e-308 : 1.1754943508222875e-38;

    public BoxPair Boxes => new(
        Box.From(spec.Format, prediction),
        Box.From(spec.Format, target) with { Name = "target" },
        (TieRule)this["Ties"],
        this["Epsilon"]);
}
