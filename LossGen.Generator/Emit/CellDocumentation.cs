using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>What a reader of the file of a kernel over cells is told.</summary>
internal sealed class CellDocumentation(KernelSpec spec, IReadOnlyList<string> formulas) : MethodDocumentation(spec, formulas)
{
    private bool IsLoss => Spec[Role.Decoded] is null;

    public void WriteHeader(CodeWriter writer) =>
        WriteHeader(writer, IsLoss ? "the true boxes for each tile of cells, then the cells, then the classes of those with an object" : "the cells of each tile, then their classes");

    /// <summary>The values of a cell and of its classes, a line each.</summary>
    public static IReadOnlyList<string> Formulas(CellFormulas formulas) => InColumns(formulas.OfCell.Append(formulas.OfClass).Select(f => (f.Name, f.Value)));

    protected override string Remark => "tx, ty, tw, th and to are the raw output of a cell; column, row and anchor say which cell it is.";

    protected override string? Returns =>
        Spec.ReturnsValue ? $"The three terms, each the sum over all cells divided by the {(Spec[Role.Normalizer] is null ? "number of images" : "normalizer")}." : null;

    protected override IEnumerable<(string Type, string Reason)> Exceptions => [Misfit("Shapes")];

    protected override string What => Spec switch
    {
        _ when !IsLoss => "boxes in pixels, confidences and probabilities out of a network's raw output.",
        { ReturnsValue: false } => "the gradient of the weighted sum of its three terms over all cells, not divided by the number of images.",
        _ when Spec[Role.Gradient] is not null => "its three terms, and the gradient of their weighted sum.",
        _ => "its three terms.",
    };

    protected override string Describe(ParameterSpec parameter) => parameter.Role switch
    {
        Role.Logits => $"The network's raw output, {Shape}: in each cell x, y, width, height, confidence and the classes.",
        Role.Targets => "As the logits: the true box of a cell with an object as centre and size in pixels, 1 for such a cell and 0 for any other, and the classes' probabilities.",
        Role.Boxes => "All true boxes of each image, [images, boxes, 4], centre and size in pixels; boxes of zeros are padding.",
        Role.Gradient => $"{(Spec.Options.Accumulates ? "Is added to:" : "Receives")} the derivatives of the weighted sum of the terms by the logits, in their shape{(Spec.Options.Accumulates ? "" : "; may be the logits' own memory")}.",
        Role.Decoded => "Receives, in the logits' shape, centre and size of each box in pixels, its confidence and the probabilities of its classes; may be the logits' own memory.",
        Role.Normalizer => "Divides the terms, in place of the number of images.",
        _ => "Multiplies the gradient.",
    };

    private string Shape => $"[images, height, width, {CSharpLiteral.Int(Spec.Anchors.Count / 2)}, 5 + {(Spec.Classes > 0 ? CSharpLiteral.Int(Spec.Classes) : "classes")}]";
}
