using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.Tests.Diagnostics;

/// <summary>Each code fix leaves a program without a mistake.</summary>
public class CodeFixTests
{
    [Theory]
    [InlineData(
        "static partial class Losses\n{\n    // A loss.\n    [FocalLoss]\n    public static float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets) => 0;      // here\n}\n",
        "static partial class Losses\n{\n    // A loss.\n    [FocalLoss]\n    public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);      // here\n}\n")]
    [InlineData(
        "class Outer\n{\n    /// <summary>Losses.</summary>\n    static class Losses\n    {\n        [FocalLoss]\n        public static float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)\n        {\n            return 0;\n        }\n    }\n}\n",
        "partial class Outer\n{\n    /// <summary>Losses.</summary>\n    static partial class Losses\n    {\n        [FocalLoss]\n        public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);\n    }\n}\n")]
    [InlineData(
        "class Losses\n{\n    [FocalLoss]\n    float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets) => 0;\n}\n",
        "partial class Losses\n{\n    [FocalLoss]\n    private partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);\n}\n")]
    public Task A_method_is_made_partial(string before, string after) => FixTest.Verify(before, after);

    [Theory]
    [InlineData("partial record struct Outer\n{\n    // Losses.\n    internal class Losses { [] }\n}\n", "partial record struct Outer\n{\n    // Losses.\n    internal partial class Losses { [] }\n}\n")]
    [InlineData("// Losses.\nfile partial class Losses { [] }\n", "// Losses.\npartial class Losses { [] }\n")]
    [InlineData("// Losses.\nfile class Losses { [] }\n", "// Losses.\npartial class Losses { [] }\n")]
    [InlineData("partial class Losses { [] }\n\nsealed class Losses { }\n", "partial class Losses { [] }\n\nsealed partial class Losses { }\n")]
    public Task A_type_is_made_partial(string before, string after)
    {
        const string Method = "[FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);";
        return FixTest.Verify(before.Replace("[]", Method, StringComparison.Ordinal), after.Replace("[]", Method, StringComparison.Ordinal));
    }

    [Fact]
    public Task A_formula_is_named() => FixTest.Verify(
        "static partial class Losses\n{\n    [ElementwiseLoss(\"Square\", Reduction = Reduction.Sum)]\n    public static partial float Error(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);\n\n    private static float Squared(float prediction, float target) => (prediction - target) * (prediction - target);\n}\n",
        "Take the formula 'Squared'",
        "static partial class Losses\n{\n    [ElementwiseLoss(nameof(Squared), Reduction = Reduction.Sum)]\n    public static partial float Error(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);\n\n    private static float Squared(float prediction, float target) => (prediction - target) * (prediction - target);\n}\n");

    [Fact]
    public Task What_a_formula_takes_is_added_to_the_kernel() => FixTest.Verify(
        "static partial class Losses\n{\n    [ElementwiseLoss(nameof(F))]\n    public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);\n\n    private static float F(float prediction, float target, float a) => a * prediction - target;\n}\n",
        "Add 'float a'",
        "static partial class Losses\n{\n    [ElementwiseLoss(nameof(F))]\n    public static partial float M(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float a, Span<float> losses);\n\n    private static float F(float prediction, float target, float a) => a * prediction - target;\n}\n");

    [Theory]
    [InlineData("Make the method private", "private")]
    [InlineData("Make the method public", "public")]
    [InlineData("Make the method internal", "internal")]
    public Task An_access_modifier_is_added(string title, string modifier) => FixTest.Verify(
        "static partial class Losses\n{\n    /// <summary>One.</summary>\n    [FocalLoss]\n    static partial void Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses);\n}\n",
        title,
        $"static partial class Losses\n{{\n    /// <summary>One.</summary>\n    [FocalLoss]\n    {modifier} static partial void Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses);\n}}\n");

    /// <summary>Renamed, probabilities would still be none that a loss of logits takes, and the other way round.</summary>
    [Theory]
    [InlineData("CrossEntropy", "ReadOnlySpan<float> probabilities, ReadOnlySpan<int> targets")]
    [InlineData("CategoricalFocalLoss", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses")]
    public Task Numbers_of_another_kind_are_not_renamed(string loss, string parameters) =>
        FixTest.VerifyNone($"static partial class Losses {{ [{loss}] public static partial float Loss({parameters}); }}");

    [Theory]
    // LG0006, LG0017: the name
    [InlineData("ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    [InlineData("ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, Span<float> losses, Span<float> output", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, Span<float> losses")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> targetGradient", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    // LG0007: a role without a parameter
    [InlineData("", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    [InlineData("Span<float> losses, ReadOnlySpan<float> probabilities, Span<float> gradient", "Span<float> losses, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient")]
    [InlineData("this ReadOnlySpan<float> targets", "this ReadOnlySpan<float> targets, ReadOnlySpan<float> logits")]
    // LG0008: a role twice
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    // LG0009, LG0015: the type
    [InlineData("float[] logits, byte[] targets", "ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, /* all */ System.Memory<float> losses", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, /* all */ Span<float> losses")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<double> targets, Span<float> gradient, double scale", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, float scale")]
    // LG0010: a modifier
    [InlineData("in ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, scoped ref Span<float> losses", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, scoped Span<float> losses")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, params float[] weights", "ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> weights")]
    [InlineData("ReadOnlySpan<float> logits, in ReadOnlySpan<byte> targets", "ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets")]
    // LG0016, LG0018, LG0022: what is one too many
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float scale", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    [InlineData("ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient = default", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient")]
    [InlineData("[Role(LossRole.Weights)] ReadOnlySpan<float> logits, ReadOnlySpan<float> targets", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets")]
    public Task A_signature_becomes_the_nearest_valid_one(string before, string after) => FixTest.Verify(Focal("FocalLoss", "float", before), Focal("FocalLoss", "float", after));

    [Fact]
    public Task Calls_by_name_follow_a_new_name() => FixTest.Verify(
        "static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels); static float Call(float[] x) => Focal(labels: x, logits: x); }",
        "static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); static float Call(float[] x) => Focal(targets: x, logits: x); }");

    [Theory]
    [InlineData("double?", "float")]
    [InlineData("ref readonly float", "float")]
    [InlineData("void", "float")]
    public Task The_result_becomes_the_loss(string before, string after)
    {
        const string Parameters = "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets";
        return FixTest.Verify(Focal("FocalLoss", before, Parameters), Focal("FocalLoss", after, Parameters));
    }

    [Theory]
    [InlineData("FocalLoss(Gamma = -1, Alpha = /* much */ 2)", "FocalLoss(Gamma = 0, Alpha = /* much */ 1)")]
    [InlineData("FocalLoss(Gamma = double.NaN)", "FocalLoss(Gamma = 2)")]
    [InlineData("FocalLoss(Alpha = double.NegativeInfinity, Gamma = 1 / 0.0)", "FocalLoss(Alpha = 0.25, Gamma = 2)")]
    [InlineData("FocalLoss(LabelSmoothing = 1.5)", "FocalLoss(LabelSmoothing = 1)")]
    [InlineData("FocalLoss(Reduction = (Reduction)7)", "FocalLoss(Reduction = Reduction.Mean)")]
    [InlineData("FocalLoss(Targets = (TargetKind)(-1))", "FocalLoss(Targets = TargetKind.Soft)")]
    // and options without effect
    [InlineData("FocalLoss(Gamma = 1, Epsilon = 1e-7)", "FocalLoss(Gamma = 1)")]
    [InlineData("FocalLoss(Accumulate = true, Epsilon = 1e-7, Gamma = 1)", "FocalLoss(Gamma = 1)")]
    [InlineData("FocalLoss(Accumulate = true)", "FocalLoss")]
    public Task A_constant_is_moved_or_removed(string before, string after)
    {
        const string Parameters = "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets";
        return FixTest.Verify(Focal(before, "float", Parameters), Focal(after, "float", Parameters));
    }

    [Fact]
    public Task An_open_range_is_left_for_the_default() => FixTest.Verify(
        "static partial class Losses { [Huber(Delta = -3)] public static partial float Distance(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }",
        "static partial class Losses { [Huber(Delta = 1)] public static partial float Distance(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }");

    [Fact]
    public async Task All_mistakes_of_a_kind_are_fixed_at_once()
    {
        await FixTest.VerifyAll(
            Focal("FocalLoss(Gamma = -1, Alpha = 2)", "float", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets"),
            Focal("FocalLoss(Gamma = 0, Alpha = 1)", "float", "ReadOnlySpan<float> logits, ReadOnlySpan<float> targets"));
        await FixTest.VerifyAll(
            "static partial class Losses { [FocalLoss] public static partial float A(ReadOnlySpan<float> logits, ReadOnlySpan<double> targets); [L1] public static partial float B(ReadOnlySpan<float> predictions, ReadOnlySpan<double> targets); }",
            "static partial class Losses { [FocalLoss] public static partial float A(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); [L1] public static partial float B(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets); }");
    }

    /// <summary>A rule is fixed by a person where the fix would have to guess, or would throw away what was written.</summary>
    [Fact]
    public void Which_rules_have_a_fix() => Assert.Equal(
        ["LG0003", "LG0005", "LG0014", "LG0019", "LG0020", "LG0021", "LG0023", "LG0026", "LG0027", "LG0029", "LG0030", "LG0031"],
        new LossMethodAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Except(FixTest.Providers.SelectMany(provider => provider.FixableDiagnosticIds)).Order());

    [Fact]
    public void Fixes_are_found_by_editors() => Assert.All(
        FixTest.Providers,
        provider => Assert.Contains(provider.GetType().GetCustomAttributes(inherit: false), attribute => attribute is ExportCodeFixProviderAttribute { Languages: ["C#"] }));

    private static string Focal(string attribute, string result, string parameters) =>
        $"static partial class Losses\n{{\n    [{attribute}]\n    public static partial {result} Focal({parameters});\n}}\n";
}
