namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for the kernels beside the losses.</summary>
public class PairRulesTests
{
    private const string Boxes = "ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2";

    [Theory]
    [InlineData("void M(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix)")]
    [InlineData("void M(Span<double> matrix, ReadOnlySpan<double> boxes2, ReadOnlySpan<double> boxes1)")]
    [InlineData("void M([Role(LossRole.Boxes1)] ReadOnlySpan<float> truth, [Role(LossRole.Boxes2)] ReadOnlySpan<float> columns, [Role(LossRole.Matrix)] Span<float> rows)")]
    public void A_right_signature_compiles(string method) => Verify(method);

    [Theory]
    [InlineData(
        $"void {{|LG0007:M|}}({Boxes})",
        "'Boxes.M' has no parameter 'matrix', which [PairwiseIoU] needs. Add 'Span<float> matrix'.")]
    [InlineData(
        "void {|LG0007:M|}(ReadOnlySpan<double> boxes1, Span<double> matrix)",
        "'Boxes.M' has no parameter 'boxes2', which [PairwiseIoU] needs. Add 'ReadOnlySpan<double> boxes2'.")]
    [InlineData(
        $"void M({Boxes}, Span<float> {{|LG0006:overlaps|}})",
        "Parameter 'overlaps' of 'Boxes.M' has no role. [PairwiseIoU] takes: boxes1, boxes2; and writes: matrix. Rename it to 'matrix'.")]
    [InlineData(
        "void M(ReadOnlySpan<float> {|LG0006:boxes|}, ReadOnlySpan<float> boxes2, Span<float> matrix)",
        "Parameter 'boxes' of 'Boxes.M' has no role. [PairwiseIoU] takes: boxes1, boxes2; and writes: matrix. Rename it to 'boxes1'.")]
    [InlineData(
        $"void M({Boxes}, Span<float> matrix, Span<float> {{|LG0017:targetGradient|}})",
        "'targetGradient' of 'Boxes.M' is a role of [IoU], [GIoU], [DIoU], [CIoU], [ElementwiseLoss] and [BoxLoss], not of [PairwiseIoU], which takes: boxes1, boxes2; and writes: matrix. Remove it.")]
    [InlineData(
        $"{{|LG0011:float|}} M({Boxes}, Span<float> matrix)",
        "'Boxes.M' returns 'float'. Write 'void'.")]
    [InlineData(
        "void M(ReadOnlySpan<float> boxes1, {|LG0015:ReadOnlySpan<double>|} boxes2, Span<float> matrix)",
        "Parameter 'boxes2' of 'Boxes.M' is of type 'ReadOnlySpan<double>', but 'boxes1' of type 'ReadOnlySpan<float>': a kernel has one type of numbers. Write 'ReadOnlySpan<float>'.")]
    [InlineData(
        $"void M({Boxes}, {{|LG0009:ReadOnlySpan<float>|}} matrix)",
        "Parameter 'matrix' of 'Boxes.M' is of type 'ReadOnlySpan<float>'. Write 'Span<float>'.")]
    [InlineData(
        "void M({|LG0009:ReadOnlyTensorView<float>|} boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix)",
        "Parameter 'boxes1' of 'Boxes.M' is of type 'ReadOnlyTensorView<float>'. Write 'ReadOnlySpan<float>'.")]
    public void A_wrong_signature_is_explained(string method, string message) => Verify(method, message);

    [Fact]
    public void A_constant_is_in_its_range() => DiagnosticsTest.Verify(
        $"static partial class Boxes {{ [PairwiseGIoU(Epsilon = {{|LG0013:-1|}})] public static partial void M({Boxes}, Span<float> matrix); }}",
        ["Epsilon of [PairwiseGIoU] cannot be -1. Write a finite number of at least 0."]);

    [Fact]
    public void Its_names_are_any_words_in_a_loss() => DiagnosticsTest.Verify(
        "static partial class Losses { [FocalLoss] public static partial float M([Role(LossRole.Logits)] ReadOnlySpan<float> matrix, [Role(LossRole.Targets)] ReadOnlySpan<float> boxes1); }",
        []);

    private static void Verify(string method, params string[] messages) =>
        DiagnosticsTest.Verify($"static partial class Boxes {{ [PairwiseIoU] public static partial {method}; }}", messages);
}
