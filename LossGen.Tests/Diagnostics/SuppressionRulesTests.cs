namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for non-maximum suppression.</summary>
public class SuppressionRulesTests
{
    private const string Inputs = "ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores";

    [Theory]
    [InlineData($"int M({Inputs}, Span<int> kept)")]
    [InlineData("int M(Span<int> kept, ReadOnlySpan<int> classes, ReadOnlySpan<double> scores, ReadOnlySpan<double> boxes)")]
    [InlineData($"int M({Inputs}, [Role(LossRole.Classes)] ReadOnlySpan<int> labels, [Role(LossRole.Kept)] Span<int> count)")]
    public void A_right_signature_compiles(string method) => Verify(method);

    [Theory]
    [InlineData(
        $"int {{|LG0007:M|}}({Inputs})",
        "'Boxes.M' has no parameter 'kept', which [NonMaxSuppression] needs. Add 'Span<int> kept'.")]
    [InlineData(
        "int {|LG0007:M|}(ReadOnlySpan<float> boxes, Span<int> kept)",
        "'Boxes.M' has no parameter 'scores', which [NonMaxSuppression] needs. Add 'ReadOnlySpan<float> scores'.")]
    [InlineData(
        $"{{|LG0011:void|}} M({Inputs}, Span<int> kept)",
        "'Boxes.M' returns 'void'. Write 'int' for the number of boxes that are kept.")]
    [InlineData(
        $"{{|LG0011:float|}} M({Inputs}, Span<int> kept)",
        "'Boxes.M' returns 'float'. Write 'int' for the number of boxes that are kept.")]
    [InlineData(
        $"int M({Inputs}, {{|LG0009:Span<float>|}} kept)",
        "Parameter 'kept' of 'Boxes.M' is of type 'Span<float>'. Write 'Span<int>'.")]
    [InlineData(
        $"int M({Inputs}, {{|LG0009:ReadOnlySpan<long>|}} classes, Span<int> kept)",
        "Parameter 'classes' of 'Boxes.M' is of type 'ReadOnlySpan<long>'. Write 'ReadOnlySpan<int>'.")]
    [InlineData(
        "int M(ReadOnlySpan<float> boxes, {|LG0015:ReadOnlySpan<double>|} scores, Span<int> kept)",
        "Parameter 'scores' of 'Boxes.M' is of type 'ReadOnlySpan<double>', but 'boxes' of type 'ReadOnlySpan<float>': a kernel has one type of numbers. Write 'ReadOnlySpan<float>'.")]
    [InlineData(
        $"int M({Inputs}, Span<int> kept, ReadOnlySpan<int> {{|LG0006:labels|}})",
        "Parameter 'labels' of 'Boxes.M' has no role. [NonMaxSuppression] takes: boxes, scores, classes; and writes: kept. Rename it to 'classes'.")]
    public void A_wrong_signature_is_explained(string method, string message) => Verify(method, message);

    [Theory]
    [InlineData("IouThreshold = {|LG0013:1.5|}", "IouThreshold of [NonMaxSuppression] cannot be 1.5. Write a finite number from 0 to 1.")]
    [InlineData("IouThreshold = {|LG0013:-0.1|}", "IouThreshold of [NonMaxSuppression] cannot be -0.1. Write a finite number from 0 to 1.")]
    [InlineData("IouThreshold = {|LG0013:double.NaN|}", "IouThreshold of [NonMaxSuppression] cannot be NaN. Write a finite number from 0 to 1.")]
    [InlineData("ScoreThreshold = {|LG0013:double.NaN|}", "ScoreThreshold of [NonMaxSuppression] cannot be NaN. Write a finite number.")]
    [InlineData("MaxOutput = {|LG0013:-1|}", "MaxOutput of [NonMaxSuppression] cannot be -1. Write a whole number of at least 0.")]
    public void A_constant_is_in_its_range(string constant, string message) => DiagnosticsTest.Verify(
        $"static partial class Boxes {{ [NonMaxSuppression({constant})] public static partial int M({Inputs}, Span<int> kept); }}", [message]);

    [Fact]
    public void Its_names_are_any_words_in_a_loss() => DiagnosticsTest.Verify(
        "static partial class Losses { [FocalLoss] public static partial float M([Role(LossRole.Logits)] ReadOnlySpan<float> scores, [Role(LossRole.Targets)] ReadOnlySpan<bool> classes); }",
        []);

    private static void Verify(string method, params string[] messages) =>
        DiagnosticsTest.Verify($"static partial class Boxes {{ [NonMaxSuppression] public static partial {method}; }}", messages);
}
