using System.Globalization;
using LossGen.Generator.Diagnostics;
using LossGen.Tests.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Diagnostics;

/// <summary>What the combinations of the kernel tests leave out as without effect is what the rule reports, and nothing else.</summary>
public class EffectAgreementTests
{
    private const int Combinations = 60;

    public static TheoryData<string> Losses => [.. KernelOptions.All.Keys];

    [Theory, MemberData(nameof(Losses))]
    public async Task What_has_no_effect_is_reported(string loss)
    {
        Choice[] choices = KernelOptions.All[loss];
        Values random = new(5);
        string[][] combinations = [.. Enumerable.Range(0, Combinations).Select(_ => Effective(choices, [.. choices.Select(c => c.Values[random.Below(c.Values.Length)])]))];
        KernelCase[] cases = [.. combinations.Select((combination, i) => KernelOptions.Case(loss, combination, i))];

        CSharpCompilation program = GeneratorHarness.Compile($"static partial class Losses {{ {string.Concat(cases.Select(c => c.Declaration))} }}");
        HashSet<string> reported =
        [
            .. (await program.WithAnalyzers([new LossMethodAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
                .Select(diagnostic =>
                {
                    Assert.Equal("LG0016", diagnostic.Id);
                    return diagnostic.GetMessage(CultureInfo.InvariantCulture).Split("Losses.")[1].Split('\'')[0];
                }),
        ];

        Assert.Equal(
            cases.Where((_, i) => !KernelOptions.Normal(choices, combinations[i]).SequenceEqual(combinations[i])).Select(c => c.Name),
            cases.Select(c => c.Name).Where(reported.Contains));
    }

    // To call labels hard is harmless, and a derivative by the targets alone is one; the kernel tests merely need not try either. That distributions show no
    // number of classes is another rule's.
    private static string[] Effective(Choice[] choices, string[] combination)
    {
        string Of(string name) => Array.FindIndex(choices, c => c.Name == name) is >= 0 and int at ? combination[at] : "";
        bool isLabel = Of("targets") is "byte" or "bool", hasGradient = Of("Form").Contains("Gradient", StringComparison.Ordinal);
        bool showsNoClasses = Of("targets") == "dense" && Of("Classes").Length == 0;
        return [.. choices.Zip(combination, (choice, value) => (choice.Name == "Targets" && isLabel) || (choice.Name == "targetGradient" && !hasGradient) || (choice.Name == "targets" && showsNoClasses) ? choice.Values[0] : value)];
    }
}
