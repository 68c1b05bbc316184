namespace LossGen.Tests.Generator;

/// <summary>The generated part repeats the user's part so that C# takes the two for one method.</summary>
public class DeclarationTests
{
    private const string Parameters = "(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)";

    public static TheoryData<string> Types =>
    [
        "static partial class Losses",
        "public sealed partial class Losses",
        "partial struct Losses",
        "readonly partial struct Losses",
        "ref partial struct Losses",
        "partial record Losses",
        "partial record class Losses(int X)",
        "partial record struct Losses(int X)",
        "partial interface Losses",
        "unsafe partial class Losses",
        "partial class @class",
        "partial class Program",
    ];

    [Theory, MemberData(nameof(Types))]
    public void A_kernel_method_may_stand_in_any_partial_type(string type) =>
        GeneratorHarness.Run($"{type} {{ [FocalLoss] public static partial float Focal{Parameters}; }}");

    [Theory]
    [InlineData("public static partial")]
    [InlineData("private static partial")]
    [InlineData("private protected partial")]
    [InlineData("protected internal virtual partial")]
    [InlineData("internal unsafe static partial")]
    [InlineData("static internal partial")]
    [InlineData("public new partial")]
    [InlineData("public override partial")]
    [InlineData("public sealed override partial")]
    public void Modifiers_are_repeated(string modifiers)
    {
        string body = modifiers.Contains("new", StringComparison.Ordinal) || modifiers.Contains("override", StringComparison.Ordinal) ? "Base" : "object";
        GeneratorRun run = GeneratorHarness.Run(
            $"abstract class Base {{ public virtual float Focal{Parameters} => 0; }}",
            $"partial class Losses : {body} {{ [FocalLoss] {modifiers} float Focal{Parameters}; }}");

        Assert.Contains($"{modifiers} float Focal(", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_method_of_a_struct_may_be_readonly() =>
        GeneratorHarness.Run($"partial struct Losses {{ [FocalLoss] public readonly partial float Focal{Parameters}; }}");

    [Fact]
    public void Containing_types_are_nested_as_they_are()
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"namespace Vision.@new {{ partial class Outer {{ internal partial record struct Inner {{ [FocalLoss] public static partial float Focal{Parameters}; }} }} }}");

        Assert.Equal("Vision.@new", run.Kernels.Single().Method.Namespace);
        Assert.Equal(["partial class Outer", "partial record struct Inner"], run.Kernels.Single().Method.ContainingTypes);
        Assert.Equal("Outer.Inner.Focal", run.Kernels.Single().Method.DisplayName);
    }

    [Fact]
    public void Types_are_written_in_full() => Assert.Equal(
        "public static partial float Focal(global::System.ReadOnlySpan<float> logits, global::System.ReadOnlySpan<byte> targets, global::System.Span<float> gradient)",
        GeneratorHarness.Run("static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient); }")
            .Kernels.Single().Method.Declaration);

    [Fact]
    public void A_user_may_have_a_System_of_their_own() => GeneratorHarness.Run(
        "namespace Vision { namespace System { class Span; } static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); } }");

    [Fact]
    public void Parameter_modifiers_that_do_no_harm_are_repeated()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "static partial class Losses { [FocalLoss] public static partial float Focal(this ReadOnlySpan<float> logits, scoped ReadOnlySpan<float> targets); }");

        Assert.Contains("(this global::System.ReadOnlySpan<float> logits, scoped global::System.ReadOnlySpan<float> targets)", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_values_are_not_repeated()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> @targets, Span<float> gradient, float scale = 2); }");

        Assert.DoesNotContain("= 2", run.Kernels.Single().Method.Declaration, StringComparison.Ordinal);
    }

    [Fact]
    public void Overloads_get_a_file_each()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            static partial class Losses
            {
                [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
                [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets);
                [GIoU] public static partial void Giou(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
                [CrossEntropy(Classes = 10)] public static partial float Classify(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights);
            }
            """);

        Assert.Equal(4, run.Sources.Count);
    }
}
