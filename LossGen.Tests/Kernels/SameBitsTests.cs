namespace LossGen.Tests.Kernels;

/// <summary>Promise 2: the same bits whatever the width.</summary>
public sealed class SameBitsTests
{
    public static TheoryData<string> Kernels => KernelZoo.Names;

    [Fact]
    public void The_tests_decide_which_width_runs()
    {
        CompiledKernel kernel = CompiledKernel.Find("Focal_Soft_a0p25_g2_ValueGradient");
        int before = kernel.Answers();
        Assert.All(kernel.Widths, width => InputMaker.Make(kernel.Case, 16, InputMaker.Sort.Ordinary, seed: 1).Run(width));
        Assert.Equal(1 + 2 + 3 + 3, kernel.Answers() - before);       // widest first; the last one, without vectors, asks for nothing more
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Every_width_gives_the_same_bits(string kernel) => SameBits.Verify(CompiledKernel.Find(kernel));
}
