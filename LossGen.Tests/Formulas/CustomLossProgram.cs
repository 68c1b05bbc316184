using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Formulas;

/// <summary>Calls a kernel with its inputs by name, receives its outputs by name, and returns the reduced loss.</summary>
internal delegate double NamedCall(IReadOnlyDictionary<string, double[]> inputs, IDictionary<string, double[]> outputs);

/// <summary>A program of the page, compiled. What it writes to the console is kept: beside it stands another class of that name, which C# finds first.</summary>
internal sealed class CustomLossProgram(Assembly assembly)
{
    private const string Usings = "global using System;\nglobal using System.Collections.Generic;\nglobal using System.IO;\nglobal using System.Linq;\n";

    private const string Console = "public static class Console { public static List<string> Lines { get; } = []; public static void WriteLine(string line) => Lines.Add(line); }";

    public NamedCall Call { get; } = assembly.GetType("Calls")!.GetMethod("Call")!.CreateDelegate<NamedCall>();

    /// <summary>The program with a plain loop over the formula in place of the kernel.</summary>
    public static CustomLossProgram WithPlainKernel(CustomLoss loss) => Load(Compilation(loss, PlainKernel.Of(loss)));

    /// <summary>The program with the kernel that the generator writes.</summary>
    public static CustomLossProgram WithKernel(CustomLoss loss)
    {
        GeneratorRun run = GeneratorHarness.Run(Compilation(loss));
        Assert.NotEmpty(run.Sources);
        Assert.Empty(run.Diagnostics);
        return Load(run.Output);
    }

    /// <summary>Runs the program's own statements, and returns the lines that they write.</summary>
    public IReadOnlyList<string> Run()
    {
        assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        return (IReadOnlyList<string>)assembly.GetType("Console")!.GetProperty("Lines")!.GetValue(null)!;
    }

    private static CSharpCompilation Compilation(CustomLoss loss, params string[] more)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp13);
        return CSharpCompilation.Create(
            loss.Formula.Identifier.Text,
            more.Append(loss.Program).Append(PlainKernel.CallOf(loss, loss.Class.Identifier.Text)).Append(Usings).Append(Console)
                .Select((text, i) => CSharpSyntaxTree.ParseText(text, options, $"Program{i}.cs")),
            GeneratorHarness.References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static CustomLossProgram Load(Compilation compilation)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(10)));
        return new(Assembly.Load(image.ToArray()));
    }
}
