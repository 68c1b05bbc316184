namespace LossGen.Tests.Kernels;

/// <summary>What is special to losses over anchors: their states, in a parameter or packed with the targets, and the divisor that counts them.</summary>
public sealed partial class RetinaNetTests
{
    private const float Same = 1e-6f;

    private static readonly float[] Probabilities = [0.75f, 0.5f, 0.25f, 0.125f, 0.5f, 0.875f], Labels = [1, 0, 0, 0, 1, 0];

    [Fact]
    public void States_are_a_parameter_or_packed_with_the_targets()
    {
        float[] gradient = new float[6], other = new float[6];
        float expected = Packed(Probabilities, [1, 0, 1, 0, 0, 0, 1, 0, -1], gradient);
        Assert.Equal(expected, OfReals(Probabilities, Labels, [1, 0, -1], other));
        Assert.Equal(gradient, other);
        Assert.Equal(expected, OfInts(Probabilities, Labels, [1, 0, -1], other));
        Assert.Equal(gradient, other);
        Assert.Equal(expected, OfSBytes(Probabilities, Labels, [1, 0, -1], other));
        Assert.Equal(gradient, other);
        Assert.Equal(expected, PackedOfTwo(Probabilities, [1, 0, 1, 0, 0, 0, 1, 0, -1], other));
        Assert.Equal(gradient, other);
    }

    /// <summary>By hand: a hit of 0.75, a background of 0.5, and for a soft label the cross-entropy of it but the weight of a negative.</summary>
    [Theory]
    [InlineData(1f, 1, 0.75f, 0.25 * 0.0625 * 0.2876820724517809), InlineData(0f, 1, 0.5f, 0.75 * 0.25 * 0.6931471805599453), InlineData(1f, 0, 0.5f, 0.75 * 0.25 * 0.6931471805599453)]
    [InlineData(0.5f, 1, 0.25f, 0.75 * 0.0625 * 0.8369882167858358), InlineData(1f, 2, 0.25f, 0), InlineData(1f, -1, 0.25f, 0), InlineData(1f, -128, 0.25f, 0), InlineData(1f, 1, 0f, 0.25 * 16.11809565095832)]
    public void An_entry_has_the_loss_of_its_label_and_state(float label, sbyte state, float probability, double loss)
    {
        float[] losses = new float[1];
        OneEntry([probability], [label], [state], losses);
        Assert.Equal(loss, losses[0], Same);
    }

    [Fact]
    public void Anchors_of_an_object_divide_the_sum()
    {
        float[] one = new float[6], three = new float[18], gradient = new float[6];
        float value = OfReals(Probabilities, Labels, [1, 0, -1], gradient);
        Assert.Equal(value, OfReals(Probabilities, Labels, [1, 0, float.NaN], one));
        Assert.Equal(gradient, one);
        Assert.Equal(value, OfReals([.. Probabilities, .. Probabilities, .. Probabilities], [.. Labels, .. Labels, .. Labels], [1, 0, -1, 1, 0, -1, 1, 0, -1], three), Same);
        Assert.All(three, (x, i) => Assert.Equal(gradient[i % 6] / 3, x, Same));
    }

    [Fact]
    public void Without_an_object_the_sum_is_not_divided()
    {
        float[] gradient = new float[6], losses = new float[6], unreduced = new float[6];
        float value = OfReals(Probabilities, Labels, [0, 0, 0], gradient);
        Unreduced(Probabilities, Labels, [0, 0, 0], losses, unreduced);
        Assert.Equal(losses.Sum(), value, Same);
        Assert.True(value > 0);
        Assert.Equal(unreduced, gradient);
    }

    [Fact]
    public void Ignored_anchors_have_no_loss_and_no_gradient_whatever_they_hold()
    {
        float[] losses = [7, 7, 7, 7, 7, 7], gradient = [7, 7, 7, 7, 7, 7];
        foreach (float wild in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, -3, 1e30f])
        {
            float[] probabilities = Array.ConvertAll(Probabilities, _ => wild), labels = Array.ConvertAll(Labels, _ => wild);
            Assert.Equal(0, OfReals(probabilities, labels, [-1, 2, float.NaN], gradient));
            Assert.All(gradient, x => Assert.Equal(0, x));
            Unreduced(probabilities, labels, [-1, 2, wild], losses, gradient);
            Assert.All(gradient.Concat(losses), x => Assert.Equal(0, x));
            Assert.Equal(OfReals([.. Probabilities[..4], 0.5f, 0.5f], Labels, [1, 0, -1], new float[6]), OfReals([.. Probabilities[..4], wild, wild], [.. Labels[..4], wild, wild], [1, 0, -1], gradient));
            Assert.All(gradient[4..], x => Assert.Equal(0, x));
            Assert.All(gradient[..4], x => Assert.NotEqual(0, x));
        }
    }

    [Fact]
    public void No_anchors_have_a_loss_of_zero()
    {
        Assert.Equal(0, Packed([], [], []));
        Assert.Equal(0, PackedOfTwo([], [], []));
        Assert.Equal(0, OfInts([], [], [], []));
        Assert.Equal(0, PackedViews(new([], [0, 2]), new([], [0, 3]), new([], [0, 2])));
    }

    [Fact]
    public void The_gradient_may_be_the_predictions_memory()
    {
        float[] inPlace = [.. Probabilities], gradient = new float[6];
        Assert.Equal(Packed(Probabilities, [1, 0, 1, 0, 0, 0, 1, 0, -1], gradient), Packed(inPlace, [1, 0, 1, 0, 0, 0, 1, 0, -1], inPlace));
        Assert.Equal(gradient, inPlace);
    }

    [RetinaNetFocalLoss]
    private static partial float Packed(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient);

    [RetinaNetFocalLoss(Classes = 2)]
    private static partial float PackedOfTwo(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float PackedViews(ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, TensorView<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float OfReals(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<float> anchorStates, Span<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float OfInts(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, [Role(LossRole.AnchorStates)] ReadOnlySpan<int> states, Span<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float OfSBytes(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<sbyte> anchorStates, Span<float> gradient);

    [RetinaNetFocalLoss(Classes = 1)]
    private static partial void OneEntry(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<sbyte> anchorStates, Span<float> losses);

    [RetinaNetFocalLoss]
    private static partial void Unreduced(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<float> anchorStates, Span<float> losses, Span<float> gradient);
}
