using System.Text.RegularExpressions;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>The pages of the rules tell the truth: the example breaks the rule and no other, the fix breaks none.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. new LossMethodAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void The_example_breaks_the_rule_and_the_fix_does_not(string id)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));
        string[] programs = [.. Code().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, programs.Length);

        Diagnostic mistake = Assert.Single(GeneratorHarness.Run(ProjectOf(id, programs[0])).Diagnostics);
        Assert.Equal(id, mistake.Id);
        GeneratorHarness.Run(programs[1]);
    }

    /// <summary>The example of a rule for projects is right but for the project.</summary>
    private static CSharpCompilation ProjectOf(string id, string program) => id switch
    {
        "LG0019" => GeneratorHarness.Compile(new CSharpParseOptions(LanguageVersion.CSharp10), program),
        "LG0020" => GeneratorHarness.Compile(program).WithReferences(ProjectRulesTests.OldFramework("")),
        _ => GeneratorHarness.Compile(program),
    };

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
