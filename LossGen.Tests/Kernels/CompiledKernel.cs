using System.Collections.Immutable;
using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Kernels;

/// <summary>A kernel of the zoo, ready to run in each width.</summary>
/// <param name="Case">What was asked for.</param>
/// <param name="Spec">What the parser made of it.</param>
/// <param name="Program">Its formulas.</param>
/// <param name="Answers">How often kernels of this thread have asked the tests for their width: if never, all of them ran in the machine's own.</param>
/// <param name="Widths">The kernel in each width of <see cref="Spelling.All"/>.</param>
internal sealed record CompiledKernel(KernelCase Case, KernelSpec Spec, LossProgram Program, ImmutableArray<Kernel> Widths, Func<int> Answers)
{
    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Zoo = new(() => KernelCompiler.Compile(KernelZoo.All));

    /// <summary>The kernel over views in each width, if it is one.</summary>
    public ImmutableArray<ViewKernel> Views { get; init; } = [];

    /// <summary>A kernel of the zoo.</summary>
    public static CompiledKernel Find(string name) => Zoo.Value[name];

    private LossDefinition Definition => LossCatalog.Find(Spec.Loss);

    /// <summary>The kernel in this process's most usual width.</summary>
    public Kernel Any => Widths[1];

    /// <summary>The name of a width.</summary>
    public static string WidthName(int width) => Spelling.All[width].Suffix;

    /// <summary>The reference for some inputs.</summary>
    public Interpreter Reference(KernelInputs inputs) => Reference(inputs, inputs.Prediction);

    /// <summary>The reference for some inputs with another prediction.</summary>
    public Interpreter Reference(KernelInputs inputs, double[] prediction)
    {
        Dictionary<Role, double[]> values = new()
        {
            [Spec.Prediction.Role] = prediction,
            [Role.Targets] = [.. inputs.Targets.Cast<IConvertible>().Select(t => t.ToDouble(null))],
            [Role.Weights] = inputs.Weights,
            [Role.ClassWeights] = inputs.ClassWeights,
            [Role.AnchorStates] = inputs.AnchorStates,
            [Role.Normalizer] = [KernelInputs.Normalizer],
            [Role.Scale] = [KernelInputs.Scale],
            [Role.Gradient] = inputs.Before,
            [Role.TargetGradient] = inputs.Before,
        };
        return new Interpreter(inputs.Items, inputs.Classes, values, role => Definition.Schema.Skeleton.Components(role));
    }

    /// <summary>An output by the reference, in the order in which the kernel writes it.</summary>
    public double[] Expected(Interpreter reference, KernelInputs inputs, Role? role)
    {
        Output[] components = [.. Program.Outputs.Where(o => o.Role == role).OrderBy(o => o.Component)];
        double[][] values = [.. components.Select(o => reference.Evaluate(o.Value))];
        return values.Length == 1 && !Case.IsBox ? values[0] : [.. Enumerable.Range(0, values[0].Length).SelectMany(i => values.Select(v => v[i]))];
    }
}
