using System.Text.Json;
using LossGen.Generator.Backends;
using LossGen.Tests.Ir;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Formulas;

/// <summary>The losses of docs/custom-losses.md, out of the page itself, against what PyTorch answered in double (make_reference.py).</summary>
public sealed class CustomLossTests
{
    // Below these, errors are absolute. A formula that is called rounds each of its terms, as the two large ones of a small cross-entropy; a kernel does not take their difference.
    private const double CallScale = 1, KernelScale = 0.1;

    private static readonly Dictionary<string, Reference> References = JsonSerializer
        .Deserialize<Reference[]>(File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Formulas", "losses.json")), JsonSerializerOptions.Web)!
        .ToDictionary(reference => reference.Formula);

    public static TheoryData<string> Formulas => [.. CustomLoss.All.Keys];

    [Fact]
    public void The_page_has_twelve_losses_and_each_has_a_reference()
    {
        Assert.Equal(12, CustomLoss.All.Count);
        Assert.Equal(References.Keys.Order(), CustomLoss.All.Keys.Order());
    }

    [Theory, MemberData(nameof(Formulas))]
    public void A_program_prints_what_it_says(string formula) => AssertPrints(formula, CustomLossProgram.WithPlainKernel);

    [Theory, MemberData(nameof(Formulas))]
    public void A_formula_is_the_loss(string formula)
    {
        Reference reference = References[formula];
        AssertLosses(reference, CustomLossProgram.WithPlainKernel(CustomLoss.All[formula]).Call, 1e-5, CallScale);
        AssertLosses(reference, CustomLossProgram.WithPlainKernel(CustomLoss.All[formula].InDouble).Call, 1e-13, CallScale);
    }

    [Theory, MemberData(nameof(Formulas))]
    public void The_reference_gradients_are_differences_of_the_formula(string formula)
    {
        const double Step = 1e-5;
        CustomLoss loss = CustomLoss.All[formula].InDouble;
        NamedCall call = CustomLossProgram.WithPlainKernel(loss).Call;
        Reference reference = References[formula];
        foreach (var output in loss.Outputs)
        {
            double[] values = reference.Inputs[loss.PredictionOf(output)], expected = reference.Gradients[output.Identifier.Text];
            for (int i = 0; i < values.Length; i++)
            {
                double slope = (Sum(values, i, Step) - Sum(values, i, -Step)) / (2 * Step);
                Close.Assert(expected[i], slope, 1e-7, $"{formula}, {output.Identifier} {i}", scale: 1);
            }

            double Sum(double[] values, int i, double step)
            {
                double[] moved = [.. values];
                moved[i] += step;
                return call(new Dictionary<string, double[]>(reference.Inputs) { [loss.PredictionOf(output)] = moved }, new Dictionary<string, double[]>()) * reference.Losses.Length;
            }
        }
    }

    [Theory, MemberData(nameof(Formulas))]
    public void A_program_with_its_kernel_prints_what_it_says(string formula) => AssertPrints(formula, CustomLossProgram.WithKernel);

    [Theory, MemberData(nameof(Formulas))]
    public void A_kernel_is_the_loss_in_every_width(string formula)
    {
        AssertKernel(References[formula], CustomLoss.All[formula], 1e-5);
        AssertKernel(References[formula], CustomLoss.All[formula].InDouble, 1e-12);
    }

    private static void AssertPrints(string formula, Func<CustomLoss, CustomLossProgram> compile)
    {
        CustomLoss loss = CustomLoss.All[formula];
        Assert.Equal([loss.Prints], compile(loss).Run());
    }

    private static void AssertKernel(Reference reference, CustomLoss loss, double tolerance)
    {
        string methods = loss.Class.ToString().Replace($"class {loss.Class.Identifier}", "class Methods", StringComparison.Ordinal);
        (System.Reflection.Assembly assembly, Action<int> select) = KernelCompiler.CompileProgram($"using System;\nusing LossGen;\n{methods}\n{PlainKernel.CallOf(loss, "Methods")}");
        NamedCall call = assembly.GetType("Calls")!.GetMethod("Call")!.CreateDelegate<NamedCall>();
        foreach (Spelling width in Spelling.All)
        {
            select(width.Lanes);
            AssertLosses(reference, call, tolerance, KernelScale);
            Dictionary<string, double[]> outputs = [];
            Close.Assert(reference.Losses.Average(), call(reference.Inputs, outputs), tolerance, $"{reference.Formula}, mean, {width.Suffix}", KernelScale);
            foreach ((string name, double[] expected) in reference.Gradients)
            {
                Assert.Equal(expected.Length, outputs[name].Length);
                for (int i = 0; i < expected.Length; i++)
                {
                    Close.Assert(expected[i] / reference.Losses.Length, outputs[name][i], tolerance, $"{reference.Formula}, {name} {i}, {width.Suffix}", KernelScale / reference.Losses.Length);
                }
            }
        }
    }

    /// <summary>Each item by itself, as a call of one.</summary>
    private static void AssertLosses(Reference reference, NamedCall call, double tolerance, double scale)
    {
        int items = reference.Losses.Length;
        for (int i = 0; i < items; i++)
        {
            Dictionary<string, double[]> item = reference.Inputs.ToDictionary(input => input.Key, input => input.Value.Length == 1 ? input.Value : input.Value.Chunk(input.Value.Length / items).ElementAt(i));
            Close.Assert(reference.Losses[i], call(item, new Dictionary<string, double[]>()), tolerance, $"{reference.Formula}, loss {i}", scale);
        }
    }

    private sealed record Reference(string Formula, Dictionary<string, double[]> Inputs, double[] Losses, Dictionary<string, double[]> Gradients);
}
