using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Generator;

/// <summary>C# keeps the documentation of one part, so the generated part has some only where the user's has none.</summary>
public class DocumentationTests
{
    public static TheoryData<string, bool> Comments => new()
    {
        { "", false },
        { "// an ordinary comment", false },
        { "//// four slashes", false },
        { "/* an ordinary comment */", false },
        { "/**/", false },
        { "/*** three stars */", false },
        { "/// <summary>The presence.</summary>", true },
        { "/** <summary>The presence.</summary> */", true },
    };

    [Theory, MemberData(nameof(Comments))]
    public void The_users_documentation_is_seen(string comment, bool isDocumented)
    {
        foreach (DocumentationMode mode in new[] { DocumentationMode.None, DocumentationMode.Parse, DocumentationMode.Diagnose })
        {
            CSharpCompilation compilation = GeneratorHarness.Compile(
                new CSharpParseOptions(LanguageVersion.CSharp13, mode),
                $$"""
                static partial class Losses
                {
                    {{comment}}
                    [FocalLoss] internal static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets);
                }
                """);

            KernelSpec kernel = GeneratorHarness.Run(compilation).Kernels.Single();

            Assert.Equal(isDocumented, kernel.Method.IsDocumented);
        }
    }

    /// <summary>A kernel is nobody's but the method's: the XML file of the user's program says nothing of it.</summary>
    [Theory]
    [InlineData("[FocalLoss] public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);")]
    [InlineData("[CrossEntropy(Parallel = true)] public static partial float Loss(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets, TensorView<float> gradient);")]
    [InlineData("[NonMaxSuppression] public static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<int> kept);")]
    [InlineData("[YoloV3Decode(Stride = 8, Anchors = new double[] { 1, 2 })] public static partial void Decode(ReadOnlyTensorView<float> logits, TensorView<float> decoded);")]
    public void Kernels_leave_no_trace_in_the_programs_documentation(string method)
    {
        GeneratorRun run = GeneratorHarness.Run($"public static partial class Losses {{ {method} }}");
        using MemoryStream assembly = new(), documentation = new();

        Assert.True(run.Output.Emit(assembly, xmlDocumentationStream: documentation, cancellationToken: TestContext.Current.CancellationToken).Success);

        string text = System.Text.Encoding.UTF8.GetString(documentation.ToArray());
        Assert.Contains("M:Losses.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kernel", text, StringComparison.Ordinal);
    }
}
