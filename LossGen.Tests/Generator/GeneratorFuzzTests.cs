using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LossGen.Generator;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Generator;

/// <summary>
/// Whatever is written, nothing of LossGen's throws, and what it generates compiles or LossGen says why not. The programs are random changes of valid ones; each run takes
/// others. <c>LOSSGEN_FUZZ_COUNT</c> says how many (500), <c>LOSSGEN_FUZZ_SEED</c> repeats a run.
/// </summary>
public class GeneratorFuzzTests(ITestOutputHelper output)
{
    private const int DefaultCount = 500;

    internal static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);

    [Fact]
    public void Any_program_is_compiled_or_told_what_is_wrong()
    {
        ulong seed = Number("LOSSGEN_FUZZ_SEED") ?? (ulong)Random.Shared.NextInt64();
        int count = (int)(Number("LOSSGEN_FUZZ_COUNT") ?? DefaultCount);
        string repeat = $"LOSSGEN_FUZZ_SEED={seed} LOSSGEN_FUZZ_COUNT={count}";
        TestContext.Current.SendDiagnosticMessage(repeat);
        Console.WriteLine($"Mutated sources: {repeat}");

        // Each change is one to a valid program that is generated already, as in an editor.
        (GeneratorDriver Driver, CSharpCompilation Program)[] origins = [.. SourceMutator.Valid.Select(Origin)];
        SourceMutator mutator = new(seed);
        List<string> failures = [];
        int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
        for (int i = 0; i < count && failures.Count < 5; i++)
        {
            (int origin, string source) = mutator.Next();
            outcomes[(int)Run(origins[origin].Driver, With(origins[origin].Program, source), out string? failure)]++;
            if (failure is not null)
            {
                failures.Add($"Program {i}: {failure}\n{source}");
            }
        }

        output.WriteLine($"{repeat}: {string.Join(", ", outcomes.Select((n, outcome) => $"{n} {(Outcome)outcome}"))}");
        Assert.True(failures.Count == 0, $"{repeat}\n\n{string.Join("\n\n", failures)}");
    }

    private static (GeneratorDriver Driver, CSharpCompilation Program) Origin(string source)
    {
        CSharpCompilation program = GeneratorHarness.Compile(Options, source);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: Options);
        Assert.True(Run(driver, program, out string? failure) == Outcome.Kernel, failure ?? source);
        return (driver.RunGenerators(program, TestContext.Current.CancellationToken), program);
    }

    /// <summary>The program with another text.</summary>
    private static CSharpCompilation With(CSharpCompilation program, string source) => program.ReplaceSyntaxTree(
        program.SyntaxTrees[0],
        CSharpSyntaxTree.ParseText("using System;\nusing LossGen;\n" + source, Options, program.SyntaxTrees[0].FilePath, cancellationToken: TestContext.Current.CancellationToken));

    private static Outcome Run(GeneratorDriver driver, CSharpCompilation program, out string? failure)
    {
        GeneratorRunResult run = driver.RunGeneratorsAndUpdateCompilation(program, out Compilation result, out _, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        if (run.Exception is { } exception)
        {
            failure = $"CS8785: {exception}";
            return Outcome.Failure;
        }

        if (IsMistaken(program, out failure) || failure is not null)
        {
            return failure is null ? Outcome.Mistake : Outcome.Failure;
        }

        if (IsBrokenAnyway(program))
        {
            return Outcome.CompilerError;
        }

        // Right, so the kernel is too; and the analyzer does not mind it.
        bool isMistaken = IsMistaken(result, out failure);
        failure ??= isMistaken ? "A mistake with the generated part alone."
            : run.GeneratedSources.SelectMany(file => Errors(result, file.SyntaxTree)).FirstOrDefault()?.ToString();
        return failure is null ? Outcome.Kernel : Outcome.Failure;
    }

    /// <summary>Whether LossGen reports something, unless its analyzer throws.</summary>
    private static bool IsMistaken(Compilation program, out string? failure)
    {
        ConcurrentQueue<string> thrown = [];
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), (e, _, _) => thrown.Enqueue($"AD0001: {e}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> mistakes = program.WithAnalyzers([new LossMethodAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        failure = thrown.FirstOrDefault();
        return mistakes.Any(mistake => mistake.Id.StartsWith("LG", StringComparison.Ordinal));
    }

    private static IEnumerable<Diagnostic> Errors(Compilation program, SyntaxTree file) =>
        program.GetSemanticModel(file).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether the program's own text has errors beside the bodies that it lacks: those of the generated files then follow from them.</summary>
    private static bool IsBrokenAnyway(CSharpCompilation program) =>
        program.GetDiagnostics(TestContext.Current.CancellationToken).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795");

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;

    /// <summary>What became of a program.</summary>
    private enum Outcome
    {
        /// <summary>It is right.</summary>
        Kernel,

        /// <summary>LossGen says what is wrong.</summary>
        Mistake,

        /// <summary>The compiler says what is wrong with it, the generated files aside.</summary>
        CompilerError,

        Failure,
    }
}
