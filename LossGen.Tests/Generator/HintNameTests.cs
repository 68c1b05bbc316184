namespace LossGen.Tests.Generator;

/// <summary>File names are unique whatever the file system, and stay the same while the signature does.</summary>
public class HintNameTests
{
    [Fact]
    public void A_name_is_the_method_and_a_hash_of_its_signature() =>
        Assert.Equal("Vision.Losses.Focal.e700e260.g.cs", HintName("namespace Vision; static partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }"));

    [Fact]
    public void Constants_modifiers_and_the_return_type_leave_it_alone() => Assert.Equal(
        HintName("partial class Losses { [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses); }"),
        HintName("partial class Losses { [FocalLoss(Gamma = 3)] internal partial void Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses); }"));

    [Fact]
    public void Names_that_differ_in_case_alone_are_different_files()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            static partial class Losses
            {
                [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
                [FocalLoss] public static partial float focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
            }

            static partial class losses
            {
                [FocalLoss] public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
            }
            """);

        Assert.Equal(3, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Any_identifier_makes_a_name()
    {
        string method = "Verlust_\u0301\u203F" + new string('x', 300);      // a combining accent and a tie
        string name = HintName($"static partial class @class {{ [FocalLoss] public static partial float {method}(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets); }}");

        Assert.StartsWith("class.Verlust___xxx", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, 1, 150);
    }

    private static string HintName(string source) => GeneratorHarness.Run(source).Sources.Keys.Single();
}
