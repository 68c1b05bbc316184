namespace LossGen.Tests.Formulas;

/// <summary>Functions that formulas may call and that are made of others.</summary>
public partial class FormulaFunctionTests
{
    private static readonly float[] Cosines =
        [-1, -0.99999994f, -0.9999f, -0.75f, -0.5f, -1e-3f, -1e-20f, 0, 1e-40f, 1e-8f, 0.1f, 0.25f, 0.70710678f, 0.9f, 0.999f, 0.9999999f, 0.99999994f, 1, 0.3f];

    [Fact]
    public void Arc_sine_and_arc_cosine_are_accurate_up_to_one()
    {
        float[] targets = new float[Cosines.Length], sines = new float[Cosines.Length], cosines = new float[Cosines.Length];
        float[] bySine = new float[Cosines.Length], byCosine = new float[Cosines.Length];
        ArcSine(Cosines, targets, sines, bySine);
        ArcCosine(Cosines, targets, cosines, byCosine);
        for (int i = 0; i < Cosines.Length; i++)
        {
            double x = Cosines[i], slope = 1 / Math.Sqrt((1 - x) * (1 + x));
            Close(Math.Asin(x), sines[i], 4);
            Close(Math.Acos(x), cosines[i], 4);
            Close(slope, bySine[i], 8);
            Close(-slope, byCosine[i], 8);
        }
    }

    [Fact]
    public void Where_nothing_is_lost_at_one_there_is_nothing_to_learn()
    {
        float[] gradient = new float[4];
        Assert.Equal(0, Margin([1, 1, -1, 1], [0, 0.05f, MathF.PI, 0], gradient));
        Assert.Equal([0, 0, 0, 0], gradient);
    }

    [Fact]
    public void Beyond_one_they_are_no_numbers()
    {
        float[] losses = new float[3], gradient = new float[3];
        ArcSine([1.5f, -2, float.NaN], new float[3], losses, gradient);
        Assert.Equal([float.NaN, float.NaN, float.NaN], losses);
        ArcCosine([1.5f, -2, float.NaN], new float[3], losses, gradient);
        Assert.Equal([float.NaN, float.NaN, float.NaN], losses);
    }

    [Fact]
    public void A_target_that_is_no_number_can_be_left_out()
    {
        float[] gradient = new float[20], predictions = [.. Enumerable.Range(0, 20).Select(i => (float)i)], targets = [.. predictions.Select(p => p % 3 == 1 ? float.NaN : p - 2)];
        Assert.Equal(4 * targets.Count(t => !float.IsNaN(t)), Masked(predictions, targets, gradient));
        Assert.Equal(targets.Select(t => float.IsNaN(t) ? 0 : 4f), gradient);
    }

    [Fact]
    public void What_is_left_out_because_it_is_no_number_has_no_part_in_any_gradient()
    {
        double[] predictions = [1, 2, double.NaN, 4], targets = [0.5, double.NaN, double.NaN, double.PositiveInfinity], weights = [2, 3, 4, 5], gradient = new double[4], byScale = new double[1];
        double value = Weighted(predictions, targets, weights, 1.5, gradient, byScale);
        double root = Math.Sqrt(0.25 + 1e-6);
        Assert.Equal(2 * 1.5 * root, value, 1e-12);
        Assert.Equal(2 * 1.5 * 0.5 / root, gradient[0], 1e-12);
        Assert.Equal([0, 0, 0], gradient[1..]);
        Assert.Equal(2 * root, byScale[0], 1e-12);

        float[] scores = [0.5f, float.NaN], ofRows = new float[6];
        Assert.Equal(0.5f * MathF.Log(3) * 2, Scored([1, 1, 1, 5, 5, 5], [0, 1], scores, [2, 3], ofRows), 1e-6f);
        Assert.All(ofRows.Skip(3), g => Assert.Equal(0, g));
        Assert.All(ofRows.Take(3), g => Assert.True(g != 0 && float.IsFinite(g)));
    }

    [Fact]
    public void Infinities_are_told_from_numbers()
    {
        float[] losses = new float[6];
        Kind([1, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0], new float[6], losses);
        Assert.Equal([1, 1, 2, 2, 0, 1], losses);
    }

    private static void Close(double expected, float actual, double ulps)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(Math.Sign(expected) * 1e18, actual, 1e13);
            return;
        }

        Assert.True(Math.Abs(expected - actual) <= ulps * Math.Max(Math.ScaleB(1, -149), Math.ScaleB(Math.Abs(expected), -23)), $"{expected:G9} and {actual:G9}");
    }

    [ElementwiseLoss(nameof(ArcSineOf))]
    private static partial void ArcSine(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    private static float ArcSineOf(float prediction, float target) => MathF.Asin(prediction) - target;

    [ElementwiseLoss(nameof(ArcCosineOf))]
    private static partial void ArcCosine(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    private static float ArcCosineOf(float prediction, float target) => MathF.Acos(prediction) - target;

    [ElementwiseLoss(nameof(Outside), Reduction = Reduction.Sum)]
    private static partial float Margin(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    private static float Outside(float prediction, float target) => Formula.Square(MathF.Max(0, MathF.Abs(MathF.Acos(Math.Clamp(prediction, -1, 1)) - target) - 0.1f));

    [ElementwiseLoss(nameof(SquaredWhereKnown), Reduction = Reduction.Sum)]
    private static partial float Masked(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    private static float SquaredWhereKnown(float prediction, float target) => float.IsNaN(target) ? 0 : Formula.Square(prediction - target);

    [ElementwiseLoss(nameof(Known), Reduction = Reduction.Sum)]
    private static partial double Weighted(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, double size, Span<double> gradient, Span<double> sizeGradient);

    private static double Known(double prediction, double target, double size) =>
        double.IsFinite(target) ? size * Math.Sqrt(((prediction - target) * (prediction - target)) + 1e-6) : 0;

    [RowLoss(nameof(ScoredEntropy), Reduction = Reduction.Sum)]
    private static partial float Scored(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> score, ReadOnlySpan<float> weights, Span<float> gradient);

    private static float ScoredEntropy(Row<float> logits, int label, float score) => float.IsNaN(score) ? 0 : score * (logits.LogSumExp() - logits[label]);

    [ElementwiseLoss(nameof(KindOf))]
    private static partial void Kind(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    private static float KindOf(float prediction, float target) => float.IsFinite(prediction) ? 1 + target : float.IsInfinity(prediction) ? 2 : 0;
}
