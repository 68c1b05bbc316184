using System.Text.RegularExpressions;
using LossGen.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Package;

/// <summary>The programs of the README are what a new user pastes: each one compiles as it stands.</summary>
public sealed partial class ReadmeTests
{
    private const string ImplicitUsings = "global using System;\nglobal using System.Collections.Generic;\nglobal using System.IO;\nglobal using System.Linq;\n";

    public static TheoryData<string> Programs { get; } =
        new(Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(match => match.Groups["code"].Value));

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_of_the_readme_compiles(string program)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(program);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(ImplicitUsings, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, cancellationToken: TestContext.Current.CancellationToken);
        compilation = compilation.AddSyntaxTrees(usings).WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        GeneratorRun run = GeneratorHarness.Run(compilation);

        Assert.NotEmpty(run.Sources);
        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
