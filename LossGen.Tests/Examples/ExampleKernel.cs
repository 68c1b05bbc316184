using System.Reflection;
using System.Runtime.Loader;
using LossGen.Generator.Backends;
using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using LossGen.Tests.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Examples;

/// <summary>The kernel of a definition, as the generator writes it, compiled in memory in one width and called with arrays.</summary>
internal sealed class ExampleKernel
{
    private readonly Func<float[], Array, float[], float> _run;

    private ExampleKernel(Func<float[], Array, float[], float> run)
    {
        _run = run;
    }

    /// <summary>The mean loss and its gradient, by every width alone: Vector512, 256, 128 and single numbers.</summary>
    public static ExampleKernel[] AllWidths(LossDefinition definition, params (string, double)[] constants) =>
        [.. Spelling.All.Select(spelling => Compile(definition, [spelling], constants))];

    /// <summary>The spec that the kernels of a definition are made from.</summary>
    public static KernelSpec Spec(LossDefinition definition, params (string, double)[] constants) => Specs.Of(
        definition,
        $"float {definition.Schema.Predictions[0].ParameterName()}, {definition.Schema.TargetTypes[0].Keyword()} targets, float gradient",
        ReductionKind.Mean,
        constants);

    public (float Value, float[] Gradient) Run(float[] predictions, Array targets)
    {
        float[] gradient = new float[predictions.Length];
        return (_run(predictions, targets, gradient), gradient);
    }

    /// <summary>What the interpreter says of the value and of its gradient, in double.</summary>
    public static (double Value, double[] Gradient) Reference(LossDefinition definition, float[] predictions, Array targets, int classes, params (string, double)[] constants)
    {
        KernelSpec spec = Spec(definition, constants);
        LossProgram program = LossProgram.Build(spec, definition);
        Dictionary<Role, double[]> inputs = new()
        {
            [spec.Prediction.Role] = [.. predictions.Select(p => (double)p)],
            [Role.Targets] = [.. targets.Cast<object>().Select(t => Convert.ToDouble(t, System.Globalization.CultureInfo.InvariantCulture))],
        };
        Interpreter interpreter = new(targets.Length, classes, inputs, _ => 1);
        return (interpreter.Evaluate(program.Outputs.Single(o => o.Role is null).Value)[0], interpreter.Evaluate(program.Outputs.Single(o => o.Role == Role.Gradient).Value));
    }

    private static ExampleKernel Compile(LossDefinition definition, IReadOnlyList<Spelling> spellings, (string, double)[] constants)
    {
        KernelSpec spec = Spec(definition, constants);
        string targets = spec[Role.Targets]!.Element.Keyword();
        string program = $$"""
            public static partial class Losses
            {
                {{spec.Method.Declaration}};

                public static float Run(float[] predictions, Array targets, float[] gradient) => Loss(predictions, ({{targets}}[])targets, gradient);
            }
            """;
        CSharpCompilation compilation = GeneratorHarness.Compile(program, KernelFile.Write(spec, definition, new EmitOptions(DumpIr: false), spellings));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        MethodInfo run = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Losses")!.GetMethod("Run")!;
        return new ExampleKernel(run.CreateDelegate<Func<float[], Array, float[], float>>());
    }
}
