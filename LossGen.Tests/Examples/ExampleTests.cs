using LossGen.Generator.Losses;
using LossGen.Tests.Ir;

namespace LossGen.Tests.Examples;

/// <summary>What the three worked examples share: every width gives the same bits, and they are those of the formula.</summary>
internal static class ExampleTests
{
    /// <summary>Compares the kernels with each other and with the interpreter; returns the last width's result for a closed form.</summary>
    public static (float Value, float[] Gradient) Check(
        ExampleKernel[] widths, LossDefinition definition, float[] predictions, Array targets, int classes = 1, double tolerance = 1e-5, params (string, double)[] constants)
    {
        (float Value, float[] Gradient)[] results = [.. widths.Select(width => width.Run(predictions, targets))];
        Assert.All(results, result =>
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(results[0].Value), BitConverter.SingleToInt32Bits(result.Value));
            Assert.Equal(results[0].Gradient.Select(BitConverter.SingleToInt32Bits), result.Gradient.Select(BitConverter.SingleToInt32Bits));
        });

        (double value, double[] gradient) = ExampleKernel.Reference(definition, predictions, targets, classes, constants);
        double largest = gradient.Select(Math.Abs).DefaultIfEmpty(0).Max();
        Close.Assert(value, results[0].Value, tolerance, "value", scale: 1e-2);
        for (int i = 0; i < gradient.Length; i++)
        {
            Close.Assert(gradient[i], results[0].Gradient[i], tolerance, $"gradient of place {i} at {predictions[i]}", scale: 1e-2 * largest);
        }

        return results[0];
    }

    public static float[] Numbers(Random random, int count, double low, double high) => [.. Enumerable.Range(0, count).Select(_ => (float)(low + ((high - low) * random.NextDouble())))];
}
