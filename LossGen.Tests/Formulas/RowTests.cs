namespace LossGen.Tests.Formulas;

/// <summary>A row as a formula sees it.</summary>
public sealed class RowTests
{
    [Fact]
    public void A_row_shows_a_memory()
    {
        float[] memory = [1, 2, 3, 4, 5, 6];
        Row<float> row = new(memory.AsMemory(2, 3)), whole = memory;
        Assert.Equal(3, row.Length);
        Assert.Equal([3, 4, 5], Enumerable.Range(0, 3).Select(i => row[i]));
        Assert.Equal(6, whole.Length);

        memory[2] = 9;
        Assert.Equal(9, row[0]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void There_is_no_other_class(int index)
    {
        Row<float> row = new float[] { 1, 2, 3 };
        Assert.Throws<IndexOutOfRangeException>(() => row[index]);
    }

    [Fact]
    public void An_empty_row_has_no_largest_value_and_no_sum()
    {
        foreach (Row<double> row in (Row<double>[])[default, Array.Empty<double>()])
        {
            Assert.Equal(0, row.Length);
            Assert.Equal(0, row.Sum());
            Assert.Equal(double.NegativeInfinity, row.LogSumExp());
            Assert.Throws<InvalidOperationException>(() => row.Max());
        }
    }

    [Fact]
    public void There_must_be_a_term()
    {
        Row<double> row = new double[] { 1, 2 };
        Assert.Throws<ArgumentNullException>("term", () => row.Sum(null!));
        Assert.Throws<ArgumentNullException>("term", () => row.Max(null!));
        Assert.Throws<ArgumentNullException>("term", () => row.LogSumExp(null!));
    }

    [Fact]
    public void Reductions_are_over_all_indices()
    {
        Row<double> x = new double[] { 0.5, -2, 3, 1 }, t = new double[] { 2, 4, 1, 0 };
        Assert.Equal(2.5, x.Sum());
        Assert.Equal(3, x.Max());
        Assert.Equal(1 - 8 + 3, t.Sum(i => t[i] * x[i]));
        Assert.Equal(-2, x.Sum(i => i == 1 ? x[i] : 0));
        Assert.Equal(2, x.Max(i => -x[i]));
        Assert.Equal(Math.Log(Math.Exp(0.5) + Math.Exp(-2) + Math.Exp(3) + Math.Exp(1)), x.LogSumExp(), 1e-15);
        Assert.Equal(Math.Log(2 + 4 + 1), x.LogSumExp(i => Math.Log(t[i])), 1e-15);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void Nothing_overflows_or_vanishes_in_an_exponential(float x)
    {
        Row<float> equal = new[] { x, x, x, x };
        Assert.Equal(x + MathF.Log(4), equal.LogSumExp());
    }

    [Fact]
    public void A_sum_of_floats_is_rounded_once()
    {
        float[] values = [16777216, .. Enumerable.Repeat(1f, 1000)];
        Assert.Equal(16778216, new Row<float>(values).Sum());
        Assert.Equal(float.PositiveInfinity, new Row<float>(new[] { float.MaxValue, float.MaxValue }).Sum());
    }

    [Theory]
    [InlineData(new[] { double.NegativeInfinity, double.NegativeInfinity }, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(new[] { double.NegativeInfinity, 3 }, 3, 3)]
    [InlineData(new[] { double.PositiveInfinity, 3, double.NegativeInfinity }, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(new[] { 1, double.NaN, 3 }, double.NaN, double.NaN)]
    [InlineData(new[] { double.PositiveInfinity, double.NaN }, double.NaN, double.NaN)]
    public void Infinities_and_what_is_no_number(double[] values, double largest, double logSumExp)
    {
        Assert.Equal(largest, new Row<double>(values).Max());
        Assert.Equal(logSumExp, new Row<double>(values).LogSumExp());
    }

    [Fact]
    public void The_formulas_of_the_public_surface_compile()
    {
        float[] logits = [3, 1], weights = [0.75f, 0.25f];
        Assert.Equal(MathF.Log(1 + MathF.Exp(-2)), Softmax(logits, 0), 1e-7);
        Assert.Equal((0.75f * MathF.Log(1 + MathF.Exp(-2))) + (0.25f * MathF.Log(1 + MathF.Exp(2))), Soft(logits, weights), 1e-6);

        static float Softmax(Row<float> prediction, int label) => prediction.LogSumExp(i => prediction[i]) - prediction[label];

        static float Soft(Row<float> prediction, Row<float> target)
        {
            float log = prediction.LogSumExp();
            return prediction.Sum(i => target[i] * (log - prediction[i]));
        }
    }
}
