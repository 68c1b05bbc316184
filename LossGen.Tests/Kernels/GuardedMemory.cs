using System.Runtime.InteropServices;

namespace LossGen.Tests.Kernels;

/// <summary>Runs a kernel inside larger buffers: what stands before and after every span must stay as it was, and so must the inputs.</summary>
internal static class GuardedMemory
{
    private const int After = 24;

    /// <summary>A NaN that no computation makes.</summary>
    private static readonly float Guard = BitConverter.Int32BitsToSingle(0x7fa5_5aa5);

    public static KernelResult Run(Kernel kernel, KernelInputs inputs, int offset, bool inPlace)
    {
        float[] prediction = Surrounded(inputs.Prediction, offset), weights = Surrounded(inputs.Weights, offset);
        byte[] targets = [.. new byte[4 * offset], .. inputs.TargetBytes, .. new byte[4 * After]];
        float[] losses = Surrounded(new float[inputs.Items], offset), gradient = inPlace ? prediction : Surrounded(new float[inputs.Prediction.Length], offset);

        float value = kernel(
            prediction.AsSpan(offset, inputs.Prediction.Length),
            targets.AsSpan(4 * offset, inputs.TargetBytes.Length),
            weights.AsSpan(offset, inputs.Items),
            losses.AsSpan(offset, inputs.Items),
            gradient.AsSpan(offset, inputs.Prediction.Length));

        KernelResult result = new(value, losses.AsSpan(offset, inputs.Items).ToArray(), gradient.AsSpan(offset, inputs.Prediction.Length).ToArray());
        AssertBits(Surrounded(result.Losses, offset), losses, "around the losses");
        AssertBits(Surrounded(result.Gradient, offset), gradient, "around the gradient");
        AssertBits(Surrounded(inPlace ? result.Gradient : inputs.Prediction, offset), prediction, "the prediction");
        AssertBits(Surrounded(inputs.Weights, offset), weights, "the weights");
        Assert.True(targets.AsSpan(4 * offset, inputs.TargetBytes.Length).SequenceEqual(inputs.TargetBytes), "the targets");
        return result;
    }

    private static float[] Surrounded(float[] values, int offset) => [.. Enumerable.Repeat(Guard, offset), .. values, .. Enumerable.Repeat(Guard, After)];

    private static void AssertBits(float[] expected, float[] actual, string what) =>
        Assert.True(MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual)), $"Something changed that must not: {what}.");
}
