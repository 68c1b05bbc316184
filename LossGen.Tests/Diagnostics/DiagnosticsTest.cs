using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>Runs a program with mistakes and compares what LossGen says with the marks in it.</summary>
internal static class DiagnosticsTest
{
    /// <summary>Every mark is reported once, with the given message, and nothing else; the compiler reports just the errors of the given ids.</summary>
    /// <param name="markup">The program: <c>{|LG0006:predicted|}</c>.</param>
    /// <param name="messages">The messages in the order of the marks.</param>
    /// <param name="compilerErrors">The ids of the compiler's own errors. CS8795, a partial method without an implementation, is seldom to be among them.</param>
    public static GeneratorRun Verify(string markup, string[] messages, params string[] compilerErrors)
    {
        Markup program = Markup.Parse(markup);
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(program.Source));

        int usings = run.Output.SyntaxTrees[0].Length - program.Source.Length;
        Diagnostic[] diagnostics = [.. run.Diagnostics];
        Assert.Equal(
            program.Expected.Select(mark => (mark.Id, program.Source.Substring(mark.Span.Start, mark.Span.Length), mark.Span.Start)),
            diagnostics.Select(diagnostic => (diagnostic.Id, Text(diagnostic), diagnostic.Location.SourceSpan.Start - usings)));
        Assert.Equal(messages, diagnostics.Select(diagnostic => diagnostic.GetMessage(null)));
        Assert.Equal(compilerErrors, run.CompilerDiagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct().Order());
        return run;
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
