namespace LossGen.Tests.Kernels;

/// <summary>Promise 2: the same bits whatever the width.</summary>
public sealed class SameBitsTests
{
    public static TheoryData<string> Kernels => KernelZoo.Names;

    [Theory, MemberData(nameof(Kernels))]
    public void Every_width_gives_the_same_bits(string kernel) => SameBits.Verify(CompiledKernel.Find(kernel));
}
