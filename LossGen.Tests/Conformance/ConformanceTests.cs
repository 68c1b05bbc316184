using System.Reflection;

namespace LossGen.Tests.Conformance;

/// <summary>The generated kernels answer as PyTorch and torchvision do, for value, loss of each item and gradient.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void The_kernels_agree_with_the_reference(string name)
    {
        ConformanceCase c = ConformanceCase.All[name];
        MethodInfo[] methods = ConformanceCheck.Matching(c);
        Assert.NotEmpty(methods);
        Assert.All(methods, method => ConformanceCheck.Verify(c, method));
    }

    [Fact]
    public void Hard_cases_run_through_a_kernel_for_hard_targets_too() => Assert.All(
        ConformanceCase.All.Values.Where(c => c.Loss == "sigmoid_focal" && c.IsHard),
        c => Assert.Equal(2, ConformanceCheck.Matching(c).Length));

    [Fact]
    public void Rows_run_through_a_kernel_of_fixed_classes_and_one_that_takes_them_from_the_shape() => Assert.All(
        ConformanceCase.All.Values.Where(c => c.Loss == "softmax_ce_sparse"),
        c => Assert.Equal(2, ConformanceCheck.Matching(c).Length));

    [Fact]
    public void Every_method_has_a_case() => Assert.All(
        typeof(ConformanceKernels).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.GetCustomAttribute<LossAttribute>() is not null),
        method => Assert.Contains(ConformanceCase.All.Values, c => ConformanceCheck.Matching(c).Contains(method)));
}
