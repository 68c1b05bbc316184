using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using LossGen.Generator.Backends;
using LossGen.Generator.Emit;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>An unreduced kernel: each item's value, and its gradient where there is one.</summary>
internal delegate void Kernel<T, TTarget>(ReadOnlySpan<T> predictions, ReadOnlySpan<TTarget> targets, Span<T> losses, Span<T> gradient);

/// <summary>
/// Kernels that are written by the generator's backend and compiled when the program runs: the text is the one that an attribute gives, and functions that no
/// attribute shows alone (exp, log, atan) run as the same operations at the same speed, so that all 2³² floats are a matter of minutes.
/// </summary>
internal sealed class EmittedKernels
{
    private readonly List<(KernelSpec Spec, string Text)> _kernels = [];
    private readonly Lazy<Type> _losses;

    public EmittedKernels() => _losses = new(Compile);

    /// <summary>Adds a kernel; the delegate asks for it once all have been added.</summary>
    /// <param name="definition">The loss.</param>
    /// <param name="real">float or double.</param>
    /// <param name="target">The targets' type.</param>
    /// <param name="isPrecise"><c>Precision.Precise</c>.</param>
    /// <param name="constants">The constants that differ from their defaults.</param>
    public Func<Kernel<T, TTarget>> Add<T, TTarget>(LossDefinition definition, string real, string target, bool isPrecise, params (string Name, double Value)[] constants)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Loss{_kernels.Count}"), prediction = definition.Schema.Predictions[0].ParameterName();
        ParameterSpec[] parameters =
        [
            new(prediction, definition.Schema.Predictions[0], Type(real)), new("targets", Role.Targets, Type(target)), new("losses", Role.Losses, Type(real)),
            new("gradient", Role.Gradient, Type(real)),
        ];
        string declaration = $"public static partial void {name}(global::System.ReadOnlySpan<{real}> {prediction}, global::System.ReadOnlySpan<{target}> targets, "
            + $"global::System.Span<{real}> losses, global::System.Span<{real}> gradient)";
        KernelSpec spec = new(
            definition.Schema.Name,
            definition.Schema.Name,
            LossOptions.Default with { IsPrecise = isPrecise },
            definition.Schema.Constants.Select(c => new NamedConstant(c.Name, constants.Where(given => given.Name == c.Name).Select(given => given.Value).FirstOrDefault(c.Default)))
                .ToEquatableArray(),
            parameters.ToEquatableArray(),
            IsOverViews: false,
            ReturnsValue: false,
            new MethodSpec($"Losses.{name}.g.cs", "", new(["partial class Losses"]), declaration, $"Losses.{name}", IsDocumented: false));
        _kernels.Add((spec, KernelFile.Write(spec, definition, new EmitOptions(DumpIr: false), [Widest(spec.Real)])));
        return () => _losses.Value.GetMethod(name)!.CreateDelegate<Kernel<T, TTarget>>();
    }

    /// <summary>This machine's registers; the others would be compiled and never run, and give the same bits.</summary>
    private static Spelling Widest(ElementType real)
    {
        int bytes = Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : Vector128.IsHardwareAccelerated ? 16 : 8;
        return Spelling.Of(real).First(spelling => spelling.Lanes * real.Bytes() <= bytes);
    }

    private static ElementType Type(string keyword) => Enum.Parse<ElementType>(keyword, ignoreCase: true);

    private Type Compile()
    {
        string methods = $"public static partial class Losses {{ {string.Join(' ', _kernels.Select(k => k.Spec.Method.Declaration + ";"))} }}";
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Kernels",
            _kernels.Select(k => CSharpSyntaxTree.ParseText(k.Text, path: k.Spec.Method.HintName)).Prepend(CSharpSyntaxTree.ParseText(methods)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Append(typeof(LossAttribute).Assembly.Location)
                .Distinct()
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        return result.Success
            ? Assembly.Load(image.ToArray()).GetType("Losses")!
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Take(5)));
    }
}
