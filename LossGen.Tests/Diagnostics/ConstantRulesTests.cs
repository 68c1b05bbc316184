namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for the constants of a loss attribute.</summary>
public class ConstantRulesTests
{
    [Theory]
    [InlineData("FocalLoss(Gamma = {|LG0013:-1|})", "Gamma of [FocalLoss] cannot be -1. Write a finite number of at least 0.")]
    [InlineData("FocalLoss(Gamma = {|LG0013:double.NaN|})", "Gamma of [FocalLoss] cannot be NaN. Write a finite number of at least 0.")]
    [InlineData("FocalLoss(Gamma = {|LG0013:1 / 0.0|})", "Gamma of [FocalLoss] cannot be Infinity. Write a finite number of at least 0.")]
    [InlineData("FocalLoss(Alpha = {|LG0013:1.5f|}, Gamma = 3)", "Alpha of [FocalLoss] cannot be 1.5. Write a finite number of at most 1.")]
    [InlineData("FocalLoss(Alpha = {|LG0013:double.NegativeInfinity|})", "Alpha of [FocalLoss] cannot be -Infinity. Write a finite number of at most 1.")]
    [InlineData("FocalLoss(Targets = {|LG0013:(TargetKind)7|})", "Targets of [FocalLoss] cannot be (TargetKind)7. Write TargetKind.Soft or TargetKind.Hard.")]
    [InlineData("FocalLoss(Reduction = {|LG0013:(Reduction)(-1)|})", "Reduction of [FocalLoss] cannot be (Reduction)-1. Write Reduction.Mean or Reduction.Sum.")]
    [InlineData("FocalLoss(EmptyMean = {|LG0013:(EmptyMean)2|})", "EmptyMean of [FocalLoss] cannot be (EmptyMean)2. Write EmptyMean.Zero or EmptyMean.NaN.")]
    public void A_constant_is_in_its_range(string attribute, string message) => DiagnosticsTest.Verify(Focal(attribute), [message]);

    [Fact]
    public void An_open_range_says_so() => DiagnosticsTest.Verify(
        "static partial class Losses { [Huber(Delta = {|LG0013:0|})] public static partial float Distance(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);"
            + " [CategoricalFocalLoss(Alpha = {|LG0013:0|})] public static partial float Focal(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets); }",
        ["Delta of [Huber] cannot be 0. Write a finite number of more than 0.", "Alpha of [CategoricalFocalLoss] cannot be 0. Write a finite number of more than 0."]);

    [Fact]
    public void A_number_of_classes_is_not_negative() => DiagnosticsTest.Verify(
        "static partial class Losses { [CrossEntropy(Classes = {|LG0013:-80|})] public static partial float Classify(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets); }",
        ["Classes of [CrossEntropy] cannot be -80. Write a whole number of at least 0."]);

    [Theory]
    [InlineData("CrossEntropy(Axis = {|LG0013:8|})", "Axis of [CrossEntropy] cannot be 8. Write a whole number from -8 to 7.")]
    [InlineData("CrossEntropy(LabelSmoothing = {|LG0013:1.5|})", "LabelSmoothing of [CrossEntropy] cannot be 1.5. Write a finite number from 0 to 1.")]
    [InlineData("SoftmaxFocalLoss(Alpha = {|LG0013:-1|})", "Alpha of [SoftmaxFocalLoss] cannot be -1. Write a finite number of more than 0.")]
    [InlineData("OneVersusAllFocalLoss(Epsilon = {|LG0013:0|})", "Epsilon of [OneVersusAllFocalLoss] cannot be 0. Write a finite number from 1E-16 to 0.5.")]
    public void Constants_of_rows_are_in_their_ranges(string attribute, string message) => DiagnosticsTest.Verify(
        $"static partial class Losses {{ [{attribute}] public static partial float Classify(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets); }}", [message]);

    [Theory]
    [InlineData("CrossEntropy", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient", true)]
    [InlineData("CrossEntropy(Classes = 0)", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", true)]
    [InlineData("CrossEntropy(Classes = 3)", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", false)]
    [InlineData("CrossEntropy", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses", false)]
    [InlineData("CrossEntropy", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights", false)]
    [InlineData("CrossEntropy", "ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets", false)]
    [InlineData("CrossEntropy", "ReadOnlySpan<float> logits, ReadOnlySpan<long> targets", false)]
    public void Spans_of_distributions_show_how_many_classes_there_are(string attribute, string parameters, bool isMistake) => DiagnosticsTest.Verify(
        $"static partial class Losses {{ [{attribute}] public static partial float {(isMistake ? "{|LG0021:Classify|}" : "Classify")}({parameters}); }}",
        isMistake
            ? ["The targets of 'Losses.Classify' are distributions: nothing shows how many classes a row of its spans has. Write [CrossEntropy(Classes = ...)], or add 'Span<float> losses' or 'ReadOnlySpan<float> weights', which have one value a row."]
            : []);

    [Fact]
    public void Two_constants_are_two_mistakes() => DiagnosticsTest.Verify(
        Focal("FocalLoss(Gamma = {|LG0013:-1|}, Alpha = {|LG0013:2|})"),
        ["Gamma of [FocalLoss] cannot be -1. Write a finite number of at least 0.", "Alpha of [FocalLoss] cannot be 2. Write a finite number of at most 1."]);

    [Theory]
    [InlineData("FocalLoss(Gamma = 0, Alpha = 1)")]
    [InlineData("FocalLoss(Alpha = -1e300)")]
    [InlineData("FocalLoss(Alpha = 0.25, Gamma = 1e300, Targets = TargetKind.Hard, Reduction = Reduction.Sum)")]
    public void The_ends_of_a_range_belong_to_it(string attribute) => DiagnosticsTest.Verify(Focal(attribute), []);

    [Theory]
    [InlineData("FocalLoss(Gamma = \"2\")", "CS0029")]
    [InlineData("FocalLoss(Gamma = )", "CS1525")]
    [InlineData("FocalLoss(Gama = 2)", "CS0246")]
    [InlineData("FocalLoss(Gamma = Math.Sqrt(4))", "CS0182")]
    [InlineData("FocalLoss(2)", "CS1729")]
    [InlineData("FocalLoss(Targets = 7)", "CS0266")]
    [InlineData("FocalLoss(Gamma = 2, Gamma = 3)", "CS0643")]
    public void What_the_compiler_reports_is_left_to_it(string attribute, string error) => DiagnosticsTest.Verify(Focal(attribute), [], error);

    private static string Focal(string attribute) =>
        $"static partial class Losses {{ [{attribute}] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }}";
}
