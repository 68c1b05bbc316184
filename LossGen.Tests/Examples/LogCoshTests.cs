using LossGen.Tests.Ir;

namespace LossGen.Tests.Examples;

/// <summary>An element loss in one file: log-cosh.</summary>
public class LogCoshTests
{
    private static readonly LogCosh Definition = new();
    private static readonly Lazy<ExampleKernel[]> Widths = new(() => ExampleKernel.AllWidths(Definition));

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(257)]
    [InlineData(5000)]
    public void Every_width_gives_the_value_and_gradient_of_the_formula(int length)
    {
        Random random = new(length);
        float[] predictions = ExampleTests.Numbers(random, length, -20, 20), targets = ExampleTests.Numbers(random, length, -3, 3);
        (float value, float[] gradient) = ExampleTests.Check(Widths.Value, Definition, predictions, targets);

        double[] errors = [.. predictions.Zip(targets, (p, t) => (double)p - t)];
        Close.Assert(errors.Average(d => Math.Log(Math.Cosh(d))), value, 1e-6, "mean of log cosh");
        Assert.All(errors.Zip(gradient), pair => Close.Assert(Math.Tanh(pair.First) / length, pair.Second, 1e-5, "tanh", scale: 1e-2 / length));
    }

    [Fact]
    public void Far_errors_overflow_nowhere()
    {
        (float value, float[] gradient) = ExampleTests.Check(Widths.Value, Definition, [1e4f, -1e4f, 0], new float[3]);
        Close.Assert((2e4 - (2 * Math.Log(2))) / 3, value, 1e-6, "two errors of 10 000");
        Assert.Equal([1 / 3f, -1 / 3f, 0], gradient);
    }

    [Fact]
    public void No_items_have_mean_0() => Assert.All(Widths.Value, width => Assert.Equal(0, width.Run([], Array.Empty<float>()).Value));
}
