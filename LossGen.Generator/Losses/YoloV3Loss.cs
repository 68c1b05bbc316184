using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>
/// The three terms of YOLOv3 (seed 003): GIoU of the boxes, a focal cross-entropy of the confidence, and a cross-entropy of each class.
/// </summary>
internal sealed class YoloV3Loss : CellDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Cells("YoloV3Loss", Skeleton.Cells)
        .Constant("IouThreshold", @default: 0.5, min: 0, max: 1)
        .Constant("Alpha", @default: 1, above: 0)
        .Constant("Gamma", @default: 2, min: 0)
        .Constant("BoxWeight", @default: 1, min: 0).OnlyWith(Role.Gradient)
        .Constant("ConfidenceWeight", @default: 1, min: 0).OnlyWith(Role.Gradient)
        .Constant("ClassWeight", @default: 1, min: 0).OnlyWith(Role.Gradient);

    public override CellFormulas Formulas(CellArguments a)
    {
        Expr t = a.Object, isEmpty = Equal(t, 0).As("isEmpty");
        Expr width = a.True[2], height = a.True[3];
        Expr scale = 2 - width * height / (a["Stride"] * a["Stride"] * a.GridCells);                    // small boxes count for more
        Expr box = Where(isEmpty, 0, t * scale * CellArguments.Pair(a.DecodedUnless(isEmpty), a.True, "true").GIoULoss);

        Expr best = Largest(Axes.Truth, CellArguments.Pair(a.Decoded, a.OfImage, "other").Overlap).As("overlap");
        Expr background = (1 - t) * Where(Greater(a["IouThreshold"], best), 1, 0);
        BinaryClass q = BinaryClass.OfLogit(a.Score);
        Expr miss = Abs(t * q.Negative - (1 - t) * q.Positive).As("miss");                                // |t − q|, without cancellation
        Expr confidence = a["Alpha"] * (t + background) * Focusing.Focused(miss, a["Gamma"], q.CrossEntropy(t));

        Expr probability = t * BinaryClass.OfLogit(a.ClassScore).CrossEntropy(a.ClassTarget);
        return new(
            [new("box", box, a["BoxWeight"]), new("confidence", confidence, a["ConfidenceWeight"])],
            new("class", probability, a["ClassWeight"]));
    }
}
