using System.Collections.Immutable;
using LossGen.Generator;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emit;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Infrastructure;

/// <summary>What one run of the generator made.</summary>
/// <param name="Driver">The driver with its cache, for the next run.</param>
/// <param name="Output">The program with the generated files.</param>
/// <param name="Result">The generator's result and steps.</param>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Output, GeneratorRunResult Result)
{
    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } = Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The only generated file.</summary>
    public string Source => Sources.Values.Single();

    /// <summary>The parsed methods that became kernels.</summary>
    public IEnumerable<KernelSpec> Kernels => Outputs(TrackingNames.Kernels).Select(output => (KernelSpec)output.Value);

    /// <summary>The errors and warnings of the compiler.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>What LossGen's analyzers report in the order of the source; an analyzer that throws reports AD0001.</summary>
    public IEnumerable<Diagnostic> Diagnostics =>
        Output.WithAnalyzers([new LossMethodAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start);

    /// <summary>Why each output of the steps of a name was made in this run.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string trackingName) => Outputs(trackingName).Select(output => output.Reason);

    /// <summary>The hint names of the files that were written anew in this run.</summary>
    public IEnumerable<string> Rewritten =>
        from step in Result.TrackedOutputSteps.SelectMany(step => step.Value)
        from output in step.Outputs
        where output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
        from hintName in HintNames(step)
        select hintName;

    private static IEnumerable<string> HintNames(IncrementalGeneratorRunStep outputStep) => outputStep.Inputs.Select(input => input.Source.Outputs[input.OutputIndex].Value switch
    {
        ValueTuple<KernelSpec, EmitOptions> kernel => kernel.Item1.Method.HintName,
        BrokenMethodSpec broken => broken.Method.HintName,
        object other => throw new InvalidOperationException($"An output is made from {other.GetType()}."),
    });

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string trackingName) =>
        Result.TrackedSteps.TryGetValue(trackingName, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? steps.SelectMany(step => step.Outputs) : [];
}
