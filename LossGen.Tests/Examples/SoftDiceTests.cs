using LossGen.Tests.Ir;

namespace LossGen.Tests.Examples;

/// <summary>Sums over all items that are used again for every item: soft Dice takes two passes, and no part of the compiler knows of it.</summary>
public class SoftDiceTests
{
    private static readonly SoftDice Definition = new();
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
        float[] probabilities = ExampleTests.Numbers(random, length, 0, 1), targets = [.. Enumerable.Range(0, length).Select(_ => (float)random.Next(2))];
        (float value, float[] gradient) = ExampleTests.Check(Widths.Value, Definition, probabilities, targets);

        double overlap = probabilities.Zip(targets, (p, t) => (double)p * t).Sum(), total = probabilities.Sum(p => (double)p) + targets.Sum(t => (double)t) + 1e-7;
        Close.Assert(1 - (2 * overlap / total), value, 1e-6, "value");
        Assert.All(targets.Zip(gradient), pair => Close.Assert(((2 * overlap) - (2 * pair.First * total)) / (total * total), pair.Second, 1e-5, "gradient"));
    }

    [Fact]
    public void Perfect_probabilities_have_loss_0()
    {
        float[] same = [1, 0, 0, 1, 1];
        Assert.Equal(0, ExampleTests.Check(Widths.Value, Definition, same, same).Value, 6);
    }

    [Fact]
    public void Nothing_to_find_and_nothing_found_has_loss_1()
    {
        Assert.Equal(1, Widths.Value[0].Run([0, 0, 0], new float[3]).Value);
        Assert.Equal(1, Widths.Value[0].Run([], Array.Empty<float>()).Value);
    }
}
