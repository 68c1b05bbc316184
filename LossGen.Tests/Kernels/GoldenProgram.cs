namespace LossGen.Tests.Kernels;

/// <summary>Runs the golden kernels over the inputs of a <see cref="GoldenFile"/>. The program that is published ahead of time holds this file, too.</summary>
internal static class GoldenProgram
{
    /// <summary>For each run writes the value as a double, then losses, gradient and targetGradient.</summary>
    public static void Run(string inputs, string outputs)
    {
        using BinaryReader reader = new(File.OpenRead(inputs));
        using BinaryWriter writer = new(File.Create(outputs));
        double normalizer = reader.ReadDouble(), scale = reader.ReadDouble();
        for (int kernels = reader.ReadInt32(); kernels > 0; kernels--)
        {
            Kernel kernel = GoldenKernels.All[reader.ReadString()];
            reader.BaseStream.Position += sizeof(int) + sizeof(int) + sizeof(ulong);
            for (int runs = reader.ReadInt32(); runs > 0; runs--)
            {
                byte[] prediction = Next(reader), targets = Next(reader), weights = Next(reader), gradient = Next(reader);
                byte[] targetGradient = [.. gradient], losses = new byte[weights.Length];
                writer.Write(kernel(prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale));
                writer.Write(losses);
                writer.Write(gradient);
                writer.Write(targetGradient);
            }
        }
    }

    private static byte[] Next(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
