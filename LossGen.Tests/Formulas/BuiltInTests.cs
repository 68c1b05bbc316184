namespace LossGen.Tests.Formulas;

/// <summary>A built-in loss that a user writes as a formula is the same kernel: the simplifier finds the stable form, and the order of the user's lines changes no bit.</summary>
public sealed class BuiltInTests
{
    private const int Count = 3000, Classes = 37;

    private static readonly float[] Logits = Numbers(1, Count, r => (r.NextSingle() - 0.5f) * 40, 0, -0f, 88, -88, 104, -104, 1e4f, -1e4f, 1e-30f);
    private static readonly float[] SoftTargets = Numbers(2, Count, r => r.NextSingle(), 0, 1, 0.5f);
    private static readonly float[] Labels = Numbers(3, Count, r => r.Next(4) == 0 ? 1 : 0);
    private static readonly byte[] ByteLabels = [.. Labels.Select(label => (byte)label)];
    private static readonly float[] Predictions = Numbers(4, Count, r => (r.NextSingle() - 0.5f) * 8, 0, 1, -1, 1e8f);
    private static readonly float[] Truths = Numbers(5, Count, r => (r.NextSingle() - 0.5f) * 8, 0, 0, 0, -1e8f);
    private static readonly float[] Rows = Numbers(6, 100 * Classes, r => (r.NextSingle() - 0.5f) * 40, 1e4f, -1e4f);
    private static readonly int[] Indices = [.. Numbers(7, 100, r => r.Next(Classes)).Select(index => (int)index)];

    private delegate float Loss<T>(ReadOnlySpan<float> predictions, ReadOnlySpan<T> targets, Span<float> gradient);

    [Fact]
    public void Focal_loss() => AssertSame(Logits, SoftTargets, BuiltIns.Focal, BuiltIns.FocalFormula);

    [Fact]
    public void Focal_loss_of_bytes() => AssertSame(Logits, ByteLabels, BuiltIns.FocalOfBytes, BuiltIns.FocalOfBytesFormula);

    [Fact]
    public void Focal_loss_of_bytes_that_the_formula_takes_as_truths() => AssertSame(Logits, ByteLabels, BuiltIns.FocalOfBytes, BuiltIns.FocalOfLabelFormula);

    [Fact]
    public void Focal_loss_of_hard_numbers() => AssertSame(Logits, Labels, BuiltIns.FocalHard, BuiltIns.FocalHardFormula);

    [Fact]
    public void Binary_cross_entropy() => AssertSame(Logits, SoftTargets, BuiltIns.Bce, BuiltIns.BceFormula);

    [Fact]
    public void Huber() => AssertSame(Predictions, Truths, BuiltIns.Huber, BuiltIns.HuberFormula);

    [Fact]
    public void Smooth_L1() => AssertSame(Predictions, Truths, BuiltIns.SmoothL1, BuiltIns.SmoothL1Formula);

    [Fact]
    public void L1() => AssertSame(Predictions, Truths, BuiltIns.L1, BuiltIns.L1Formula);

    [Fact]
    public void Squared_error() => AssertSame(Predictions, Truths, BuiltIns.SquaredError, BuiltIns.SquaredErrorFormula);

    [Fact]
    public void Generalised_IoU() => AssertSame(Boxes(8), Boxes(9), BuiltIns.GIoU, BuiltIns.GIoUFormula);

    [Fact]
    public void Cross_entropy() => AssertSame(Rows, Indices, BuiltIns.CrossEntropy, BuiltIns.CrossEntropyFormula);

    [Fact]
    public void Cross_entropy_with_the_shift_by_the_largest_written_out() => AssertSame(Rows, Indices, BuiltIns.CrossEntropy, BuiltIns.CrossEntropySpelled);

    [Fact]
    public void Softmax_focal_loss_with_the_softmax_written_out() => AssertSame(Rows, Indices, BuiltIns.SoftmaxFocal, BuiltIns.SoftmaxFocalSpelled);

    private static void AssertSame<T>(float[] predictions, T[] targets, Loss<T> builtIn, Loss<T> formula)
    {
        float[] expected = new float[predictions.Length], actual = new float[predictions.Length];
        Assert.Equal(builtIn(predictions, targets, expected), formula(predictions, targets, actual));
        Assert.Contains(expected, derivative => derivative != 0);
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
    }

    /// <summary>Some numbers that are asked for, then random ones.</summary>
    private static float[] Numbers(int seed, int count, Func<Random, float> next, params float[] first)
    {
        Random random = new(seed);
        return [.. first, .. Enumerable.Range(first.Length, count - first.Length).Select(_ => next(random))];
    }

    /// <summary>On whole numbers, so that sides coincide, boxes only touch, and some have no area.</summary>
    private static float[] Boxes(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Count).SelectMany<int, float>(_ => random.Next(16) is var x && random.Next(16) is var y ? [x, y, x + random.Next(12), y + random.Next(12)] : [])];
    }
}
