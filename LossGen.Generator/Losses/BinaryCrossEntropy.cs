using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Losses;

/// <summary>Binary cross-entropy: <c>−(w t log p + (1 − t) log(1 − p))</c>.</summary>
internal sealed class BinaryCrossEntropy : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("BinaryCrossEntropy")
        .Constant("PositiveWeight", @default: 1, min: 0)
        .Constant("LabelSmoothing", @default: 0, min: 0, max: 1)
        .Choice("Targets", count: 2)
        .Constant("Epsilon", @default: 0, min: 0, max: 0.5).OnlyWith(Role.Probabilities)
        .Prediction(Role.Logits, Role.Probabilities)
        .Targets(ElementType.Float, ElementType.Byte, ElementType.Bool);

    public override Expr Value(LossArguments a)
    {
        BinaryClass p = a.IsLogits ? BinaryClass.OfLogit(a.Prediction)
            : a["Epsilon"] > 0 ? a.Clipped
            : BinaryClass.OfFloored(a.Prediction);
        return p.CrossEntropy(a.SmoothTarget, a["PositiveWeight"]);
    }
}
