using System.Collections.Immutable;
using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Kernels;

/// <summary>A kernel of the zoo, ready to run in each width.</summary>
/// <param name="Case">What was asked for.</param>
/// <param name="Spec">What the parser made of it.</param>
/// <param name="Program">Its formulas.</param>
/// <param name="Widths">The kernel in each width of <see cref="Spelling.All"/>.</param>
internal sealed record CompiledKernel(KernelCase Case, KernelSpec Spec, LossProgram Program, ImmutableArray<Kernel> Widths)
{
    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Zoo = new(() => KernelCompiler.Compile(KernelZoo.All));

    /// <summary>A kernel of the zoo.</summary>
    public static CompiledKernel Find(string name) => Zoo.Value[name];

    /// <summary>The kernel in this process's most usual width.</summary>
    public Kernel Any => Widths[1];

    /// <summary>The name of a width.</summary>
    public static string WidthName(int width) => Spelling.All[width].Suffix;

    /// <summary>The reference for some inputs.</summary>
    public Interpreter Reference(KernelInputs inputs) => Reference(inputs, Array.ConvertAll(inputs.Prediction, x => (double)x));

    /// <summary>The reference for some inputs with another prediction.</summary>
    public Interpreter Reference(KernelInputs inputs, double[] prediction)
    {
        Dictionary<Role, double[]> values = new()
        {
            [Spec.Prediction.Role] = prediction,
            [Role.Targets] = [.. inputs.Targets.Cast<IConvertible>().Select(t => t.ToDouble(null))],
            [Role.Weights] = Array.ConvertAll(inputs.Weights, w => (double)w),
        };
        return new Interpreter(inputs.Items, inputs.Classes, values, role => Case.IsBox && role != Role.Weights ? 4 : 1);
    }

    /// <summary>An output by the reference, in the order in which the kernel writes it.</summary>
    public double[] Expected(Interpreter reference, KernelInputs inputs, Role? role)
    {
        Output[] components = [.. Program.Outputs.Where(o => o.Role == role).OrderBy(o => o.Component)];
        double[][] values = [.. components.Select(o => reference.Evaluate(o.Value))];
        return values.Length == 1 && !Case.IsBox ? values[0] : [.. Enumerable.Range(0, values[0].Length).SelectMany(i => values.Select(v => v[i]))];
    }
}
