using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>A YOLOv3 network's raw output as boxes in pixels, confidences and probabilities (seed 003; Redmon and Farhadi 2018, arXiv:1804.02767).</summary>
internal sealed class YoloV3Decode : CellDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Cells("YoloV3Decode", Skeleton.CellDecoding)
        .Constant("ConfidenceThreshold", @default: 0, min: 0, max: 1);

    public override CellFormulas Formulas(CellArguments a) => new(
        [.. a.Decoded.Select((number, i) => new CellFormula(BoxFormat.Cxcywh.Coordinates()[i], number)), new("confidence", Sigmoid(a.Score))],
        new("probability", Sigmoid(a.ClassScore)));
}
