using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>
/// The gradient is the derivative of the value: central differences of the reference in double. Where two coordinates of boxes are equal the loss has a
/// kink, and half of each side's slope is the mean of the slopes, which central differences give as well.
/// </summary>
public sealed class DerivativeTests
{
    /// <summary>How often the reference rounds on its way to a loss, about.</summary>
    private const int Roundings = 8;

    /// <summary>Not those whose derivative is none of the value's: one side of a kink, and CIoU, whose α the gradient takes as a constant.</summary>
    public static TheoryData<string> Kernels => [.. KernelZoo.All.Where(k => k.Has(Form.Losses) && k.Has(Form.Gradient) && k.ClassesOr(2) <= 37 && !k.Attribute.Contains("TieRule", StringComparison.Ordinal) && k.Loss != "CIoU").Select(k => k.Name)];

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
        KernelInputs inputs = new(boxes, targets, [1f, 1, 1, 1]);
        AssertSlopes(kernel, inputs);
        Oracle.Verify(kernel, inputs, inputs.Run(kernel.Any), "equal coordinates");
    }

    /// <summary>Where all of it goes to the prediction, or nothing to either, by hand: I = U = 16, and each side of 4 moves an area by 4.</summary>
    [Theory]
    [InlineData("TieRule.Half", 0, 0), InlineData("TieRule.First", 0.25, -0.25), InlineData("TieRule.Zero", -0.25, -0.25)]
    public void The_tie_rule_says_which_box_gets_the_slope_of_identical_boxes(string rule, double ofPrediction, double ofTarget)
    {
        CompiledKernel kernel = KernelCompiler.Compile([new("Ties", $"IoU(Ties = {rule}, Epsilon = 0, Reduction = Reduction.Sum)", "float", Form.Value | Form.Gradient | Form.TargetGradient)])["Ties"];
        KernelResult result = new KernelInputs([0f, 0, 4, 4], (float[])[0, 0, 4, 4], [1f]).Run(kernel.Any);
        Assert.Equal([ofPrediction, ofPrediction, -ofPrediction, -ofPrediction], result.Gradient);
        Assert.Equal([ofTarget, ofTarget, -ofTarget, -ofTarget], result.TargetGradient);
    }

    private static void AssertSlopes(CompiledKernel kernel, KernelInputs inputs)
    {
        Interpreter reference = kernel.Reference(inputs);
        double[] gradient = kernel.Expected(reference, inputs, Role.Gradient);
        double[] before = kernel.Case.Accumulates ? inputs.Before : new double[gradient.Length];
        double factor = Factor(kernel.Case, inputs);
        AssertSlopes(kernel, factor, [.. gradient.Zip(before, (g, b) => g - b)], inputs.Prediction, moved => kernel.Reference(inputs, moved));
        if (kernel.Case.Has(Form.TargetGradient))
        {
            gradient = kernel.Expected(reference, inputs, Role.TargetGradient);
            AssertSlopes(kernel, factor, [.. gradient.Zip(before, (g, b) => g - b)], (double[])inputs.Targets, moved => kernel.Reference(inputs with { Targets = moved }));
        }
    }

    /// <summary>What the gradient is multiplied with.</summary>
    private static double Factor(KernelCase kernel, KernelInputs inputs) =>
        (kernel.Has(Form.Scale) ? KernelInputs.Scale : 1)
        / (!kernel.Has(Form.Value) || kernel.Attribute.Contains("Sum", StringComparison.Ordinal) ? 1 : kernel.Has(Form.Normalizer) ? KernelInputs.Normalizer : Divisor(kernel, inputs));

    private static double Divisor(KernelCase kernel, KernelInputs inputs) => kernel switch
    {
        { HasAnchors: true } => Math.Max(1, inputs.AnchorStates.Count(state => state == 1)),
        { IsPerEntry: true } => inputs.Prediction.Length,
        { Loss: "CrossEntropy", IsDense: false } => inputs.Targets.Cast<IConvertible>().Select(t => t.ToInt32(null)).Where(t => t != kernel.IgnoreIndex)
            .Sum(t => kernel.Has(Form.ClassWeights) ? inputs.ClassWeights[t] : 1) is var total and not 0 ? total : 1,
        _ => inputs.Items,
    };

    /// <summary>Compares a gradient with the slopes of the losses of all items, one component of each moved: an item depends on nothing of another.</summary>
    private static void AssertSlopes(CompiledKernel kernel, double factor, double[] gradient, double[] variables, Func<double[], Interpreter> reference)
    {
        Output losses = kernel.Program.Outputs.Single(o => o.Role == Role.Losses);
        double step = kernel.Case.IsBox || kernel.Case.PredictionName == "probabilities" ? 1e-6 : 1e-5;
        double rest = kernel.Case.IsBox ? step : 1e-9;          // at a kink the mean of the slopes is off by step times the difference of the curvatures
        int perItem = kernel.Case.IsBox ? 4 : kernel.Case.IsRow ? kernel.Case.ClassesOr(13) : 1;
        for (int component = 0; component < perItem; component++)
        {
            double[] Losses(double by) => [.. reference([.. variables.Select((x, i) => x + (i % perItem == component ? by : 0))]).Evaluate(losses.Value)
                .Chunk(kernel.Case.IsPerEntry ? perItem : 1).Select(entries => entries.Sum())];
            double[] above = Losses(step), below = Losses(-step);
            for (int item = 0; item < above.Length; item++)
            {
                double slope = factor * (above[item] - below[item]) / (2 * step), ours = gradient[(item * perItem) + component];
                double rounding = Roundings * 1.1e-16 * (Math.Abs(above[item]) + Math.Abs(below[item])) / (2 * step);       // of the losses whose difference is taken
                double allowed = (1e-5 * Math.Max(Math.Abs(slope), Math.Abs(ours))) + (Math.Max(rest, rounding) * factor);
                Assert.True(Math.Abs(slope - ours) <= allowed, $"{kernel.Case}, item {item}, component {component}: gradient {ours:R}, slope {slope:R}");
            }
        }
    }
}
