using System.Collections.Immutable;
using LossGen.Generator;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Infrastructure;

/// <summary>Runs the generator and the analyzers on a program. Whatever else a test is about, each run also proves that the generator caches and keeps nothing of the compiler's.</summary>
internal static class GeneratorHarness
{
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(LossAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Runs a program that should be right: it compiles without a warning, and no rule is broken.</summary>
    public static GeneratorRun Run(params string[] sources)
    {
        GeneratorRun run = Run(Compile(sources));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        return run;
    }

    /// <summary>Runs any program, with the given MSBuild properties.</summary>
    public static GeneratorRun Run(CSharpCompilation compilation, params (string Name, string Value)[] properties)
    {
        GeneratorDriver driver = Driver((CSharpParseOptions)compilation.SyntaxTrees[0].Options, properties);
        GeneratorRun run = Continue(driver, compilation);
        AssertCached(run, Continue(run.Driver, compilation.Clone()));
        CachedGraph.AssertFreeOfRoslyn(run.Result.TrackedSteps.Where(step => TrackedSteps.Contains(step.Key)).SelectMany(step => step.Value));
        return run;
    }

    /// <summary>Runs once more with the driver of an earlier run, as after an edit.</summary>
    public static GeneratorRun Continue(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);      // CS8785 among them: the generator threw

        return new GeneratorRun(driver, (CSharpCompilation)output, driver.GetRunResult().Results.Single());
    }

    /// <summary>A program in the C# of the oldest .NET that LossGen supports.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(new CSharpParseOptions(LanguageVersion.CSharp13), sources);

    public static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Program",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText("using System;\nusing LossGen;\n" + source, options, path: $"Program{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly string[] TrackedSteps = [TrackingNames.Options, TrackingNames.Parse, TrackingNames.Kernels, TrackingNames.BrokenMethods];

    private static CSharpGeneratorDriver Driver(CSharpParseOptions parseOptions, (string Name, string Value)[] properties) => CSharpGeneratorDriver.Create(
        [new LossGenerator().AsSourceGenerator()],
        parseOptions: parseOptions,
        optionsProvider: new BuildProperties(properties),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static void AssertCached(GeneratorRun first, GeneratorRun second)
    {
        Assert.Equal(first.Sources, second.Sources);
        foreach (string name in TrackedSteps)
        {
            Assert.All(second.Reasons(name), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }

        Assert.All(
            second.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    /// <summary>The project's properties as the compiler hands them to a generator.</summary>
    private sealed class BuildProperties((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties.ToDictionary(p => "build_property." + p.Name, p => p.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
