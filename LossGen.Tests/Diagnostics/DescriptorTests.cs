using System.Globalization;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>Every rule is numbered, reported, documented and noted for release.</summary>
public class DescriptorTests
{
    private static readonly DiagnosticDescriptor[] All =
    [
        .. typeof(DiagnosticDescriptors).GetFields().Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. All.Select(rule => rule.Id)];

    [Fact]
    public void Ids_count_from_one() => Assert.Equal(Enumerable.Range(1, All.Length).Select(i => $"LG{i:0000}"), All.Select(rule => rule.Id));

    // The generator reports its own faults, where they happen.
    [Fact]
    public void The_analyzer_reports_every_rule_of_the_users() => Assert.Equal(All.Where(rule => rule != DiagnosticDescriptors.GeneratorFault), new LossMethodAnalyzer().SupportedDiagnostics.OrderBy(rule => rule.Id, StringComparer.Ordinal));

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_has_a_page(string id)
    {
        DiagnosticDescriptor rule = All.Single(rule => rule.Id == id);
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));

        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(["## Cause", "## Example", "## Fix"], heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_has_a_row_in_the_releases(string id)
    {
        DiagnosticDescriptor rule = All.Single(rule => rule.Id == id);
        string[] rows = [.. Directory.GetFiles(Path.Combine(Repository.Root, "LossGen.Generator"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith(id, StringComparison.Ordinal))];

        string[] cells = [.. Assert.Single(rows).Split('|').Select(cell => cell.Trim())];
        Assert.Equal([id, rule.Category, rule.DefaultSeverity.ToString(), rule.Title.ToString(CultureInfo.InvariantCulture)], cells);
    }
}
