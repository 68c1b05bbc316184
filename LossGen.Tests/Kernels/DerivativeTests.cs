using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>
/// The gradient is the derivative of the value: central differences of the reference in double. Where two coordinates of boxes are equal the loss has a
/// kink, and half of each side's slope is the mean of the slopes, which central differences give as well.
/// </summary>
public sealed class DerivativeTests
{
    public static TheoryData<string> Kernels => [.. KernelZoo.All.Where(k => k.Has(Form.Losses) && k.Has(Form.Gradient) && k.ClassesOr(2) <= 37).Select(k => k.Name)];

    [Theory, MemberData(nameof(Kernels))]
    public void The_gradient_is_the_slope_of_the_losses(string name)
    {
        CompiledKernel kernel = CompiledKernel.Find(name);
        AssertSlopes(kernel, Make(kernel.Case, kernel.Case.IsRow ? 10 : 100, Sort.Ordinary, seed: 5));
    }

    [Fact]
    public void Where_coordinates_are_equal_each_box_gets_half()
    {
        float[] boxes = [0, 0, 4, 4, 0, 0, 4, 4, 1, 1, 4, 5, 0, 2, 8, 6];
        float[] targets =
        [
            0, 0, 4, 4,         // identical
            0, 1, 3, 6,         // a shared left side
            0, 0, 4, 5,         // a shared corner
            2, 2, 6, 6,         // shared top and bottom
        ];
        CompiledKernel kernel = CompiledKernel.Find("Giou_ValueLossesGradient_Sum");
        KernelInputs inputs = new(boxes, targets, [1, 1, 1, 1]);
        AssertSlopes(kernel, inputs);
        Oracle.Verify(kernel, inputs, inputs.Run(kernel.Any), "equal coordinates");
    }

    private static void AssertSlopes(CompiledKernel kernel, KernelInputs inputs)
    {
        double[] gradient = kernel.Expected(kernel.Reference(inputs), inputs, Role.Gradient);
        int perItem = inputs.Prediction.Length / inputs.Items;
        double factor = kernel.Case.Has(Form.Value) && !kernel.Case.Attribute.Contains("Sum", StringComparison.Ordinal) ? 1.0 / inputs.Items : 1;
        double step = kernel.Case.IsBox ? 1e-6 : 1e-5;
        double rest = kernel.Case.IsBox ? step : 1e-9;          // at a kink the mean of the slopes is off by step times the difference of the curvatures
        for (int component = 0; component < perItem; component++)
        {
            double[] above = Losses(kernel, inputs, component, perItem, step), below = Losses(kernel, inputs, component, perItem, -step);
            for (int item = 0; item < inputs.Items; item++)
            {
                double slope = factor * (above[item] - below[item]) / (2 * step), ours = gradient[(item * perItem) + component];
                double allowed = (1e-5 * Math.Max(Math.Abs(slope), Math.Abs(ours))) + (rest * factor);
                Assert.True(Math.Abs(slope - ours) <= allowed, $"{kernel.Case}, item {item}, component {component}: gradient {ours:R}, slope {slope:R}");
            }
        }
    }

    /// <summary>The losses of all items, one component of each moved: an item depends on nothing of another.</summary>
    private static double[] Losses(CompiledKernel kernel, KernelInputs inputs, int component, int perItem, double step)
    {
        double[] moved = [.. inputs.Prediction.Select((x, i) => x + (i % perItem == component ? step : 0))];
        Interpreter reference = kernel.Reference(inputs, moved);
        return kernel.Program.Outputs.Where(o => o.Role == Role.Losses).Select(o => reference.Evaluate(o.Value)).Single();
    }
}
