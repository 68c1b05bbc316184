namespace LossGen.Tests.Kernels;

/// <summary>Wrong arguments of losses over anchors are refused before anything is written, with both numbers.</summary>
public sealed partial class RetinaNetArgumentTests
{
    [Theory]
    [InlineData(6, 6), InlineData(6, 5), InlineData(6, 0), InlineData(6, 10), InlineData(7, 9), InlineData(0, 3)]
    public void Packed_spans_have_one_value_more_an_anchor(int probabilities, int targets)
    {
        float[] gradient = new float[probabilities];
        AssertRefused("targets", $"targets has {targets} values and probabilities has {probabilities}: it must have one more for each anchor", gradient, () =>
        {
            Packed(new float[probabilities], new float[targets], gradient);
        });
    }

    [Theory]
    [InlineData(6, 8, "targets", "targets has 8 values and probabilities has 6, 3 anchors of 2 classes: it must have 3 for each anchor"), InlineData(6, 6, "targets", "targets has 6 values and probabilities has 6")]
    [InlineData(0, 3, "targets", "targets has 3 values and probabilities has 0"), InlineData(7, 9, "probabilities", "probabilities has 7 values, which are no whole rows of 2 classes")]
    public void Packed_spans_have_the_classes_that_the_attribute_fixes(int probabilities, int targets, string wrong, string message)
    {
        float[] gradient = new float[probabilities];
        AssertRefused(wrong, message, gradient, () => { PackedOfTwo(new float[probabilities], new float[targets], gradient); });
    }

    [Theory]
    [InlineData(6, 5, 3, "targets", "targets has 5 values and probabilities has 6"), InlineData(6, 6, 4, "probabilities", "the 4 rows of anchorStates"), InlineData(6, 6, 0, "probabilities", "anchorStates has no rows")]
    public void States_are_one_an_anchor(int probabilities, int targets, int states, string wrong, string message)
    {
        float[] gradient = new float[probabilities];
        AssertRefused(wrong, message, gradient, () => { States(new float[probabilities], new float[targets], new sbyte[states], gradient); });
    }

    [Fact]
    public void States_are_as_many_as_the_classes_leave()
    {
        float[] gradient = new float[6];
        AssertRefused("probabilities", "anchorStates has 2 rows of 2 classes", gradient, () => { StatesOfTwo(new float[6], new float[6], new int[2], gradient); });
    }

    [Theory]
    [InlineData(3), InlineData(2), InlineData(5)]
    public void Packed_views_have_one_entry_more_on_the_class_axis(int classes)
    {
        float[] gradient = new float[24];
        AssertRefused("targets", $"targets has the shape [2, 4, {classes}] and probabilities has [2, 4, 3]: it must have the shape [2, 4, 4]", gradient, () =>
        {
            PackedViews(new(new float[24], [2, 4, 3]), new(new float[8 * classes], [2, 4, classes]), new(gradient, [2, 4, 3]));
        });
        AssertRefused("targets", "[8, 4]", gradient, () => { PackedViews(new(new float[24], [2, 4, 3]), new(new float[32], [8, 4]), new(gradient, [2, 4, 3])); });
    }

    [Fact]
    public void Views_of_states_have_the_shape_of_the_anchors()
    {
        float[] gradient = new float[24];
        AssertRefused("anchorStates", "anchorStates has the shape [4, 2] and probabilities has [2, 4, 3]", gradient, () =>
        {
            StateViews(new(new float[24], [2, 4, 3]), new(new float[24], [2, 4, 3]), new(new float[8], [4, 2]), new(gradient, [2, 4, 3]));
        });
        AssertRefused("targets", "targets has the shape [2, 4, 4]", gradient, () =>
        {
            StateViews(new(new float[24], [2, 4, 3]), new(new float[32], [2, 4, 4]), new(new float[8], [2, 4]), new(gradient, [2, 4, 3]));
        });
        AssertRefused("probabilities", "probabilities has the shape [3]", gradient, () => { PackedViews(new(new float[3], [3]), new(new float[4], [4]), new(gradient, [3])); });
    }

    [Fact]
    public void The_gradient_shares_no_memory_with_targets_or_states()
    {
        float[] memory = new float[56];
        AssertRefused("gradient", "gradient overlaps targets", memory, () => { Packed(new float[6], memory.AsSpan(0, 9), memory.AsSpan(8, 6)); });
        AssertRefused("gradient", "gradient overlaps anchorStates", memory, () =>
        {
            StateViews(new(new float[24], [2, 4, 3]), new(new float[24], [2, 4, 3]), new(memory.AsSpan(23, 8), [2, 4]), new(memory.AsSpan(0, 24), [2, 4, 3]));
        });
        AssertRefused("gradient", "gradient overlaps targets", memory, () =>
        {
            PackedViews(new(new float[24], [2, 4, 3]), new(memory.AsSpan(0, 32), [2, 4, 4]), new(memory.AsSpan(31, 24), [2, 4, 3]));
        });
    }

    private static void AssertRefused(string parameter, string message, float[] gradient, Action call)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(parameter, call);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.All(gradient, x => Assert.Equal(0, x));
    }

    [RetinaNetFocalLoss]
    private static partial float Packed(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient);

    [RetinaNetFocalLoss(Classes = 2)]
    private static partial float PackedOfTwo(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float PackedViews(ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, TensorView<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float States(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<sbyte> anchorStates, Span<float> gradient);

    [RetinaNetFocalLoss(Classes = 2)]
    private static partial float StatesOfTwo(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, ReadOnlySpan<int> anchorStates, Span<float> gradient);

    [RetinaNetFocalLoss]
    private static partial float StateViews(ReadOnlyTensorView<float> probabilities, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> anchorStates, TensorView<float> gradient);
}
