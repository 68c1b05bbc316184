using static LossGen.Tests.Tensors.Shapes;

namespace LossGen.Tests.Tensors;

/// <summary>What a view is made from, what it says of itself, and what is refused.</summary>
public sealed class ViewConstructionTests
{
    private static readonly float[] Memory = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

    [Fact]
    public void A_view_of_lengths_alone_is_row_major()
    {
        TensorView<float> view = new(Memory, [2, 3, 4]);

        Assert.Equal(3, view.Rank);
        Assert.Equal(24, view.FlattenedLength);
        Assert.Equal([2, 3, 4], view.Lengths);
        Assert.Equal([12, 4, 1], view.Strides);
        Assert.True(view.IsContiguous);
        Assert.Equal(23, view[1, 2, 3]);
        Assert.Equal(6, view[0, 1, 2]);
    }

    [Fact]
    public void A_written_element_is_in_the_memory()
    {
        float[] memory = new float[6];
        TensorView<float> view = new(memory, [2, 3]);
        view[1, 1] = 7;
        Assert.Equal([0, 0, 0, 0, 7, 0], memory);
    }

    [Fact]
    public void A_view_has_the_strides_it_is_given()
    {
        ReadOnlyTensorView<float> view = new(Memory.AsSpan(1), [3, 2], [8, 3]);

        Assert.Equal([8, 3], view.Strides);
        Assert.False(view.IsContiguous);
        Assert.Equal([1, 4, 9, 12, 17, 20], [view[0, 0], view[0, 1], view[1, 0], view[1, 1], view[2, 0], view[2, 1]]);
    }

    [Fact]
    public void An_axis_of_length_0_or_1_has_the_stride_0()
    {
        Assert.Equal([0, 4, 0, 1], new TensorView<float>(Memory, [1, 2, 1, 4]).Strides);
        Assert.Equal([0, 4, 0, 1], new TensorView<float>(Memory, [1, 2, 1, 4], [99, 4, 1000, 1]).Strides);
        Assert.Equal([0, 0, 1], new TensorView<float>(Memory, [2, 0, 3]).Strides);
        Assert.True(new TensorView<float>(Memory, [1, 2, 1, 4], [99, 4, 1000, 1]).IsContiguous);
    }

    [Fact]
    public void A_stride_of_0_repeats_an_element()
    {
        ReadOnlyTensorView<float> view = new(Memory, [1000, 2], [0, 1]);
        Assert.Equal(2000, view.FlattenedLength);
        Assert.Equal(1, view[999, 1]);
        Assert.False(view.IsContiguous);
    }

    [Fact]
    public void Eight_axes_are_the_most()
    {
        TensorView<float> view = new(Memory, [1, 2, 1, 3, 1, 2, 2, 1]);
        Assert.Equal(8, view.Rank);
        Assert.Equal(23, view[0, 1, 0, 2, 0, 1, 1, 0]);
        Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>(Memory, [1, 1, 1, 1, 1, 1, 1, 1, 1]); });
        Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>(Memory, []); });
    }

    [Fact]
    public void Views_without_elements_need_no_memory()
    {
        TensorView<float> view = new([], [3, 0, 2]);
        Assert.Equal(0, view.FlattenedLength);
        Assert.True(view.IsContiguous);
        Assert.True(view.TryGetSpan(out Span<float> span) && span.IsEmpty);
        Assert.Equal(0, new TensorView<float>([], [0], [5]).FlattenedLength);
    }

    [Fact]
    public void A_default_view_is_empty_and_has_no_axes()
    {
        TensorView<float> view = default;
        Assert.Equal(0, view.Rank);
        Assert.Equal(0, view.FlattenedLength);
        Assert.True(view.Lengths.IsEmpty && view.Strides.IsEmpty && view.IsContiguous);
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => { _ = default(TensorView<float>).Slice(0, 0, 0); });
    }

    [Theory]
    [InlineData(new[] { 5, 5 }, "lengths", "[5, 5]", "25", "24"), InlineData(new[] { 25 }, "lengths", "[25]", "25", "24")]
    [InlineData(new[] { 2, -3 }, "lengths", "[2, -3]", "-3", "negative"), InlineData(new[] { -1, 0 }, "lengths", "[-1, 0]", "-1", "negative")]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, "lengths", "[2147483647, 2147483647, 2147483647]", "more", "counted")]
    public void Lengths_that_the_memory_has_not_are_refused(int[] lengths, string name, params string[] words) =>
        Refused(name, words, () => { _ = new TensorView<float>(Memory, Nint(lengths)); }, () => { _ = new ReadOnlyTensorView<float>(Memory, Nint(lengths)); });

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 22, 1 }, "strides", "[22, 1]", "element 24", "24")]
    [InlineData(new[] { 2, 3 }, new[] { 3, -1 }, "strides", "[3, -1]", "-1", "negative"), InlineData(new[] { 1, 3 }, new[] { -3, 1 }, "strides", "[-3, 1]", "-3", "negative")]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, "strides", "1 strides", "2 axes"), InlineData(new[] { 2 }, new int[0], "strides", "0 strides", "1 axes")]
    [InlineData(new[] { int.MaxValue, 2 }, new[] { int.MaxValue, int.MaxValue }, "strides", "[2147483647, 2147483647]", "24")]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, new[] { 0, 0, 0 }, "lengths", "more", "counted")]
    [InlineData(new[] { -2 }, new[] { 1 }, "lengths", "-2", "negative")]
    public void Strides_that_reach_outside_the_memory_are_refused(int[] lengths, int[] strides, string name, params string[] words) =>
        Refused(name, words, () => { _ = new TensorView<float>(Memory, Nint(lengths), Nint(strides)); }, () => { _ = new ReadOnlyTensorView<float>(Memory, Nint(lengths), Nint(strides)); });

    [Fact]
    public void The_last_element_may_be_the_memorys_last() => Assert.Equal(23, new TensorView<float>(Memory, [2, 3], [21, 1])[1, 2]);

    [Fact]
    public void Indices_are_one_an_axis_and_inside_it()
    {
        Assert.Throws<ArgumentException>("indices", () => { _ = new TensorView<float>(Memory, [2, 3])[1]; });
        Assert.Throws<ArgumentException>("indices", () => { _ = new TensorView<float>(Memory, [2, 3])[1, 1, 1]; });
        ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>("indices", () => { _ = new ReadOnlyTensorView<float>(Memory, [2, 3])[1, 3]; });
        Assert.Contains("[1, 3]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => { _ = new TensorView<float>(Memory, [2, 3])[-1, 0]; });
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => { _ = new TensorView<float>(Memory, [2, 0])[0, 0]; });
    }

    [Fact]
    public void A_method_can_return_a_view_of_the_memory_it_is_given()
    {
        float[] memory = new float[6];
        Rows(memory)[2, 1] = 5;
        Assert.Equal(5, memory[5]);
        Assert.Equal(5, LastRow(memory)[1]);

        static TensorView<float> Rows(Span<float> memory) => new(memory, [memory.Length / 2, 2]);
        static ReadOnlyTensorView<float> LastRow(ReadOnlySpan<float> memory)
        {
            ReadOnlyTensorView<float> rows = new(memory, [memory.Length / 2, 2], [2, 1]);
            return rows.Select(0, rows.Lengths[0] - 1).Transpose(0, 0);
        }
    }

    [Fact]
    public void A_view_can_be_pinned()
    {
        float[] memory = [1, 2, 3];
        unsafe
        {
            fixed (float* first = new TensorView<float>(memory, [3]).Slice(0, 1, 2))
            {
                *first = 9;
            }

            fixed (float* none = new ReadOnlyTensorView<float>(memory, [0]))
            {
                Assert.True(none == null);
            }
        }

        Assert.Equal([1, 9, 3], memory);
    }

    private static void Refused(string name, string[] words, params ReadOnlySpan<Action> constructions)
    {
        foreach (Action construct in constructions)
        {
            ArgumentException e = Assert.ThrowsAny<ArgumentException>(construct);
            Assert.Equal(name, e.ParamName);
            Assert.All(words, word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
        }
    }
}
