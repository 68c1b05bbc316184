using LossGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks.Generation;

/// <summary>
/// Runs the generator on a program as the compiler does. Times are the processor's, of all threads of this process: other programs on the machine do not count,
/// and the just-in-time compiler does. The compiler parses what was written later, and only where it needs it.
/// </summary>
internal sealed class GeneratorTiming
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(LossAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly string _program;
    private readonly GeneratorDriver _built;

    public GeneratorTiming(string program)
    {
        _program = program;
        _built = Driver(new LossGenerator()).RunGenerators(Compile(program));
        Files = _built.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>What was written, by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The first run of the generator in this process. The compiler is warm: that of the SDK is compiled ahead of time, and this one is not.</summary>
    public static TimeSpan FromCold(string program)
    {
        const int enough = 30;
        for (int i = 0; i < enough; i++)
        {
            Time(Driver(new StandIn()), program);
        }

        return Time(Driver(new LossGenerator()), program).Elapsed;
    }

    /// <summary>A run on the whole program, as in a build.</summary>
    public TimeSpan Build() => Time(Driver(new LossGenerator()), _program).Elapsed;

    /// <summary>A run after the program became another, as in an editor, and how many files were written in it.</summary>
    public (TimeSpan Elapsed, int Rewritten) Edit(string program)
    {
        (TimeSpan elapsed, GeneratorDriver driver) = Time(_built, program);
        return (elapsed, driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
    }

    private static (TimeSpan Elapsed, GeneratorDriver Driver) Time(GeneratorDriver driver, string program)
    {
        CSharpCompilation compilation = Compile(program);
        compilation.GetDeclarationDiagnostics();                // symbols and attributes: the compiler needs them in any case
        TimeSpan before = Environment.CpuUsage.TotalTime;
        driver = driver.RunGenerators(compilation);
        return (Environment.CpuUsage.TotalTime - before, driver);
    }

    private static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()], parseOptions: ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(string program) => CSharpCompilation.Create(
        "Program", [CSharpSyntaxTree.ParseText(program, ParseOptions)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>A generator without work.</summary>
    private sealed class StandIn : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName("LossGen.FocalLossAttribute", static (_, _) => true, static (attributed, _) => attributed.TargetSymbol.ToDisplayString()),
            static (output, name) => output.AddSource(name.Split('(')[0], "// " + name));
    }
}
