namespace LossGen.Tests.Kernels;

/// <summary>
/// The inputs of the golden kernels as a file, for programs that are not this one: compiled ahead of time, or for another processor. All numbers are little-endian.
/// <code>
/// double normalizer, double scale, int kernels
/// per kernel:  string name (one byte of length), int bytes of a number, int whether it writes targetGradient, ulong hash, int runs
/// per run:     prediction, targets, weights, what the gradients hold before; each an int of length and its bytes
/// </code>
/// </summary>
internal static class GoldenFile
{
    /// <summary>Writes inputs and hashes of all golden kernels.</summary>
    public static void Write(string path)
    {
        using BinaryWriter writer = new(File.Create(path));
        SortedDictionary<string, string> hashes = GoldenBits.Read();
        writer.Write(KernelInputs.Normalizer);
        writer.Write(KernelInputs.Scale);
        writer.Write(hashes.Count);
        foreach ((string name, string hash) in hashes)
        {
            KernelCase kernel = KernelZoo.Find(name);
            KernelInputs[] runs = [.. GoldenBits.Inputs(kernel)];
            writer.Write(name);
            writer.Write(kernel.IsDouble ? sizeof(double) : sizeof(float));
            writer.Write(kernel.Has(Form.TargetGradient) ? 1 : 0);
            writer.Write(Convert.ToUInt64(hash, 16));
            writer.Write(runs.Length);
            foreach (KernelInputs run in runs)
            {
                Write(writer, run.PredictionBytes);
                Write(writer, run.TargetBytes);
                Write(writer, run.WeightBytes);
                Write(writer, RealMemory.Bytes(run.Before, run.Real));
            }
        }
    }

    /// <summary>The results that a program wrote for these inputs: for each run the value as a double, then losses, gradient and targetGradient.</summary>
    public static IReadOnlyList<(KernelCase Kernel, IReadOnlyList<(KernelInputs Inputs, KernelResult Result)> Runs)> Results(string path)
    {
        using BinaryReader reader = new(File.OpenRead(path));
        return [.. GoldenBits.Read().Keys.Select(KernelZoo.Find).Select(kernel => (kernel, Results(reader, kernel)))];
    }

    private static IReadOnlyList<(KernelInputs, KernelResult)> Results(BinaryReader reader, KernelCase kernel) =>
    [
        .. from inputs in GoldenBits.Inputs(kernel)
           select (inputs, new KernelResult(reader.ReadDouble(), Numbers(reader, inputs.IsPerEntry ? inputs.Prediction.Length : inputs.Items, inputs.Real), Numbers(reader, inputs.Prediction.Length, inputs.Real), Numbers(reader, inputs.Prediction.Length, inputs.Real))),
    ];

    private static double[] Numbers(BinaryReader reader, int count, Type real) => RealMemory.Numbers(reader.ReadBytes(count * RealMemory.SizeOf(real)), real);

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
