using System.Collections.Immutable;
using System.Reflection;
using LossGen.Generator.Backends;
using LossGen.Generator.Emit;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Kernels;

/// <summary>
/// Compiles kernels in memory: through the real parser and the real emitter, all of them into one assembly, which costs a fraction of one assembly each.
/// </summary>
internal static class KernelCompiler
{
    /// <summary>A program with kernel methods in a class <c>Methods</c>: its assembly, and what decides for the lanes of the width to run.</summary>
    public static (Assembly Assembly, Action<int> Select) CompileProgram(string source)
    {
        CSharpCompilation compilation = Compilation(source);
        IEnumerable<SyntaxTree> kernels = compilation.GetTypeByMetadataName("Methods")!.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.IsPartialDefinition)
            .Select(method => LossMethodParser.Parse(method, LossMethod.From(method)!.Schema, CancellationToken.None).Kernel ?? throw new InvalidOperationException($"{method} is no kernel"))
            .Select(spec => Parse(KernelFile.Write(spec, new EmitOptions(DumpIr: false)), spec.Method.HintName));
        Assembly assembly = Load(compilation.AddSyntaxTrees(kernels));
        return (assembly, KernelProgram.Select(assembly));
    }

    public static IReadOnlyDictionary<string, CompiledKernel> Compile(IReadOnlyList<KernelCase> cases)
    {
        CSharpCompilation compilation = Compilation(Methods(cases));
        INamedTypeSymbol methods = compilation.GetTypeByMetadataName("Methods")!;
        KernelSpec[] specs = [.. cases.Select(c => SpecOf(c, methods.GetMembers(c.Name).OfType<IMethodSymbol>().Single()))];
        IEnumerable<SyntaxTree> kernels = specs.AsParallel().AsOrdered().Select(s => Parse(KernelFile.Write(s, new EmitOptions(DumpIr: false)), s.Method.HintName));
        Assembly assembly = Load(compilation.AddSyntaxTrees(kernels));

        Action<int> select = KernelProgram.Select(assembly);
        Func<int> answers = assembly.GetType("LossGen.Generated.Widths")!.GetMethod("Answers")!.CreateDelegate<Func<int>>();
        return cases.Zip(specs).ToDictionary(k => k.First.Name, k => new CompiledKernel(
            k.First,
            k.Second,
            LossProgram.Build(k.Second, LossCatalog.Find(k.Second.Loss)),
            k.First.OverViews ? [] : InEachWidth(select, assembly.GetType("Calls")!.GetMethod(k.First.Name)!.CreateDelegate<Kernel>()),
            answers)
        {
            Views = !k.First.OverViews ? [] : InEachWidth(select, assembly.GetType("Calls")!.GetMethod(k.First.Name)!.CreateDelegate<ViewKernel>()),
        });
    }

    private static CSharpCompilation Compilation(string methods) => KernelProgram.Of([Parse(methods, "Methods.cs")]);

    private static ImmutableArray<Kernel> InEachWidth(Action<int> select, Kernel kernel) => [.. Spelling.All.Select<Spelling, Kernel>(width =>
    {
        int lanes = width.Lanes;
        return (prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale) =>
        {
            select(lanes);
            return kernel(prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale);
        };
    })];

    private static ImmutableArray<ViewKernel> InEachWidth(Action<int> select, ViewKernel kernel) => [.. Spelling.All.Select<Spelling, ViewKernel>(width =>
    {
        int lanes = width.Lanes;
        return (prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale, lengths, strides) =>
        {
            select(lanes);
            return kernel(prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale, lengths, strides);
        };
    })];

    private static KernelSpec SpecOf(KernelCase c, IMethodSymbol method) =>
        LossMethodParser.Parse(method, LossCatalog.Find(c.Loss).Schema, CancellationToken.None).Kernel ?? throw new InvalidOperationException($"{c.Name} is no kernel:\n{c.Declaration}");

    private static string Methods(IEnumerable<KernelCase> cases) => $$"""
        using System;
        using System.Runtime.InteropServices;
        using LossGen;
        public static partial class Methods
        {
        {{string.Join('\n', cases.Select(c => c.Declaration))}}
        }
        public static class Calls
        {
        {{string.Join('\n', cases.Select(Call))}}
        }
        """;

    /// <summary>The method as a <see cref="Kernel"/>.</summary>
    private static string Call(KernelCase c)
    {
        string arguments = string.Join(", ", c.Parameters.Select((p, i) => p.Type == c.Real ? $"({c.Real}){p.Name}" : Argument(c, p, i)));
        string call = $"Methods.{c.Name}({arguments})";
        return $"public static double {c.Name}(ReadOnlySpan<byte> {c.PredictionName}, ReadOnlySpan<byte> targets, ReadOnlySpan<byte> weights,"
            + $" Span<byte> losses, Span<byte> gradient, Span<byte> targetGradient, double normalizer, double scale{(c.OverViews ? ", nint[][] lengths, nint[][] strides" : "")})"
            + $" {{ {(c.Has(Form.Value) ? $"return {call};" : $"{call}; return 0;")} }}";
    }

    private static string Argument(KernelCase c, (string Type, string Name) p, int number)
    {
        string span = p.Name switch
        {
            "targets" when c.AnchorStates is not null => $"MemoryMarshal.Cast<byte, {c.Targets}>(targets[..{c.PredictionName}.Length])",
            "anchorStates" => $"MemoryMarshal.Cast<byte, {c.AnchorStates}>(targets[{c.PredictionName}.Length..])",
            "targets" => $"MemoryMarshal.Cast<byte, {c.Targets}>(targets)",
            "classWeights" => $"MemoryMarshal.Cast<byte, {c.Real}>(weights)[{Rows(c)}..]",
            "weights" when c.Has(Form.ClassWeights) => $"MemoryMarshal.Cast<byte, {c.Real}>(weights)[..{Rows(c)}]",
            _ => $"MemoryMarshal.Cast<byte, {c.Real}>({p.Name})",
        };
        return c.OverViews ? $"new {p.Type}({span}, lengths[{number}], strides[{number}])" : span;
    }

    /// <summary>The number of rows: the weights of the classes come after as many of the rows.</summary>
    private static string Rows(KernelCase c) =>
        c.IsDense && c.ClassesOr(0) == 0 ? $"(losses.Length / sizeof({c.Real}))"
        : c.IsDense ? $"({c.PredictionName}.Length / sizeof({c.Real}) / {c.ClassesOr(0)})"
        : $"(targets.Length / sizeof({c.Targets}))";

    private static SyntaxTree Parse(string text, string path) => KernelProgram.Parse(text, path);

    private static Assembly Load(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        return Assembly.Load(image.ToArray());
    }
}
