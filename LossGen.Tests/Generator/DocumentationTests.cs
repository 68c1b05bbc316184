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
}
