namespace LossGen.Tests.Kernels;

/// <summary>
/// The inputs that go to programs outside of this one (<see cref="GoldenFile"/>) are those of the golden bits. <c>build/test-arm64.sh</c> runs this class to get them.
/// </summary>
public sealed class GoldenFileTests
{
    /// <summary>Names a file to which the test writes the inputs, to stay.</summary>
    private const string KeepVariable = "LOSSGEN_KEEP_INPUTS";

    [Fact]
    public void Results_of_the_inputs_in_the_file_have_the_golden_bits()
    {
        string? kept = Environment.GetEnvironmentVariable(KeepVariable);
        string inputs = kept ?? Path.GetTempFileName(), outputs = Path.GetTempFileName();
        try
        {
            GoldenFile.Write(inputs);
            GoldenProgram.Run(inputs, outputs);

            SortedDictionary<string, string> written = GoldenBits.Read();
            Assert.All(GoldenFile.Results(outputs), k => Assert.Equal(written[k.Kernel.Name], GoldenBits.Hash(k.Kernel, k.Runs.Select(run => run.Result))));
        }
        finally
        {
            File.Delete(outputs);
            if (kept is null)
            {
                File.Delete(inputs);
            }
        }
    }
}
