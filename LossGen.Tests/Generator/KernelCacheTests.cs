using LossGen.Generator.Emit;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Generator;

/// <summary>Methods that ask for the same kernel share the work, and nothing else.</summary>
public class KernelCacheTests
{
    private static readonly EmitOptions Plain = new(DumpIr: false), Dumped = new(DumpIr: true);

    [Theory]
    [InlineData("[FocalLoss(Gamma = 2)] {0} float {1}(ReadOnlySpan<float> {2}logits, ReadOnlySpan<float> targets, Span<float> gradient)")]
    [InlineData("[CrossEntropy] {0} float {1}(ReadOnlySpan<float> logits, [Role(LossRole.Targets)] ReadOnlySpan<int> {2}targets, Span<float> gradient)")]
    [InlineData("[PairwiseIoU] {0} void {1}(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> {2}matrix)")]
    [InlineData("[NonMaxSuppression] {0} int {1}(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<int> {2}kept)")]
    [InlineData("[YoloV3Decode(Stride = 8, Anchors = [1, 2])] {0} void {1}(ReadOnlyTensorView<float> {2}logits, TensorView<float> decoded)")]
    public void Another_name_is_all_that_differs(string method)
    {
        KernelSpec[] specs = [.. new[] { ("public static partial", "One", "") , ("internal static partial", "Another", "@") }.Select(names =>
            GeneratorHarness.Run($"static partial class Losses {{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, method, names.Item1, names.Item2, names.Item3)}; }}").Kernels.Single())];
        KernelCache cache = new();

        Assert.Equal(specs[0].WithoutNames(), specs[1].WithoutNames());
        Assert.All(specs.Concat(specs), spec => Assert.Equal(KernelFile.Write(spec, Plain), cache.Write(spec, Plain)));
        Assert.All(specs, spec => Assert.Equal(KernelFile.Write(spec, Dumped), cache.Write(spec, Dumped)));
    }

    [Fact]
    public void More_kernels_than_it_keeps_are_written_all_the_same()
    {
        KernelSpec spec = GeneratorHarness.Run("static partial class Losses { [L1] public static partial float Distance(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }").Kernels.Single();
        KernelSpec[] many = [.. Enumerable.Range(0, 100).Select(number => spec with { Constants = new([new NamedConstant("Unknown", number)]), Method = spec.Method with { HintName = $"{number}.g.cs" } })];
        KernelCache cache = new();

        Assert.All(many.Concat(many), each => Assert.Equal(KernelFile.Write(each, Plain), cache.Write(each, Plain)));
    }
}
