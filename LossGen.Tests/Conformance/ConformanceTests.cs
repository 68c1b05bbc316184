using System.Reflection;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Conformance;

/// <summary>The generated kernels answer as PyTorch, torchvision and the seeds do, for value, loss of each item and gradients.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Attributed => [.. ConformanceCase.All.Values.Where(c => c.Loss == "sigmoid_focal" || c.IsPlainRows || ConformanceCheck.Matching(c).Length > 0).Select(c => c.Name)];

    public static TheoryData<string> Compiled => [.. ConformanceCase.All.Values.Select(c => c.Name)];

    [Theory, MemberData(nameof(Attributed))]
    public void Attributed_methods_agree_with_the_reference(string name)
    {
        ConformanceCase c = ConformanceCase.All[name];
        MethodInfo[] methods = ConformanceCheck.Matching(c);
        Assert.NotEmpty(methods);
        Assert.All(methods, method => ConformanceCheck.Verify(c, method));
    }

    [Theory, MemberData(nameof(Compiled))]
    public void Every_width_agrees_with_the_reference(string name)
    {
        ConformanceCase c = ConformanceCase.All[name];
        KernelCase[] kernels = [.. ConformanceZoo.Of(c)];
        Assert.NotEmpty(kernels);
        Assert.All(kernels, kernel => ConformanceCheck.Verify(c, ConformanceZoo.Find(kernel)));
    }

    [Fact]
    public void Hard_cases_run_through_a_kernel_for_hard_targets_too() => Assert.All(
        ConformanceCase.All.Values.Where(c => c.Loss == "sigmoid_focal" && c.IsHard),
        c => Assert.Equal(2, ConformanceCheck.Matching(c).Length));

    [Fact]
    public void Rows_run_through_a_kernel_of_fixed_classes_and_one_that_takes_them_from_the_shape() => Assert.All(
        ConformanceCase.All.Values.Where(c => c.IsPlainRows),
        c => Assert.Equal(2, ConformanceCheck.Matching(c).Length));

    [Theory]
    [InlineData("FocalLoss(Alpha = 0.25, Gamma = 2, Targets = TargetKind.Hard, Reduction = Reduction.Sum)", 0.052533768, 1), InlineData("FocalLoss(Alpha = 0.25, Gamma = 2, Targets = TargetKind.Hard, Reduction = Reduction.Sum)", 0.105067536, 2)]
    public void Seed_000_computes_its_own_numbers(string attribute, double expected, int times)
    {
        CompiledKernel kernel = KernelCompiler.Compile([new("Seed", attribute, "float", Form.Value, "probabilities")])["Seed"];
        KernelInputs inputs = new([.. Enumerable.Repeat((float[])[0.6f, 0.3f, 0.7f], times).SelectMany(x => x)], Enumerable.Repeat((float[])[1, 0, 1], times).SelectMany(x => x).ToArray(), new float[3 * times]);
        Assert.All(kernel.Widths, width => Assert.Equal(expected, inputs.Run(width).Value, 1e-8));
    }

    [Fact]
    public void Seed_000_computes_its_own_number_for_several_classes()
    {
        CompiledKernel kernel = KernelCompiler.Compile([new("Seed", "CategoricalFocalLoss(Reduction = Reduction.Sum)", "float", Form.Value, "probabilities")])["Seed"];
        KernelInputs inputs = new([0.6f, 0.3f, 0.7f, 0.6f, 0.3f, 0.7f], (float[])[1, 0, 0, 0, 0, 1], new float[6]);
        Assert.All(kernel.Widths, width => Assert.Equal(0.11383283, inputs.Run(width).Value, 1e-8));
    }
}
