using LossGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Generator;

/// <summary>An edit writes anew what it changes and nothing else.</summary>
public class IncrementalTests
{
    private const string Program = """
        static partial class Losses
        {
            [FocalLoss(Gamma = 2)] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
            [GIoU] public static partial float Giou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            [YoloV3Decode(Stride = 8, Anchors = [1, 2])] public static partial void Decode(ReadOnlyTensorView<float> logits, TensorView<float> decoded);
            [FocalLoss] public static partial float Broken(ReadOnlySpan<float> predicted, ReadOnlySpan<float> targets);
            [ElementwiseLoss(nameof(Squared))] public static partial float Own(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            [ElementwiseLoss(nameof(Distance))] public static partial float Other(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            private static float Squared(float prediction, float target) => (prediction - target) * (prediction - target);
            private static float Distance(float prediction, float target) => MathF.Abs(prediction - target);
        }
        """;

    public static TheoryData<string, string> UnrelatedEdits => new()
    {
        { "static partial class Losses", "// A comment.\nstatic partial class Losses" },
        { "[FocalLoss(Gamma = 2)]", "[FocalLoss(/* A comment. */ Gamma = 2)]" },
        { "[FocalLoss(Gamma = 2)]", "[FocalLoss(Gamma = 1 + 1)]" },
        { "[FocalLoss(Gamma = 2)]", "[LossGen.FocalLossAttribute(Gamma = 2.0)]" },
        { "Anchors = [1, 2]", "Anchors = new[] { 1.0, 4.0 / 2 }" },
        { "static partial class Losses", "class Unrelated;\nstatic partial class Losses" },
        { "(prediction - target) * (prediction - target)", "(prediction - target)   * (prediction - /* A comment. */ target)" },
        { "private static float Squared(float prediction, float target) => (prediction - target) *", "private static float Squared(float prediction, float target) => ((prediction) - target) *" },
        { "[GIoU]", "public static int Unrelated(int x) => x; [GIoU]" },
        { "[GIoU]", "[Obsolete(\"No more.\")] public static void Unrelated() { } [GIoU]" },
    };

    [Theory, MemberData(nameof(UnrelatedEdits))]
    public void An_edit_elsewhere_rewrites_nothing(string before, string after) => Assert.Empty(Edit(before, after).Rewritten);

    [Theory]
    [InlineData("Gamma = 2", "Gamma = 3", "Losses.Focal.")]
    [InlineData("[GIoU]", "[GIoU(Reduction = Reduction.Sum)]", "Losses.Giou.")]
    [InlineData("Anchors = [1, 2]", "Anchors = [1, 3]", "Losses.Decode.")]
    [InlineData("predicted", "scores", "Losses.Broken.")]
    [InlineData("MathF.Abs(prediction - target)", "2 * MathF.Abs(prediction - target)", "Losses.Other.")]
    [InlineData("public static partial float Focal", "internal static partial float Focal", "Losses.Focal.")]
    public void An_edit_of_a_method_rewrites_its_own_file_alone(string before, string after, string file) =>
        Assert.StartsWith(file, Assert.Single(Edit(before, after).Rewritten), StringComparison.Ordinal);

    [Fact]
    public void A_new_file_rewrites_nothing()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Program);
        GeneratorRun first = GeneratorHarness.Run(compilation);

        GeneratorRun second = GeneratorHarness.Continue(first.Driver, compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "class Unrelated;",
            (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            cancellationToken: TestContext.Current.CancellationToken)));

        Assert.Empty(second.Rewritten);
    }

    [Fact]
    public void The_dump_of_the_IR_is_asked_for_by_a_property()
    {
        string Text(params (string, string)[] properties) =>
            GeneratorHarness.Run(GeneratorHarness.Compile(Program), properties).Sources.First(source => source.Key.StartsWith("Losses.Focal.", StringComparison.Ordinal)).Value;

        Assert.Equal(Text(), Text(("LossGen_DumpIr", "")));
        Assert.NotEqual(Text(), Text(("LossGen_DumpIr", "true")));
        Assert.Equal(Text(("LossGen_DumpIr", "True")), Text(("LossGen_DumpIr", "true")));
    }

    [Fact]
    public void Every_step_with_a_name_is_seen_by_these_tests()
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(Program));

        Assert.All(
            typeof(TrackingNames).GetFields().Select(field => (string)field.GetValue(null)!),
            name => Assert.NotEmpty(run.Reasons(name)));
    }

    private static GeneratorRun Edit(string before, string after)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Program);
        GeneratorRun first = GeneratorHarness.Run(compilation);
        Assert.Equal(6, first.Rewritten.Count());

        SyntaxTree tree = compilation.SyntaxTrees[0];
        string text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        SyntaxTree edited = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text.Replace(before, after, StringComparison.Ordinal)));
        return GeneratorHarness.Continue(first.Driver, compilation.ReplaceSyntaxTree(tree, edited));
    }
}
