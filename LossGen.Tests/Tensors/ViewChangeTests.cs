namespace LossGen.Tests.Tensors;

/// <summary>What slices, selections, transposes and new shapes refuse, and in which words.</summary>
public sealed class ViewChangeTests
{
    private static readonly float[] Memory = new float[24];

    [Theory]
    [InlineData(3, 0, 1, "axis"), InlineData(-1, 0, 1, "axis"), InlineData(1, -1, 1, "start"), InlineData(1, 4, 0, "start"), InlineData(1, 0, 4, "length"), InlineData(1, 2, 2, "length")]
    [InlineData(1, 0, -1, "length"), InlineData(1, int.MaxValue, int.MaxValue, "start"), InlineData(1, 1, int.MaxValue, "length")]
    public void A_slice_is_inside_its_axis(int axis, int start, int length, string name)
    {
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>(name, () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Slice(axis, start, length); });
        Assert.Contains("[2, 3, 4]", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(name, () => { _ = new ReadOnlyTensorView<float>(Memory, [2, 3, 4]).Slice(axis, start, length); });
    }

    [Theory]
    [InlineData(3, 0, "axis"), InlineData(-1, 0, "axis"), InlineData(1, 3, "index"), InlineData(1, -1, "index")]
    public void A_selection_is_inside_its_axis(int axis, int index, string name)
    {
        Assert.Throws<ArgumentOutOfRangeException>(name, () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Select(axis, index); });
        Assert.Throws<ArgumentOutOfRangeException>(name, () => { _ = new ReadOnlyTensorView<float>(Memory, [2, 3, 4]).Select(axis, index); });
    }

    [Fact]
    public void The_last_axis_cannot_be_selected_away() =>
        Assert.Throws<InvalidOperationException>(() => { _ = new TensorView<float>(Memory, [24]).Select(0, 0); });

    [Theory]
    [InlineData(3, 0, "axis1"), InlineData(0, 3, "axis2"), InlineData(-1, 0, "axis1")]
    public void Axes_to_exchange_are_axes(int axis1, int axis2, string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Transpose(axis1, axis2); });

    [Fact]
    public void A_new_shape_has_as_many_elements()
    {
        ArgumentException e = Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Reshape([5, 5]); });
        Assert.All(["[5, 5]", "25", "[2, 3, 4]", "24"], word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Reshape([]); });
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => { _ = new TensorView<float>(Memory, [2, 3, 4]).Reshape([-2, -12]); });
    }

    [Fact]
    public void Axes_are_divided_whatever_their_strides_and_joined_where_these_allow_it()
    {
        TensorView<float> view = new TensorView<float>(Memory, [4, 6]).Slice(1, 1, 4);       // strides 6 and 1

        Assert.Equal([12, 6, 2, 1], view.Reshape([2, 2, 2, 2]).Strides);
        Assert.Equal([2, 1, 6], view.Transpose(0, 1).Reshape([2, 2, 4]).Strides);
        Assert.Equal([6, 0, 1], new TensorView<float>(Memory, [2, 2, 6]).Slice(2, 0, 3).Reshape([4, 1, 3]).Strides);
        Assert.Equal([0, 0, 0], new TensorView<float>(Memory, [4], [0]).Reshape([2, 1, 2]).Strides);
        Assert.Equal([0, 7], new TensorView<float>(Memory, [0, 6]).Transpose(0, 1).Reshape([0, 7]).Lengths);
    }

    [Theory]
    [InlineData(24), InlineData(3, 8), InlineData(12, 2), InlineData(8, 3)]
    public void What_only_a_copy_could_give_is_no_view(params int[] lengths)
    {
        nint[] shape = [.. lengths.Select(length => (nint)length)];
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => { _ = new TensorView<float>(Memory, [4, 6]).Transpose(0, 1).Reshape(shape); });
        Assert.All(["[6, 4]", "[1, 6]", $"[{string.Join(", ", lengths)}]"], word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => { _ = new ReadOnlyTensorView<float>(Memory, [4, 6]).Slice(1, 0, 5).Reshape([20]); });
    }

    /// <summary>A reference one step behind the last row would be outside the memory.</summary>
    [Fact]
    public void An_empty_slice_at_the_end_stays_inside_the_memory()
    {
        TensorView<float> view = new TensorView<float>(Memory.AsSpan(0, 22), [2], [21]).Slice(0, 2, 0);
        Assert.Equal(0, view.FlattenedLength);
        Assert.Equal([0], view.Lengths);
        Assert.True(view.TryGetSpan(out Span<float> span) && span.IsEmpty);
    }
}
