namespace LossGen.Tests.Formulas;

/// <summary>Rows as people write them: textbook forms of softmax, and what is special to a row's class.</summary>
public sealed partial class RowFormulaTests
{
    private static readonly float[] Logits = [1, 2, -1, 0.5f, 0, 3, 1, -2, 400, 0, -400, 0];

    private static readonly int[] Labels = [1, 3, 0];

    [Fact]
    public void A_temperature_leaves_a_cross_entropy()
    {
        float[] gradient = new float[12], other = new float[12], scaled = [.. Logits.Select(x => 4 * x)];
        Assert.Equal(Plain(scaled, Labels, other), Contrast(Logits, Labels, 0.25f, gradient));
        Assert.Equal(other.Select(g => 4 * g), gradient);
    }

    [Fact]
    public void A_temperature_leaves_nothing_to_cancel()
    {
        float[] gradient = new float[2];
        Assert.Equal(Math.Log(1 + Math.Exp(-12)), Contrast([1000, 994], [0], 0.5f, gradient), 1e-11);
    }

    /// <summary>Brier's score, written with exp(x − log Σ exp x), of which nothing may overflow or cancel.</summary>
    [Fact]
    public void A_softmax_is_recognised()
    {
        double[] losses = new double[3], gradient = new double[12];
        double[] logits = [.. Logits.Select(x => (double)x)];
        Score(logits, Labels, losses, gradient);
        for (int row = 0; row < 3; row++)
        {
            double[] x = logits[(4 * row)..((4 * row) + 4)], p = [.. x.Select(v => 1 / x.Sum(w => Math.Exp(w - v)))];
            double[] d = [.. p.Select((v, k) => v - (k == Labels[row] ? 1 : 0))];
            Assert.Equal(d.Sum(v => v * v), losses[row], 1e-14);
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(2 * p[k] * (d[k] - d.Zip(p, (a, b) => a * b).Sum()), gradient[(4 * row) + k], 1e-14);
            }
        }
    }

    [Fact]
    public void A_gradient_that_is_the_same_for_all_classes_is_written_for_each()
    {
        float[] gradient = new float[12], tail = new float[40];
        Total(Logits, Labels, gradient);
        Assert.All(gradient, g => Assert.Equal(1f / 3, g));
        Total(new float[40], [0], tail);
        Assert.All(tail, g => Assert.Equal(1, g));
    }

    [Fact]
    public void A_row_may_be_asked_for_its_class_alone() => Assert.Equal((2 - 2 + 400) / 3f, Own(Logits, Labels));

    /// <summary>Textbook focal loss of a softmax: nothing of it may be lost, or be no number, where the class is certain.</summary>
    [Theory]
    [InlineData(4), InlineData(18), InlineData(40), InlineData(120), InlineData(-40)]
    public void A_focal_loss_of_a_softmax_is_finite(float margin)
    {
        double q = 1 / (1 + (Math.Exp(margin) / 2)), p = 1 - q, loss = Math.Pow(q, 1.5) * Math.Log(1 + (2 * Math.Exp(-margin)));
        float[] gradient = new float[3], other = new float[3];
        float value = Focal([margin, 0, 0], [0], 1.5f, gradient), naive = Naive([margin, 0, 0], [0], other);
        Assert.Equal(loss, value, 1e-6 * Math.Max(loss, 1e-30));
        Assert.Equal(loss, naive, 1e-6 * Math.Max(loss, 1e-30));
        double slope = -((1.5 * Math.Pow(q, 0.5) * p * q * Math.Log(1 + (2 * Math.Exp(-margin)))) + (Math.Pow(q, 1.5) * q));
        Assert.Equal(slope, gradient[0], 1e-5 * Math.Max(Math.Abs(slope), 1e-30));
        Assert.Equal(slope, other[0], 1e-5 * Math.Max(Math.Abs(slope), 1e-30));
        Assert.All(gradient.Concat(other), g => Assert.True(float.IsFinite(g)));
    }

    [Fact]
    public void An_ignored_row_counts_as_a_row_and_has_no_gradient()
    {
        float[] gradient = new float[8];
        float two = Plain([1, 2, -1, 0.5f, 0, 3, 1, -2], [1, -100], gradient), one = Plain([1, 2, -1, 0.5f], [1], new float[4]);
        Assert.Equal(one / 2, two);
        Assert.All(gradient[4..], g => Assert.Equal(0, g));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain([1, 2, -1, 0.5f], [4], new float[4]));
    }

    /// <summary>Sine and cosine share whole numbers, the quadrants, and stand before and after a loop: no plane between the loops holds those.</summary>
    [Fact]
    public void A_sine_knows_its_quadrant_after_a_loop_over_the_classes()
    {
        double[] logits = [.. Enumerable.Range(0, 330).Select(i => (i * 37 % 101 / 10.0) - 5)], losses = new double[10], gradient = new double[330];
        int[] labels = [.. Enumerable.Range(0, 10).Select(row => row * 7 % 33)];
        Wave(logits, labels, losses, gradient);
        for (int row = 0; row < 10; row++)
        {
            double[] x = logits[(33 * row)..((33 * row) + 33)];
            double top = x.Max(), angle = top + (66 - x[labels[row]]);
            Assert.Equal(Math.Sin(angle), losses[row], 1e-14);
            for (int k = 0; k < 33; k++)
            {
                double slope = (x[k] == top ? 1.0 / x.Count(v => v == top) : 0) - (k == labels[row] ? 1 : 0);
                Assert.Equal(slope * Math.Cos(angle), gradient[(33 * row) + k], 1e-14);
            }
        }
    }

    [Fact]
    public void A_view_has_its_classes_on_any_axis()
    {
        float[] gradient = new float[12], expected = new float[12], turned = new float[12], result = new float[12];
        for (int i = 0; i < 12; i++) turned[(i % 4 * 3) + (i / 4)] = Logits[i];
        float value = Plain(Logits, Labels, expected);
        Assert.Equal(value, Turned(new(turned, [4, 3]), Labels, new(result, [4, 3])));
        for (int i = 0; i < 12; i++) gradient[i] = result[(i % 4 * 3) + (i / 4)];
        Assert.Equal(expected, gradient);
    }

    [RowLoss(nameof(Nce))]
    private static partial float Contrast(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, float temperature, Span<float> gradient);

    private static float Nce(Row<float> similarity, int label, float temperature) => similarity.LogSumExp(i => similarity[i] / temperature) - (similarity[label] / temperature);

    [RowLoss(nameof(SumOf))]
    private static partial float Total(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    private static float SumOf(Row<float> x, int label) => x.Sum(i => x[i]);

    [RowLoss(nameof(OwnOf), Classes = 4)]
    private static partial float Own(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets);

    private static float OwnOf(Row<float> x, int label) => x[label];

    [RowLoss(nameof(Focused))]
    private static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, float gamma, Span<float> gradient);

    private static float Focused(Row<float> x, int label, float gamma)
    {
        float p = MathF.Exp(x[label] - x.LogSumExp());
        return -MathF.Pow(1 - p, gamma) * MathF.Log(p);
    }

    [RowLoss(nameof(FocusedByCe), Classes = 3)]
    private static partial float Naive(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    private static float FocusedByCe(Row<float> x, int label)
    {
        float ce = x.LogSumExp(i => x[i]) - x[label];
        return MathF.Pow(1 - MathF.Exp(-ce), 1.5f) * ce;
    }

    [RowLoss(nameof(CrossEntropy))]
    private static partial float Plain(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RowLoss(nameof(CrossEntropy), Axis = 0)]
    private static partial float Turned(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets, TensorView<float> gradient);

    private static float CrossEntropy(Row<float> prediction, int label) => prediction.LogSumExp() - prediction[label];

    [RowLoss(nameof(SineOfMargin))]
    private static partial void Wave(ReadOnlySpan<double> logits, ReadOnlySpan<int> targets, Span<double> losses, Span<double> gradient);

    private static double SineOfMargin(Row<double> x, int label) => Math.Sin(x.Max(k => x[k]) + (x.Sum(k => 2.0) - x[label]));

    [RowLoss(nameof(Brier))]
    private static partial void Score(ReadOnlySpan<double> logits, ReadOnlySpan<int> targets, Span<double> losses, Span<double> gradient);

    private static double Brier(Row<double> x, int label)
    {
        double z = x.LogSumExp(i => x[i]);
        return x.Sum(i =>
        {
            double d = Math.Exp(x[i] - z) - (i == label ? 1 : 0);
            return d * d;
        });
    }
}
