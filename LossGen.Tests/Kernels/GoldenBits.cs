using System.Text.Json;
using LossGen.Tests.Conformance;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>One hash a kernel over fixed inputs: any machine can check itself against it.</summary>
internal static class GoldenBits
{
    /// <summary>Set to 1, the test of the hashes first makes every other check and then writes them anew.</summary>
    public const string WriteVariable = "LOSSGEN_WRITE_GOLDEN";

    private static readonly int[] Lengths = [0, 1, 15, 16, 17, 257, 2049, 5003];
    private static readonly int[] Rows = [0, 1, 3, 40];
    private static readonly int[] AnyClasses = [13, 2050];
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n" };

    private static string File => Path.Combine(Repository.Root, "LossGen.Tests", "Kernels", "golden-bits.json");

    public static bool IsWriting => Environment.GetEnvironmentVariable(WriteVariable) == "1";

    /// <summary>The hashes that were written.</summary>
    public static SortedDictionary<string, string> Read() => JsonSerializer.Deserialize<SortedDictionary<string, string>>(System.IO.File.ReadAllText(File))!;

    /// <summary>Checks the kernels against the reference, the references' answers and each other in all widths, and writes their hashes.</summary>
    public static void Write()
    {
        foreach (ConformanceCase c in ConformanceCase.All.Values)
        {
            Assert.All(ConformanceCheck.Matching(c), method => ConformanceCheck.Verify(c, method));
        }

        foreach (KernelCase k in KernelZoo.All)
        {
            OracleTests.Verify(CompiledKernel.Find(k.Name));
            SameBits.Verify(CompiledKernel.Find(k.Name));
        }

        SortedDictionary<string, string> hashes = new(GoldenKernels.All.ToDictionary(k => k.Key, k => Hash(KernelZoo.Find(k.Key), k.Value)), StringComparer.Ordinal);
        foreach ((string name, string hash) in hashes)
        {
            Assert.All(CompiledKernel.Find(name).Widths, kernel => Assert.Equal(hash, Hash(KernelZoo.Find(name), kernel)));
        }

        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(hashes, Json) + "\n");
    }

    /// <summary>What the kernels are run with: inputs of each sort and shape.</summary>
    public static IEnumerable<KernelInputs> Inputs(KernelCase kernel) =>
        from sort in Enum.GetValues<Sort>() from shape in Shapes(kernel) select Make(kernel, shape.Items, sort, seed: 77, shape.Classes);

    /// <summary>The hash of all that a kernel returns and writes for <see cref="Inputs"/>.</summary>
    public static string Hash(KernelCase kernel, Kernel method) => Hash(kernel, Inputs(kernel).Select(inputs => inputs.Run(method)));

    /// <summary>FNV-1a over all bits of a kernel's results.</summary>
    public static string Hash(KernelCase kernel, IEnumerable<KernelResult> results)
    {
        ulong hash = 14695981039346656037;
        foreach (KernelResult result in results)
        {
            foreach (byte b in (kernel.Has(Form.TargetGradient) ? result : result with { TargetGradient = [] }).Bytes(kernel.IsDouble ? typeof(double) : typeof(float)))
            {
                hash = (hash ^ b) * 1099511628211;
            }
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(int Items, int Classes)> Shapes(KernelCase kernel) => kernel.IsRow
        ? from classes in kernel.ClassesOr(0) is > 0 and int known ? [known] : AnyClasses from rows in Rows select (rows, classes)
        : Lengths.Select(length => (length, 0));
}
