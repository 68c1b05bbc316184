namespace LossGen.Tests.Diagnostics;

/// <summary>Rules for options and parameters that change nothing.</summary>
public class EffectRulesTests
{
    private const string Value = "public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)";
    private const string Gradient = "public static partial void F(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)";
    private const string ReturnsNothing = "it returns nothing, and a gradient is then that of the sum. Remove it, or return 'float'";
    private const string NoGradient = "it writes no gradient. Remove it, or add 'Span<float> gradient'";

    [Theory]
    [InlineData("FocalLoss({|LG0016:Reduction = Reduction.Sum|})", Gradient, "Reduction of [FocalLoss]", ReturnsNothing)]
    [InlineData("FocalLoss({|LG0016:Reduction = Reduction.Mean|})", Gradient, "Reduction of [FocalLoss]", ReturnsNothing)]
    [InlineData("FocalLoss({|LG0016:EmptyMean = EmptyMean.NaN|}, Gamma = 1)", Gradient, "EmptyMean of [FocalLoss]", "it returns nothing. Remove it, or return 'float'")]
    [InlineData("FocalLoss(Reduction = Reduction.Sum, {|LG0016:EmptyMean = EmptyMean.NaN|})", Value, "EmptyMean of [FocalLoss]", "it returns the sum. Remove it")]
    [InlineData("BinaryCrossEntropy({|LG0016:Accumulate = true|})", Value, "Accumulate of [BinaryCrossEntropy]", NoGradient)]
    [InlineData("FocalLoss({|LG0016:Epsilon = 1e-7|})", Value, "Epsilon of [FocalLoss]", "it is for 'probabilities' alone. Remove it")]
    [InlineData("BinaryCrossEntropy({|LG0016:Epsilon = 0.25|})", Gradient, "Epsilon of [BinaryCrossEntropy]", "it is for 'probabilities' alone. Remove it")]
    public void An_option_has_an_effect(string attribute, string method, string what, string why) =>
        Verify(attribute, method, $"{what} has no effect on 'Losses.F': {why}.");

    [Fact]
    public void An_option_has_an_effect_on_these_numbers()
    {
        Verify(
            "FocalLoss({|LG0016:Precision = Precision.Precise|})",
            "public static partial double F(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets)",
            "Precision of [FocalLoss] has no effect on 'Losses.F': a kernel of 'double' is always precise. Remove it.");
        Verify(
            "FocalLoss({|LG0016:Targets = TargetKind.Soft|})",
            "public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets)",
            "Targets of [FocalLoss] has no effect on 'Losses.F': targets of 'byte' and 'bool' are labels. Remove it.");
        Verify(
            "GIoU({|LG0016:Ties = TieRule.First|})",
            "public static partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)",
            "Ties of [GIoU] has no effect on 'Losses.F': it is for 'gradient' or 'targetGradient' alone. Remove it.");
        Verify(
            "CrossEntropy({|LG0016:Axis = 1|})",
            "public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)",
            "Axis of [CrossEntropy] has no effect on 'Losses.F': the classes of a row lie side by side in spans, and only tensor views have axes. Remove it.");
        Verify(
            "CrossEntropy(Classes = 3, {|LG0016:IgnoreIndex = 0|})",
            "public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)",
            "IgnoreIndex of [CrossEntropy] has no effect on 'Losses.F': the targets are distributions, and no class indices. Remove it.");
        Verify(
            "L1({|LG0016:EmptyMean = EmptyMean.NaN|})",
            "public static partial float F(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float normalizer)",
            "EmptyMean of [L1] has no effect on 'Losses.F': the mean divides by 'normalizer'. Remove it.");
    }

    [Theory]
    [InlineData("{|LG0016:Reduction = Reduction.Mean|}", "Reduction of [RetinaNetFocalLoss]", "this loss always divides by a number of its own")]
    [InlineData("{|LG0016:Reduction = Reduction.Sum|}", "Reduction of [RetinaNetFocalLoss]", "this loss always divides by a number of its own")]
    [InlineData("{|LG0016:EmptyMean = EmptyMean.NaN|}", "EmptyMean of [RetinaNetFocalLoss]", "this loss divides by a number of its own, which is never 0")]
    public void A_loss_with_a_divisor_of_its_own_leaves_no_choice(string option, string what, string why)
    {
        foreach (string result in (string[])["float", "void"])
        {
            Verify(
                $"RetinaNetFocalLoss({option})",
                $"public static partial {result} F(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient)",
                $"{what} has no effect on 'Losses.F': {why}. Remove it.");
        }
    }

    [Theory]
    [InlineData("L1", "predictions"), InlineData("MeanSquaredError", "predictions"), InlineData("SmoothL1", "predictions"), InlineData("Huber", "predictions")]
    [InlineData("IoU", "predictions"), InlineData("GIoU", "predictions"), InlineData("DIoU", "predictions"), InlineData("CIoU", "predictions")]
    [InlineData("BinaryCrossEntropy", "probabilities"), InlineData("FocalLoss", "probabilities"), InlineData("RetinaNetFocalLoss", "probabilities")]
    public void Precision_has_an_effect_where_functions_are(string loss, string prediction) => Verify(
        loss + "({|LG0016:Precision = Precision.Precise|})",
        $"public static partial float F(ReadOnlySpan<float> {prediction}, ReadOnlySpan<float> targets, Span<float> gradient)",
        $"Precision of [{loss}] has no effect on 'Losses.F': it makes functions more precise, and the kernel has none that it changes. Remove it.");

    [Theory]
    [InlineData("FocalLoss(Precision = Precision.Precise)", "logits"), InlineData("FocalLoss(Gamma = 2.3, Precision = Precision.Precise)", "probabilities")]
    [InlineData("L1(Precision = Precision.Default)", "predictions")]
    public void Precision_of_functions_is_no_mistake(string attribute, string prediction) =>
        Verify(attribute, $"public static partial float F(ReadOnlySpan<float> {prediction}, ReadOnlySpan<float> targets)");

    [Fact]
    public void A_parameter_has_an_effect()
    {
        Verify(
            "FocalLoss",
            "public static partial double F(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, double {|LG0016:scale|})",
            "Parameter 'scale' has no effect on 'Losses.F': it multiplies the gradient, and none is written. Remove it, or add 'Span<double> gradient'.");
        Verify(
            "FocalLoss",
            "public static partial void F(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses, float {|LG0016:normalizer|})",
            "Parameter 'normalizer' has no effect on 'Losses.F': nothing is returned that it could divide. Remove it, or return 'float'.");
        Verify(
            "FocalLoss(Reduction = Reduction.Sum)",
            "public static partial float F(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, [Role(LossRole.Normalizer)] float {|LG0016:divisor|})",
            "Parameter 'divisor' has no effect on 'Losses.F': it divides the mean, and the sum is returned. Remove it, or 'Reduction.Sum'.");
    }

    [Theory]
    [InlineData("FocalLoss(Epsilon = 0, Precision = Precision.Default, Accumulate = false, EmptyMean = EmptyMean.Zero, Reduction = Reduction.Sum, Targets = TargetKind.Hard)")]
    public void To_say_what_holds_anyway_is_no_mistake(string attribute) =>
        Verify(attribute, "public static partial double F(ReadOnlySpan<double> logits, ReadOnlySpan<bool> targets)");

    private static void Verify(string attribute, string method, params string[] messages) =>
        DiagnosticsTest.Verify($"static partial class Losses {{ [{attribute}] {method}; }}", messages);
}
