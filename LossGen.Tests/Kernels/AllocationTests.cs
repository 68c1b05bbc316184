using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>No call allocates.</summary>
public sealed class AllocationTests
{
    /// <summary>Every form of every loss.</summary>
    public static TheoryData<string> Forms =>
        [.. KernelZoo.All.GroupBy(k => (k.Loss, k.Targets, k.AnchorStates, k.Form, k.ClassesOr(0))).Select(g => g.First().Name)];

    public static TheoryData<string> Attributed => [.. GoldenKernels.All.Keys];

    [Theory, MemberData(nameof(Forms))]
    public void A_call_allocates_nothing_in_any_width(string name) =>
        Assert.All(CompiledKernel.Find(name).Widths, kernel => AssertNoAllocation(KernelZoo.Find(name), kernel));

    [Theory, MemberData(nameof(Attributed))]
    public void A_call_of_an_attributed_method_allocates_nothing(string name) => AssertNoAllocation(KernelZoo.Find(name), GoldenKernels.All[name]);

    private static void AssertNoAllocation(KernelCase form, Kernel kernel)
    {
        KernelInputs inputs = Make(form, form.IsRow ? 5 : 2500, Sort.Ordinary, seed: 9);
        byte[] prediction = inputs.PredictionBytes, targets = inputs.TargetBytes, weights = inputs.WeightBytes;
        byte[] losses = inputs.LossBytes, gradient = new byte[prediction.Length], targetGradient = new byte[prediction.Length];
        kernel(prediction, targets, weights, losses, gradient, targetGradient, 1, 1);

        long least = long.MaxValue;
        for (int call = 0; call < 3; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel(prediction, targets, weights, losses, gradient, targetGradient, 1, 1);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);      // the JIT's own work on this thread comes once
        }

        Assert.Equal(0, least);
    }
}
