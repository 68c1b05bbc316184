namespace LossGen.Tests.Formulas;

/// <summary>What a formula's kernel takes beside prediction and target, and in which forms it comes.</summary>
public sealed partial class FormulaKernelTests
{
    private const int Count = 83;

    private static readonly float[] Mean = Numbers(1), Target = Numbers(2), LogVariance = Numbers(3);

    [Fact]
    public void Each_head_has_its_gradient()
    {
        float[] byMean = new float[Count], byLogVariance = new float[Count], byTarget = new float[Count];
        float value = Likelihood(Mean, Target, LogVariance, byMean, byLogVariance, byTarget);

        Assert.Equal(Enumerable.Range(0, Count).Average(i => (double)Gaussian(Mean[i], Target[i], LogVariance[i])), value, 1e-5);
        Assert.All(byMean, (g, i) => Assert.Equal((Mean[i] - Target[i]) * Math.Exp(-LogVariance[i]) / Count, g, 1e-7));
        Assert.All(byTarget, (g, i) => Assert.Equal(-byMean[i], g));
        Assert.All(byLogVariance, (g, i) => Assert.Equal(0.5 * (1 - (Math.Pow(Mean[i] - Target[i], 2) * Math.Exp(-LogVariance[i]))) / Count, g, 1e-6));
    }

    [Fact]
    public void Views_and_threads_give_the_same_bits()
    {
        float[] byMean = new float[Count], byLogVariance = new float[Count], byTarget = new float[Count];
        float value = Likelihood(Mean, Target, LogVariance, byMean, byLogVariance, byTarget);

        float[] mean = new float[Count * 3], gradient = new float[Count * 2], other = new float[Count];
        for (int i = 0; i < Count; i++) mean[3 * i] = Mean[i];
        nint[] lengths = [Count];
        Assert.Equal(value, OfViews(new(mean, lengths, [3]), Target, LogVariance, new(gradient, lengths, [2]), other));
        Assert.Equal(byMean, Enumerable.Range(0, Count).Select(i => gradient[2 * i]));
        Assert.Equal(byLogVariance, other);
    }

    [Fact]
    public void A_head_may_be_overwritten_by_its_own_gradient()
    {
        float[] byMean = new float[Count], byLogVariance = new float[Count], byTarget = new float[Count];
        Likelihood(Mean, Target, LogVariance, byMean, byLogVariance, byTarget);
        float[] mean = [.. Mean], logVariance = [.. LogVariance], target = [.. Target];
        Likelihood(mean, target, logVariance, mean, logVariance, byTarget);
        Assert.Equal(byMean, mean);
        Assert.Equal(byLogVariance, logVariance);
        ArgumentException mistake = Assert.Throws<ArgumentException>(() => Likelihood(Mean, Target, logVariance, logVariance, byLogVariance, byTarget));
        Assert.Contains("meanGradient", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_length_names_the_users_parameter() =>
        Assert.Equal("logVariance", Assert.Throws<ArgumentException>(() => Likelihood(Mean, Target, new float[Count - 1], new float[Count], new float[Count], new float[Count])).ParamName);

    [Fact]
    public void A_number_of_the_call_is_known_only_then()
    {
        float[] gradient = new float[2];
        Assert.Equal(1.5f, Sum([0.5f, 3], [0, 0], 0.5f, gradient), 1e-6f);
        Assert.Equal([0.5f, 0.5f], gradient);
        Assert.Equal(4.625f, Sum([0.5f, 3], [0, 0], 10, gradient), 1e-6f);
        Assert.Equal([0.5f, 3f], gradient);
    }

    [Fact]
    public void Weights_scale_and_normalizer_are_as_for_any_loss()
    {
        double[] gradient = [1, 1];
        Assert.Equal(((2 * 1) + (3 * 4)) / 5.0, Weighted([1, 2], [0, 0], [2, 3], 5, 10, gradient), 1e-15);
        Assert.Equal([1 + (10 * 2 * 2 * 1 / 5.0), 1 + (10 * 3 * 2 * 2 / 5.0)], gradient);
    }

    [Fact]
    public void Words_of_the_kernels_are_free_to_the_user()
    {
        float[] gradient = new float[1];
        Assert.Equal(2 * 3 * 4 * 5f, Names([2], [3], [4], 5, gradient));
        Assert.Equal(3 * 4 * 5f, gradient[0]);
    }

    [Fact]
    public void What_nothing_binds_has_its_default() => Assert.Equal(0.25f, Default([1], [0]));

    [Fact]
    public void The_formula_of_another_type_serves_too() => Assert.Equal(3f, Elsewhere([5], [2]));

    [Fact]
    public void A_label_is_a_truth_value_from_whatever_says_so()
    {
        float[] gradient = new float[3], other = new float[3];
        float value = Hard([1, -2, 3], (bool[])[true, false, false], gradient);
        Assert.Equal(value, Hard([1, -2, 3], (byte[])[1, 0, 2], other));
        Assert.Equal(gradient, other);
        Assert.Equal(value, Hard([1, -2, 3], (float[])[1, 0, 0.5f], other));
        Assert.Equal(gradient, other);
    }

    [Fact]
    public void The_derivative_by_a_number_of_the_call_is_the_sum_over_the_items()
    {
        float[] ofItems = new float[Count], ofCall = [7], gradient = new float[Count], other = new float[Count];
        float value = Sharp(Mean, Target, 0.7f, gradient, ofCall);
        Assert.Equal(value, SharpOfItems(Mean, Target, [.. Enumerable.Repeat(0.7f, Count)], other, ofItems));
        Assert.All(gradient, (g, i) => Assert.Equal(other[i], g, 1e-8));
        Assert.Equal(ofItems.Sum(d => (double)d), ofCall[0], 1e-7);

        Assert.Equal(value, SharpOfViews(Mean, Target, 0.7f, ofCall));
        Assert.Equal(2 * ofItems.Sum(d => (double)d), ofCall[0], 1e-7);
        ArgumentException mistake = Assert.Throws<ArgumentException>(() => Sharp(Mean, Target, 0.7f, gradient, new float[2]));
        Assert.Equal("sharpnessGradient", mistake.ParamName);
        Assert.StartsWith("sharpnessGradient has 2 values: it must have one, for the derivative by a number of the whole call.", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_have_a_derivative_by_a_number_of_the_call()
    {
        float[] logits = [1, -2, 0.5f, 3, 0.25f, -1], ofCall = new float[1];
        foreach (int rows in (int[])[2, 1])
        {
            Tempered(logits, rows == 2 ? [2, 0] : [4], 0.8f, ofCall);
            double difference = (Loss(0.8 + 1e-5) - Loss(0.8 - 1e-5)) / 2e-5;
            Assert.Equal(difference, ofCall[0], 1e-5);

            double Loss(double temperature) => Enumerable.Range(0, rows).Sum(row =>
            {
                double[] x = [.. logits.Skip(row * 6 / rows).Take(6 / rows).Select(l => l * temperature)];
                return Math.Log(x.Sum(Math.Exp)) - x[rows == 2 ? 2 - (2 * row) : 4];
            });
        }
    }

    [Fact]
    public void Threads_add_up_the_derivative_by_a_number_of_the_call()
    {
        float[] predictions = [.. Enumerable.Range(0, 300_000).Select(i => (float)Math.Sin(i))], targets = [.. predictions.Select(p => p > 0.3f ? 1f : -1f)], shared = new float[1], alone = new float[1];
        SharpOfViews(predictions, targets, 0.7f, shared);
        Sharp(predictions, targets, 0.7f, new float[predictions.Length], alone);
        Assert.NotEqual(0, alone[0]);
        Assert.Equal(alone, shared);
    }

    [Fact]
    public void Weights_scale_normalizer_and_what_is_there_enter_the_derivative_by_a_number_of_the_call()
    {
        double[] ofCall = [10];
        double Loss(double t) => SharpOfAll([0.5, -1, 2], [1, 1, -1], [1, 2, 3], 4, 0, t, new double[1]);
        SharpOfAll([0.5, -1, 2], [1, 1, -1], [1, 2, 3], 4, 5, 0.3, ofCall);
        Assert.Equal(10 + (5 * (Loss(0.3 + 1e-5) - Loss(0.3 - 1e-5)) / 2e-5), ofCall[0], 1e-8);
    }

    [Fact]
    public void Rows_of_many_classes_have_a_derivative_by_a_number_of_the_call()
    {
        float[] logits = [.. Enumerable.Range(0, 240).Select(i => (float)Math.Sin(i) * 3)], ofCall = new float[1];
        int[] labels = [7, 0, 79];
        Tempered(logits, labels, 0.8f, ofCall);
        double Loss(double t) => Enumerable.Range(0, 3).Sum(row => Math.Log(logits.Skip(80 * row).Take(80).Sum(l => Math.Exp(t * l))) - (t * logits[(80 * row) + labels[row]]));
        Assert.Equal((Loss(0.8 + 1e-5) - Loss(0.8 - 1e-5)) / 2e-5, ofCall[0], 1e-4);
    }

    [ElementwiseLoss(nameof(SharpenedDouble), Accumulate = true)]
    private static partial double SharpOfAll(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, double normalizer, double scale, double sharpness, Span<double> sharpnessGradient);

    private static double SharpenedDouble(double prediction, double target, double sharpness) => Formula.Softplus(-Math.Exp(sharpness) * prediction * target);

    [ElementwiseLoss(nameof(Colliding), Reduction = Reduction.Sum)]
    private static partial float Collides(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float t, float T, float @class, Span<float> tGradient, Span<float> TGradient, Span<float> classGradient);

    private static float Colliding(float prediction, float target, float t, float T, float @class)
    {
        float dT = t * T, total1 = dT + @class, block = total1 * t, tValue = block + 1;
        return (tValue * prediction) - target;
    }

    [Fact]
    public void Names_of_derivatives_by_numbers_of_the_call_do_not_collide()
    {
        float[] t = new float[1], other = new float[1], ofClass = new float[1];
        Collides([2, 3], [0, 0], 0.5f, 4, 5, t, other, ofClass);
        Assert.Equal([5f * ((2 * 0.5f * 4) + 5), 5f * 0.25f, 5f * 0.5f], [t[0], other[0], ofClass[0]]);
    }

    [Fact]
    public void Rows_that_are_ignored_have_no_part_in_the_derivative_by_a_number_of_the_call()
    {
        float[] ofOne = new float[1], ofTwo = new float[1];
        Tempered([0.25f, 3, -1], [1], 0.8f, ofOne);
        Tempered([float.NaN, 2, 1, 0.25f, 3, -1], [-100, 1], 0.8f, ofTwo);
        Assert.NotEqual(0, ofOne[0]);
        Assert.Equal(ofOne, ofTwo);
    }

    [ElementwiseLoss(nameof(Sharpened))]
    private static partial float Sharp(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float sharpness, Span<float> gradient, Span<float> sharpnessGradient);

    [ElementwiseLoss(nameof(Sharpened))]
    private static partial float SharpOfItems(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> sharpness, Span<float> gradient, Span<float> sharpnessGradient);

    [ElementwiseLoss(nameof(Sharpened), Accumulate = true, Parallel = true)]
    private static partial float SharpOfViews(ReadOnlyTensorView<float> predictions, ReadOnlyTensorView<float> targets, float sharpness, TensorView<float> sharpnessGradient);

    private static float Sharpened(float prediction, float target, float sharpness) => Formula.Softplus(-MathF.Exp(sharpness) * prediction * target);

    [RowLoss(nameof(Temperature), Reduction = Reduction.Sum)]
    private static partial float Tempered(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, float temperature, Span<float> temperatureGradient);

    private static float Temperature(Row<float> logits, int label, float temperature) => MathF.Log(logits.Sum(i => MathF.Exp(temperature * logits[i]))) - (temperature * logits[label]);

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] gradient = new float[Count];
        Sum(Mean, Target, 0.5f, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Sum(Mean, Target, 0.5f, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Numbers(int seed) => [.. Enumerable.Range(0, Count).Select(i => (float)Math.Sin((i + 1) * seed * 1.7) * 2)];

    [ElementwiseLoss(nameof(Gaussian))]
    private static partial float Likelihood(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> targets, ReadOnlySpan<float> logVariance, Span<float> meanGradient, Span<float> logVarianceGradient, Span<float> targetGradient);

    [ElementwiseLoss(nameof(Gaussian), Parallel = true)]
    private static partial float OfViews(
        ReadOnlyTensorView<float> mean, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> logVariance, TensorView<float> gradient, TensorView<float> logVarianceGradient);

    private static float Gaussian(float mean, float target, float logVariance)
    {
        float d = mean - target;
        return 0.5f * (logVariance + (d * d * MathF.Exp(-logVariance)));
    }

    [ElementwiseLoss(nameof(HuberOf), Reduction = Reduction.Sum)]
    private static partial float Sum(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float delta, Span<float> gradient);

    private static float HuberOf(float prediction, float target, float delta)
    {
        float d = MathF.Abs(prediction - target);
        return d <= delta ? 0.5f * d * d : delta * (d - (0.5f * delta));
    }

    [ElementwiseLoss(nameof(Squared), Accumulate = true)]
    private static partial double Weighted(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, double normalizer, double scale, Span<double> gradient);

    private static double Squared(double prediction, double target) => (prediction - target) * (prediction - target);

    [ElementwiseLoss(nameof(Product))]
    private static partial float Names(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> @class, float count, Span<float> gradient);

    private static float Product(float i, float sums, float @class, float count)
    {
        float start = i * sums;
        float scale = start * @class;
        return scale * count;
    }

    [ElementwiseLoss(nameof(Half))]
    private static partial float Default(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    [Fact]
    public void A_loss_may_be_an_input()
    {
        float[] losses = new float[3];
        Assert.Equal(2, Input([1, 2, 3], [0, 0, 0]));
        Same([1, 2, 3], [4, 5, 6], losses);
        Assert.Equal([4, 5, 6], losses);
    }

    [ElementwiseLoss(nameof(First))]
    private static partial float Input(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    private static float First(float prediction, float target) => prediction;

    [ElementwiseLoss(nameof(Second))]
    private static partial void Same(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    private static float Second(float prediction, float target) => target;

    private static float Half(float prediction, float target, float share = 0.25f) => share * (prediction - target);

    [ElementwiseLoss(typeof(Formulas), nameof(Formulas.Distance))]
    private static partial float Elsewhere(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    [ElementwiseLoss(nameof(Logistic))]
    private static partial float Hard(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(Logistic))]
    private static partial float Hard(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(Logistic))]
    private static partial float Hard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    private static float Logistic(float logit, bool isObject) => -MathF.Log(isObject ? Formula.Sigmoid(logit) : 1 - Formula.Sigmoid(logit));

    private static class Formulas
    {
        public static float Distance(float prediction, float target) => MathF.Abs(prediction - target);
    }
}
