namespace LossGen.Tests.Kernels;

/// <summary>Runs a kernel inside larger buffers: what stands before and after every span must stay as it was, and so must the inputs.</summary>
internal static class GuardedMemory
{
    private const int After = 24;

    /// <summary>A pattern that no computation makes: as numbers it is NaN with a payload.</summary>
    private const byte Guard = 0xff;

    /// <param name="kernel">The kernel.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="offset">How many numbers stand before each span.</param>
    /// <param name="inPlace">Whether the gradient is the prediction's memory.</param>
    public static KernelResult Run(Kernel kernel, KernelInputs inputs, int offset, bool inPlace)
    {
        int before = offset * RealMemory.SizeOf(inputs.Real);
        byte[] predictionBytes = inputs.PredictionBytes, targetBytes = inputs.TargetBytes, weightBytes = inputs.WeightBytes, lossBytes = inputs.LossBytes, gradientBytes = RealMemory.Bytes(inputs.Before, inputs.Real);
        byte[] prediction = Surrounded(predictionBytes, before), weights = Surrounded(weightBytes, before), targets = Surrounded(targetBytes, before);
        byte[] losses = Surrounded(lossBytes, before), gradient = inPlace ? prediction : Surrounded(gradientBytes, before), targetGradient = Surrounded(gradientBytes, before);

        double value = kernel(
            Inside(prediction, predictionBytes),
            Inside(targets, targetBytes),
            Inside(weights, weightBytes),
            Inside(losses, lossBytes),
            Inside(gradient, gradientBytes),
            Inside(targetGradient, gradientBytes),
            KernelInputs.Normalizer,
            KernelInputs.Scale);

        byte[] lossesAfter = Inside(losses, lossBytes).ToArray(), gradientAfter = Inside(gradient, gradientBytes).ToArray(), targetGradientAfter = Inside(targetGradient, gradientBytes).ToArray();
        AssertBits(Surrounded(lossesAfter, before), losses, "around the losses");
        AssertBits(Surrounded(gradientAfter, before), gradient, "around the gradient");
        AssertBits(Surrounded(targetGradientAfter, before), targetGradient, "around the targets' gradient");
        AssertBits(Surrounded(inPlace ? gradientAfter : predictionBytes, before), prediction, "the prediction");
        AssertBits(Surrounded(weightBytes, before), weights, "the weights");
        AssertBits(Surrounded(targetBytes, before), targets, "the targets");
        return new(value, RealMemory.Numbers(lossesAfter, inputs.Real), RealMemory.Numbers(gradientAfter, inputs.Real), RealMemory.Numbers(targetGradientAfter, inputs.Real));

        Span<byte> Inside(byte[] memory, byte[] content) => memory.AsSpan(before, content.Length);
    }

    private static byte[] Surrounded(byte[] content, int before) =>
        [.. Enumerable.Repeat(Guard, before), .. content, .. Enumerable.Repeat(Guard, After * sizeof(double))];

    private static void AssertBits(byte[] expected, byte[] actual, string what) => Assert.True(expected.AsSpan().SequenceEqual(actual), $"Something changed that must not: {what}.");
}
