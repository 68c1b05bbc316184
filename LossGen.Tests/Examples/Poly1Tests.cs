using LossGen.Tests.Ir;

namespace LossGen.Tests.Examples;

/// <summary>A row loss in one file: Poly-1.</summary>
public class Poly1Tests
{
    private static readonly Poly1 Definition = new();
    private static readonly Lazy<ExampleKernel[]> Widths = new(() => ExampleKernel.AllWidths(Definition));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 10)]
    [InlineData(5, 80)]
    [InlineData(2, 1000)]
    [InlineData(2, 5003)]
    public void Every_width_gives_the_value_and_gradient_of_the_formula(int rows, int classes)
    {
        Random random = new(classes);
        float[] logits = ExampleTests.Numbers(random, rows * classes, -8, 8);
        int[] targets = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        (float value, float[] gradient) = ExampleTests.Check(Widths.Value, Definition, logits, targets, classes);

        double[][] softmax = [.. logits.Chunk(classes).Select(row => row.Select(x => Math.Exp(x) / row.Sum(other => Math.Exp(other))).ToArray())];
        double[] probabilities = [.. softmax.Zip(targets, (row, y) => row[y])];
        Close.Assert(probabilities.Average(p => -Math.Log(p) + (2 * (1 - p))), value, 1e-5, "value", scale: 1e-6);
        for (int i = 0; i < logits.Length; i++)
        {
            (int row, int k) = (i / classes, i % classes);
            double expected = (1 + (2 * probabilities[row])) * (softmax[row][k] - (k == targets[row] ? 1 : 0)) / rows;
            Close.Assert(expected, gradient[i], 1e-4, $"class {k} of row {row}", scale: 1e-6);
        }
    }

    [Fact]
    public void Saturated_rows_stay_finite()
    {
        (float value, float[] gradient) = ExampleTests.Check(Widths.Value, Definition, [1e4f, -1e4f, 0, -1e4f, 1e4f, 0], new int[2], classes: 3);
        Assert.Equal((0 + 2e4f + 2) / 2, value);
        Assert.Equal([0, 0, 0, -0.5f, 0.5f, 0], gradient);
    }
}
