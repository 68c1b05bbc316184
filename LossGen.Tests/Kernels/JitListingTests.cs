using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace LossGen.Tests.Kernels;

/// <summary>
/// What the JIT makes of the main kernels: no call in a hot loop, and next to nothing on the stack. An operation that a new version of .NET no longer makes one
/// instruction of would show here, and not only in a slower program. Only an optimized build can tell: <c>.ci/run</c> runs this class in one.
/// </summary>
public sealed class JitListingTests(JitListingTests.Listing listing) : IClassFixture<JitListingTests.Listing>
{
    /// <summary>The kernels, and how many vectors a loop of 256 bits may put on the stack: two, where sixteen registers are enough.</summary>
    public static TheoryData<string, int> Kernels => new()
    {
        { nameof(GoldenKernels.Focal_Soft_a0p25_g2_Value), 2 },
        { nameof(GoldenKernels.Focal_Soft_a0p25_g2_ValueGradient), 2 },
        { nameof(GoldenKernels.Focal_Hard_a0p25_g1p5_ValueLossesGradient), 2 },
        { nameof(GoldenKernels.Focal_Hard_a0p25_g2_ValueLossesGradient_Sum), 2 },
        { nameof(GoldenKernels.Focal_byte_a0p25_g2_Value), 2 },
        { nameof(GoldenKernels.Focal_byte_a0p25_g2_ValueGradient), 2 },
        { nameof(GoldenKernels.BinaryCrossEntropy), 2 },
        { nameof(GoldenKernels.Giou_Value), 2 },
        { nameof(GoldenKernels.Giou_ValueGradient), 5 },       // two boxes of four numbers turned at once
        { nameof(GoldenKernels.Rows_80_Losses), 2 },
        { nameof(GoldenKernels.Rows_80_ValueLossesGradientWeights), 2 },
        { nameof(GoldenKernels.Rows_1000_ValueLossesGradient_Sum), 2 },
        { nameof(GoldenKernels.Rows_any_ValueGradient), 2 },
    };

    /// <summary>Loops of 256 bits, with the sixteen registers of AVX2.</summary>
    [Theory, MemberData(nameof(Kernels))]
    public void A_hot_loop_calls_nothing_and_spills_next_to_nothing(string kernel, int spills)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "Without 256 bits the kernels of other widths run.");
        Assert.All(Loops(kernel, 256), loop =>
        {
            Assert.Equal(0, loop.Calls);
            Assert.True(loop.Spills <= spills, loop.ToString());
        });
    }

    /// <summary>Loops of 512 bits have 32 registers, which are enough: on the stack a vector would straddle two lines of the cache.</summary>
    [Theory, MemberData(nameof(Kernels))]
    public void A_hot_loop_of_512_bits_keeps_off_the_stack(string kernel, int spillsOf256)
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "Without AVX-512 the kernels of other widths run.");
        Assert.True(spillsOf256 >= 0);
        Assert.All(Loops(kernel, 512), loop => Assert.Equal(loop with { Calls = 0, Spills = 0, Reloads = 0 }, loop));
    }

    [Fact]
    public void A_loop_is_read_as_it_is()
    {
        const string Listing =
            """
            ; Assembly listing for method LossGen.Generated.<f>F__Kernels_GoldenKernels_Some_1:Kernel256(byref,nuint) (FullOpts)
            G_M000_IG02:
                   vmovups  ymmword ptr [rbp-0x40], ymm0
            G_M000_IG03:
                   vmovups  ymm1, ymmword ptr [rdi+4*rax]
                   vmulps   ymm2, ymm1, ymmword ptr [rbp-0x40]
                   vmovups  ymmword ptr [rbp-0x60], ymm2
                   call     [Lanes:Sum]
                   jb       SHORT G_M000_IG03
            G_M000_IG04:
                   add      rax, 8
                   jb       G_M000_IG04
            """;

        HotLoop loop = Assert.Single(JitListing.HotLoops(Listing, "GoldenKernels_Some_1:", 256));
        Assert.Equal(new("GoldenKernels_Some_1:Kernel256", 6, Calls: 1, Spills: 1, Reloads: 1), loop);
        Assert.Empty(JitListing.HotLoops(Listing, "GoldenKernels_Some_1:", 512));
    }

    private IReadOnlyList<HotLoop> Loops(string kernel, int bits)
    {
        Assert.SkipWhen(IsDebug, "A debug build has the JIT leave out what this is about.");
        IReadOnlyList<HotLoop> loops = JitListing.HotLoops(listing.Texts[bits], $"GoldenKernels_{kernel}_[0-9a-f]{{8}}:", bits);
        Assert.NotEmpty(loops);
        return loops;
    }

    private static bool IsDebug => typeof(GoldenTests).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true;

    /// <summary>The listings that processes of <see cref="GoldenTests"/> leave, by the bits of their vectors: with AVX-512 where the machine has it, and without.</summary>
    public sealed class Listing : IAsyncLifetime
    {
        public Dictionary<int, string> Texts { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Texts[256] = await Run(hasAvx512: false);
            if (Vector512.IsHardwareAccelerated)
            {
                Texts[512] = await Run(hasAvx512: true);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<string> Run(bool hasAvx512)
        {
            string file = Path.GetTempFileName();
            ProcessStartInfo start = new("dotnet", [typeof(GoldenTests).Assembly.Location, "-class", typeof(GoldenTests).FullName!, "-noColor", "-noLogo", "-parallel", "none"]) { RedirectStandardOutput = true };
            start.Environment.Remove(GoldenBits.WriteVariable);
            start.Environment["DOTNET_EnableAVX512"] = hasAvx512 ? "1" : "0";
            start.Environment["DOTNET_JitDisasm"] = "Kernel*";
            start.Environment["DOTNET_JitStdOutFile"] = file;
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, output);
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            File.Delete(file);
            return text;
        }
    }
}
