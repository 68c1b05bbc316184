using System.Diagnostics;

namespace LossGen.Tests.Kernels;

/// <summary>The golden bits in processes that must do without some instructions: this program started again, for <see cref="GoldenTests"/> alone.</summary>
public sealed class GoldenProcessTests
{
    [Theory]
    [InlineData("EnableAVX512", "0", false)]
    [InlineData("EnableAVX2", "0", true)]
    [InlineData("EnableAVX", "0", true)]
    [InlineData("EnableHWIntrinsic", "0", true)]
    [InlineData("PreferredVectorBitWidth", "256", false)]
    public async Task The_bits_are_the_same_without(string setting, string value, bool isWithoutFusedMultiplyAdd)
    {
        string program = typeof(GoldenTests).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [program, "-class", typeof(GoldenTests).FullName!, "-noColor", "-noLogo", "-parallel", "none"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(GoldenBits.WriteVariable);
        start.Environment["DOTNET_" + setting] = value;
        start.Environment[StrictBits.Variable] = isWithoutFusedMultiplyAdd ? "1" : "0";

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        Assert.Contains("Total: 3, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }
}
