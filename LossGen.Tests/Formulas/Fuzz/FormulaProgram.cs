using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emit;
using LossGen.Generator.Parsing;
using LossGen.Tests.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>
/// Some formulas in one program: each a file, so that an error is known to be of one of them. It is unloaded when nobody calls its kernels any more.
/// </summary>
internal static class FormulaProgram
{
    /// <summary>The end of the path of a generated file.</summary>
    private const string Generated = ".g";

    private const string Calls = """
        public static partial class Calls
        {
            static float[] Floats(double[] x) => System.Array.ConvertAll(x, n => (float)n);

            static double[] Doubles(double[] x) => (double[])x.Clone();

            static bool[] Bools(double[] x) => System.Array.ConvertAll(x, n => n != 0);

            static int[] Classes(double[] x) => System.Array.ConvertAll(x, n => (int)n);

            static byte[] Bytes(double[] x) => System.Array.ConvertAll(x, n => (byte)n);

            static LossGen.TensorView<T> View<T>(T[] x, int each) where T : unmanaged => each == 0 ? (LossGen.TensorView<T>)x : new LossGen.TensorView<T>(x, [x.Length / each, each]);

            static LossGen.ReadOnlyTensorView<T> Turned<T>(T[] x, int each) where T : unmanaged
            {
                if (each == 0)
                {
                    return x;
                }

                int items = x.Length / each;
                var turned = new T[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    turned[(i % each * items) + (i / each)] = x[i];
                }

                return new LossGen.ReadOnlyTensorView<T>(turned, [each, items]).Transpose(0, 1);
            }

            static void From(float[] results, double[] to) => System.Array.ConvertAll(results, n => (double)n).CopyTo(to, 0);

            static void From(double[] results, double[] to) => results.CopyTo(to, 0);
        }
        """;

    /// <summary>What becomes of each formula.</summary>
    public static Dictionary<FormulaCase, Compiled> Compile(IReadOnlyList<FormulaCase> formulas)
    {
        Dictionary<FormulaCase, Compiled> results = [];
        Dictionary<string, FormulaCase> left = formulas.ToDictionary(formula => formula.Name);
        void Fail(string name, FailureKind kind, string text)
        {
            if (left.Remove(name, out FormulaCase? formula))
            {
                results.Add(formula, new(null, new(kind, text)));
            }
        }

        CSharpCompilation program = KernelProgram.Of(formulas.Select(formula => KernelProgram.Parse(formula.File(), formula.Name)).Append(KernelProgram.Parse(Calls, "Calls")));
        foreach (Diagnostic error in Errors(program.GetDiagnostics(TestContext.Current.CancellationToken)).Where(error => error.Id != "CS8795"))
        {
            Fail(error.Location.SourceTree!.FilePath, FailureKind.NoProgram, error.ToString());
        }

        program = program.RemoveSyntaxTrees(program.SyntaxTrees.Where(tree => results.Keys.Any(formula => formula.Name == tree.FilePath)));
        foreach (Diagnostic mistake in Errors(Mistakes(program)))
        {
            // A formula of constants alone is no formula, and one without functions has none to make precise; which ones come to that, the generator sees, and not its grammar.
            string message = mistake.GetMessage(null);
            bool isKnown = message.Contains("uses neither prediction nor target", StringComparison.Ordinal) || message.Contains("the kernel has none that it changes", StringComparison.Ordinal);
            Fail(mistake.Location.SourceTree!.FilePath, isKnown ? FailureKind.NoProgram : FailureKind.Refused, mistake.ToString());
        }

        if (left.Count == 0)
        {
            return results;
        }

        Dictionary<string, SyntaxTree> kernels = [];
        foreach (IMethodSymbol method in program.GetTypeByMetadataName("Methods")!.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsPartialDefinition && left.ContainsKey(method.Name[..^1])))
        {
            string name = method.Name[..^1];
            try
            {
                KernelSpec? spec = LossMethodParser.Parse(method, LossMethod.From(method)!.Schema, CancellationToken.None).Kernel;
                if (spec is not null)
                {
                    kernels.Add(name, KernelProgram.Parse(KernelFile.Write(spec, new EmitOptions(DumpIr: false)), name + Generated));
                    continue;
                }

                Fail(name, FailureKind.Refused, "no kernel");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Fail(name, FailureKind.Thrown, e.ToString());
            }
        }

        program = program.RemoveSyntaxTrees(program.SyntaxTrees.Where(tree => tree.FilePath.StartsWith('F') && !left.ContainsKey(tree.FilePath))).AddSyntaxTrees(kernels.Values);
        Assembly? assembly = Load(program, out ImmutableArray<Diagnostic> errors);
        if (assembly is null)
        {
            foreach (Diagnostic error in errors)
            {
                string name = error.Location.SourceTree!.FilePath.Replace(Generated, "");
                Fail(name, FailureKind.NotCompiled, $"{error}\n{string.Join('\n', kernels[name].ToString().Split('\n').Skip(error.Location.GetLineSpan().StartLinePosition.Line - 3).Take(5))}");
            }

            program = program.RemoveSyntaxTrees(program.SyntaxTrees.Where(tree => tree.FilePath.StartsWith('F') && !left.ContainsKey(tree.FilePath.Replace(Generated, ""))));
            assembly = Load(program, out errors) ?? throw new InvalidOperationException(string.Join('\n', errors));
        }

        Action<int> select = KernelProgram.Select(assembly);
        Type calls = assembly.GetType("Calls")!;
        foreach ((string name, FormulaCase formula) in left)
        {
            results.Add(formula, new(
                new(
                    select,
                    calls.GetMethod(name + "K")!.CreateDelegate<Func<double[][], double[][], bool, double>>(),
                    calls.GetMethod(name + "F")!.CreateDelegate<Func<double[][], double>>(),
                    calls.GetMethod(name + "D")!.CreateDelegate<Func<double[][], double>>(),
                    kernels[name].ToString()),
                null));
        }

        return results;
    }

    private static ImmutableArray<Diagnostic> Mistakes(CSharpCompilation program)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), (e, analyzer, mistake) => throw new InvalidOperationException("The analyzer throws.", e), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return program.WithAnalyzers([new LossMethodAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    private static IEnumerable<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static Assembly? Load(CSharpCompilation program, out ImmutableArray<Diagnostic> errors)
    {
        using MemoryStream image = new();
        errors = [.. Errors(program.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics)];
        image.Position = 0;
        return errors.Length > 0 ? null : new AssemblyLoadContext("formulas", isCollectible: true).LoadFromStream(image);
    }
}

/// <summary>A formula that has been compiled: its kernel, or why there is none.</summary>
internal sealed record Compiled(CompiledFormula? Kernel, Failure? Failure);

/// <summary>A formula's kernel.</summary>
/// <param name="Select">Decides for the lanes of the width to run.</param>
/// <param name="Run">The kernel: takes arrays of its inputs, fills its outputs, and gives what it returns; the gradient may be written over the prediction.</param>
/// <param name="Formula">The formula's own method.</param>
/// <param name="InDouble">The formula's own method, written in double.</param>
/// <param name="Text">The generated text.</param>
internal sealed record CompiledFormula(Action<int> Select, Func<double[][], double[][], bool, double> Run, Func<double[][], double> Formula, Func<double[][], double> InDouble, string Text);
