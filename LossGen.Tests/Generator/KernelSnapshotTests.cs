using LossGen.Tests.Infrastructure;

namespace LossGen.Tests.Generator;

/// <summary>What a user steps into: one accepted text a kind of kernel. Whoever changes the text reads the change.</summary>
public sealed class KernelSnapshotTests
{
    [Theory]
    [InlineData("Focal", "[FocalLoss(Targets = TargetKind.Hard)]", "public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);")]
    [InlineData("FocalMasks", "[FocalLoss(Gamma = 1.5, Reduction = Reduction.Sum)]", "public static partial float FocalMasks(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> weights, Span<float> losses);")]
    [InlineData("Giou", "[GIoU]", "public static partial float Giou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);")]
    [InlineData("Overlaps", "[PairwiseGIoU(Format = BoxFormat.Cxcywh)]", "public static partial void Overlaps(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix);")]
    [InlineData("Keep", "[NonMaxSuppression(ScoreThreshold = 0.25)]", "public static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<int> kept);")]
    [InlineData("Decode", "[YoloV3Decode(Classes = 80, Stride = 8, Anchors = [1.25, 1.625])]", "public static partial void Decode(ReadOnlyTensorView<float> logits, TensorView<float> decoded);")]
    [InlineData("Classify", "[CrossEntropy(Classes = 80)]", "public static partial float Classify(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);")]
    [InlineData("ClassifyAny", "[CrossEntropy]", "public static partial void ClassifyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);")]
    public void The_generated_text_is_the_accepted_one(string name, string attribute, string method)
    {
        GeneratorRun run = GeneratorHarness.Run($"public static partial class Losses\n{{\n    {attribute}\n    {method}\n}}");

        Snapshot.Verify(run.Source, name);
    }
}
