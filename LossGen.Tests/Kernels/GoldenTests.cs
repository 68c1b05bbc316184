using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Tests.Kernels;

/// <summary>
/// The kernels of this process give the bits that <c>golden-bits.json</c> holds. <see cref="GoldenProcessTests"/> runs this class in processes that lack
/// instructions, too.
/// </summary>
public sealed class GoldenTests
{
    private const string Advice =
        "The bits of a kernel have changed. Where that is not meant, it is a bug. Where it is meant: run this test with LOSSGEN_WRITE_GOLDEN=1, "
        + "which makes every other check first, and add a line to CHANGELOG.md that names the kernel.";

    [Fact]
    public void The_bits_are_those_that_were_written()
    {
        if (GoldenBits.IsWriting)
        {
            GoldenBits.Write();
        }

        SortedDictionary<string, string> written = GoldenBits.Read();
        Assert.Equal(GoldenKernels.All.Keys, written.Keys);
        string[] changed = [.. GoldenKernels.All.Where(k => GoldenBits.Hash(KernelZoo.Find(k.Key), k.Value) != written[k.Key]).Select(k => k.Key)];
        Assert.True(changed.Length == 0, $"{Advice}\n{string.Join('\n', changed)}");
    }

    [Fact]
    public void The_instructions_are_off_that_this_process_must_do_without()
    {
        Assert.False(IsOff("EnableAVX512") && (Avx512F.IsSupported || Vector512.IsHardwareAccelerated), "AVX-512 is on.");
        Assert.False(IsOff("EnableAVX2") && (Avx2.IsSupported || Fma.IsSupported || Vector256.IsHardwareAccelerated), "AVX2 is on.");
        Assert.False(IsOff("EnableAVX") && (Avx.IsSupported || Avx2.IsSupported || Fma.IsSupported), "AVX is on.");
        Assert.False(IsOff("EnableHWIntrinsic") && (Avx.IsSupported || Fma.IsSupported || AdvSimd.IsSupported || Vector128.IsHardwareAccelerated), "There are vectors.");
        Assert.False(Environment.GetEnvironmentVariable("DOTNET_PreferredVectorBitWidth") == "256" && Vector512.IsHardwareAccelerated, "Vectors of 512 bits are preferred.");
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
        {
            Assert.True(AppContext.TryGetSwitch("LossGen.StrictBits", out bool isOn) && isOn, "Without fused multiply-add the same bits need the switch LossGen.StrictBits.");
        }
    }

    /// <summary>A process that flushes them to zero, as some native libraries leave it, has other bits.</summary>
    [Fact]
    public void Denormal_numbers_are_alive()
    {
        Assert.NotEqual(0, Half(1.17549435e-38f));
        Assert.NotEqual(0, (Vector128.Create(1.17549435e-38f) * Vector128.Create(Half(1f)))[3]);
        Assert.Equal(float.Epsilon, Half(2 * float.Epsilon));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static float Half(float x) => x * 0.5f;
    }

    private static bool IsOff(string instructions) => Environment.GetEnvironmentVariable("DOTNET_" + instructions) == "0";
}
