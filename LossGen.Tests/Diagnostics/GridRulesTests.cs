namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for kernels over the cells of a grid.</summary>
public class GridRulesTests
{
    private const string Grid = "Stride = 8, Anchors = [1.25, 1.625]";
    private const string Inputs = "ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes";
    private const string HowTo = ". Write [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2, 3.75])]: the pixels from cell to cell, and width and height of each anchor in turn, in strides.";

    [Theory]
    [InlineData($"YoloLoss M({Inputs})")]
    [InlineData($"YoloLoss M({Inputs}, TensorView<float> gradient, float scale, float normalizer)")]
    [InlineData($"void M({Inputs}, TensorView<float> gradient)")]
    [InlineData("YoloLoss M(ReadOnlyTensorView<double> boxes, ReadOnlyTensorView<double> targets, ReadOnlyTensorView<double> logits)")]
    public void A_right_signature_compiles(string method) => Verify(Grid, method);

    [Theory]
    [InlineData($"float M({Inputs})", "float", "LG0011", "'Losses.M' returns 'float'. Write 'YoloLoss' for the three terms, or 'void' where 'gradient' is all that is asked for.")]
    [InlineData($"void M({Inputs})", "void", "LG0012", "'Losses.M' asks for nothing. Return 'YoloLoss', or add 'TensorView<float> gradient'.")]
    [InlineData("YoloLoss M(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets)", "M", "LG0007", "'Losses.M' has no parameter 'boxes', which [YoloV3Loss] needs. Add 'ReadOnlyTensorView<float> boxes'.")]
    [InlineData(
        "YoloLoss M(ReadOnlySpan<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes)", "ReadOnlySpan<float>", "LG0009",
        "Parameter 'logits' of 'Losses.M' is of type 'ReadOnlySpan<float>'. Write 'ReadOnlyTensorView<float>'.")]
    [InlineData(
        "YoloLoss M(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<double> targets, ReadOnlyTensorView<float> boxes)", "ReadOnlyTensorView<double>", "LG0015",
        "Parameter 'targets' of 'Losses.M' is of type 'ReadOnlyTensorView<double>', but 'logits' of type 'ReadOnlyTensorView<float>': a kernel has one type of numbers. Write 'ReadOnlyTensorView<float>'.")]
    [InlineData(
        $"YoloLoss M({Inputs}, TensorView<float> grad)", "grad", "LG0006",
        "Parameter 'grad' of 'Losses.M' has no role. [YoloV3Loss] takes: logits, targets, normalizer, scale, boxes; and writes: gradient. Rename it to 'gradient'.")]
    public void A_wrong_signature_is_explained(string method, string where, string rule, string message) =>
        DiagnosticsTest.Verify(Program(Grid, Marked(method, where, rule)), [message]);

    [Theory]
    [InlineData("Anchors = [1.25, 1.625]", "The attribute of 'Losses.M' has no 'Stride'")]
    [InlineData("Stride = 8", "The attribute of 'Losses.M' has no 'Anchors'")]
    [InlineData("Stride = 8, Anchors = []", "The attribute of 'Losses.M' has no 'Anchors'")]
    [InlineData("Stride = 8, Anchors = [1.25, 1.625, 2]", "The attribute of 'Losses.M' has 3 numbers as 'Anchors', which are no pairs")]
    [InlineData("Stride = 8, Anchors = [1.25, -1.5]", "The attribute of 'Losses.M' has an anchor of the size -1.5, which is not positive")]
    [InlineData("Stride = 8, Anchors = [1.25, 0]", "The attribute of 'Losses.M' has an anchor of the size 0, which is not positive")]
    public void The_grid_is_known(string attribute, string mistake) => DiagnosticsTest.Verify(
        $$"""static partial class Losses { [{|LG0023:YoloV3Loss({{attribute}})|}] public static partial YoloLoss M({{Inputs}}); }""", [mistake + HowTo]);

    [Theory]
    [InlineData("Stride = {|LG0013:0|}", "Stride of [YoloV3Loss] cannot be 0. Write a finite number of more than 0.")]
    [InlineData("Stride = 8, IouThreshold = {|LG0013:1.5|}", "IouThreshold of [YoloV3Loss] cannot be 1.5. Write a finite number from 0 to 1.")]
    [InlineData("Stride = 8, Gamma = {|LG0013:-1|}", "Gamma of [YoloV3Loss] cannot be -1. Write a finite number of at least 0.")]
    [InlineData("Stride = 8, Classes = {|LG0013:-1|}", "Classes of [YoloV3Loss] cannot be -1. Write a whole number of at least 0.")]
    [InlineData(
        "Stride = 8, {|LG0016:Reduction = Reduction.Sum|}",
        "Reduction of [YoloV3Loss] has no effect on 'Losses.M': its terms are sums over the cells and means over the images. Remove it.")]
    [InlineData("Stride = 8, {|LG0016:BoxWeight = 2|}", "BoxWeight of [YoloV3Loss] has no effect on 'Losses.M': it is for 'gradient' alone. Remove it.")]
    [InlineData(
        "Stride = 8, {|LG0016:Accumulate = true|}",
        "Accumulate of [YoloV3Loss] has no effect on 'Losses.M': it writes no gradient. Remove it, or add 'TensorView<float> gradient'.")]
    public void A_constant_is_in_its_range_and_has_an_effect(string constants, string message) => DiagnosticsTest.Verify(
        $"static partial class Losses {{ [YoloV3Loss({constants}, Anchors = [1.25, 1.625])] public static partial YoloLoss M({Inputs}); }}", [message]);

    [Theory]
    [InlineData("void M(ReadOnlyTensorView<float> logits, TensorView<float> decoded)")]
    [InlineData("{|LG0011:YoloLoss|} M(ReadOnlyTensorView<float> logits, TensorView<float> decoded)", "'Losses.M' returns 'YoloLoss'. Write 'void'.")]
    [InlineData("void {|LG0007:M|}(ReadOnlyTensorView<float> logits)", "'Losses.M' has no parameter 'decoded', which [YoloV3Decode] needs. Add 'TensorView<float> decoded'.")]
    public void Decoding_writes_and_returns_nothing(string method, params string[] messages) =>
        DiagnosticsTest.Verify($"static partial class Losses {{ [YoloV3Decode({Grid})] public static partial {method}; }}", messages);

    private static void Verify(string attribute, string method) => DiagnosticsTest.Verify(Program(attribute, method), []);

    private static string Program(string attribute, string method) => $"static partial class Losses {{ [YoloV3Loss({attribute})] public static partial {method}; }}";

    private static string Marked(string method, string where, string rule)
    {
        int at = where == "M" ? method.IndexOf(" M(", StringComparison.Ordinal) + 1 : method.IndexOf(where, StringComparison.Ordinal);
        return method[..at] + $"{{|{rule}:{where}|}}" + method[(at + where.Length)..];
    }
}
