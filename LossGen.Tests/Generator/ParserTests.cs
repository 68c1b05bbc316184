using LossGen.Generator.Parsing;

namespace LossGen.Tests.Generator;

/// <summary>What the parser reads from an attribute and a signature.</summary>
public class ParserTests
{
    [Fact]
    public void Constants_come_in_the_schemas_order_with_their_defaults()
    {
        KernelSpec kernel = Parse("[FocalLoss(Targets = TargetKind.Hard, Alpha = -1)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);");

        Assert.Equal("FocalLoss", kernel.Loss);
        Assert.Equal([new("Alpha", -1), new("Gamma", 2), new("LabelSmoothing", 0), new("Targets", 1), new("Epsilon", 0)], kernel.Constants);
        Assert.Equal("FocalLoss(Targets = TargetKind.Hard, Alpha = -1)", kernel.AttributeText);
    }

    [Fact]
    public void An_attributes_text_holds_values()
    {
        KernelSpec kernel = Parse("const double G = 1.5; [LossGen.FocalLossAttribute(Gamma = /* here */ G + 1,\n Alpha = 0.1)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);");

        Assert.Equal("FocalLoss(Gamma = 2.5, Alpha = 0.1)", kernel.AttributeText);
    }

    [Fact]
    public void An_attribute_may_have_another_name_in_the_source()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "using Presence = LossGen.FocalLossAttribute; static partial class Losses { [Presence(Gamma = 1)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }");

        Assert.Equal("FocalLoss(Gamma = 1)", run.Kernels.Single().AttributeText);
    }

    [Fact]
    public void A_negative_zero_is_zero()
    {
        KernelSpec kernel = Parse("[FocalLoss(Gamma = -0.0)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);");

        Assert.False(double.IsNegative(kernel.Constants[1].Value));
        Assert.Equal("FocalLoss(Gamma = 0)", kernel.AttributeText);
    }

    [Theory]
    [InlineData("[GIoU]", ReductionKind.Mean)]
    [InlineData("[GIoU(Reduction = Reduction.Mean)]", ReductionKind.Mean)]
    [InlineData("[GIoU(Reduction = Reduction.Sum)]", ReductionKind.Sum)]
    public void The_reduction_is_the_mean_unless_it_is_the_sum(string attribute, object reduction) =>
        Assert.Equal(reduction, Parse(attribute + " public static partial float Giou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);").Options.Reduction);

    [Fact]
    public void The_options_are_those_of_the_attribute()
    {
        KernelSpec kernel = Parse("[BinaryCrossEntropy(EmptyMean = EmptyMean.NaN, Precision = Precision.Precise, Accumulate = true)] public static partial float Distance(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);");

        Assert.Equal(new LossOptions(ReductionKind.Mean, EmptyMeanIsNaN: true, IsPrecise: true, Accumulates: true), kernel.Options);
        Assert.Equal("BinaryCrossEntropy(EmptyMean = EmptyMean.NaN, Precision = Precision.Precise, Accumulate = true)", kernel.AttributeText);
    }

    [Fact]
    public void An_attribute_gives_a_parameter_its_role()
    {
        KernelSpec kernel = Parse("[FocalLoss] public static partial float Focal([Role(LossRole.Logits)] ReadOnlySpan<float> @in, ReadOnlySpan<float> targets, [Role(LossRole.Scale)] float boxes, Span<float> gradient);");

        Assert.Equal(
            [new("@in", Role.Logits, ElementType.Float), new("targets", Role.Targets, ElementType.Float), new("boxes", Role.Scale, ElementType.Float), new("gradient", Role.Gradient, ElementType.Float)],
            kernel.Parameters);
    }

    [Fact]
    public void A_parameters_role_is_its_name_in_any_order()
    {
        KernelSpec kernel = Parse("[CrossEntropy] public static partial void Classify(Span<float> losses, ReadOnlySpan<int> targets, Span<float> gradient, ReadOnlySpan<float> weights, ReadOnlySpan<float> logits);");

        Assert.Equal(
            [
                new("losses", Role.Losses, ElementType.Float),
                new("targets", Role.Targets, ElementType.Int),
                new("gradient", Role.Gradient, ElementType.Float),
                new("weights", Role.Weights, ElementType.Float),
                new("logits", Role.Logits, ElementType.Float),
            ],
            kernel.Parameters);
        Assert.False(kernel.ReturnsValue);
    }

    [Theory]
    [InlineData("float", ElementType.Float)]
    [InlineData("byte", ElementType.Byte)]
    [InlineData("bool", ElementType.Bool)]
    public void Focal_targets_are_probabilities_or_labels(string type, object element) => Assert.Equal(
        element,
        Parse($"[FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<{type}> targets);")[Role.Targets]!.Element);

    private static KernelSpec Parse(string method) => GeneratorHarness.Run($"static partial class Losses {{ {method} }}").Kernels.Single();
}
