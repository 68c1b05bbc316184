using System.Runtime.InteropServices;
using LossGen.Execution;

namespace LossGen.Tests.Tensors;

/// <summary>The natural cases of the overlap rule, and its words.</summary>
public sealed class OverlapTests
{
    private static readonly float[] Memory = new float[256];

    /// <summary>A tensor [4, 4, 4, 4].</summary>
    private static TensorView<float> Tensor => new(Memory, [4, 4, 4, 4]);

    [Fact]
    public void Memory_side_by_side_is_apart()
    {
        AssertApart(Tensor.Select(0, 0), Tensor.Select(0, 1));
        AssertApart(Tensor.Select(0, 0), Tensor.Select(0, 1).Transpose(0, 2));
        AssertApart(new TensorView<float>(Memory, [2, 3], [4, 1]), Memory.AsSpan(7));
        AssertApart(new float[3], new float[3]);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Slices_of_one_tensor_along_any_axis_are_apart(int axis)
    {
        AssertApart(Tensor.Slice(axis, 0, 2), Tensor.Slice(axis, 2, 2));
        AssertApart(Tensor.Slice(axis, 0, 3), Tensor.Slice(axis, 3, 1));
        AssertApart(Tensor.Slice(axis, 1, 1), Tensor.Slice(axis, 2, 2));
        AssertApart(Tensor.Select(axis, 1), Tensor.Select(axis, 3));
        AssertApart(Tensor.Slice(axis, 0, 3), Tensor.Select(axis, 3));
        AssertApart(Tensor.Slice(axis, 0, 2).Transpose(1, 2), Tensor.Slice(axis, 2, 2).Transpose(1, 2));
        AssertMeet(Tensor.Slice(axis, 0, 3), Tensor.Slice(axis, 2, 2));
        AssertMeet(Tensor.Slice(axis, 0, 3), Tensor.Slice(axis, 1, 3));
        AssertMeet(Tensor.Slice(axis, 0, 3), Tensor.Select(axis, 2));
    }

    [Fact]
    public void Slices_apart_on_one_axis_only_are_apart()
    {
        AssertApart(Tensor.Slice(1, 0, 2).Slice(3, 0, 3), Tensor.Slice(1, 1, 3).Slice(3, 3, 1));
        AssertMeet(Tensor.Slice(1, 0, 2).Slice(3, 0, 3), Tensor.Slice(1, 1, 3).Slice(3, 2, 2));
    }

    /// <summary>On each axis but one the slices have indices in common: the longest search that slices take.</summary>
    [Theory, InlineData(0), InlineData(3), InlineData(7)]
    public void Slices_with_eight_axes_are_apart_if_they_are_on_one(int apart)
    {
        float[] memory = new float[65_536];
        TensorView<float> a = new(memory, [4, 4, 4, 4, 4, 4, 4, 4]), b = a, c = a;
        for (int axis = 0; axis < 8; axis++)
        {
            a = a.Slice(axis, 0, axis == apart ? 2 : 3);
            b = b.Slice(axis, axis == apart ? 2 : 1, axis == apart ? 2 : 3);
            c = c.Slice(axis, 1, 3);
        }

        AssertApart(a, b);
        AssertMeet(a, c);
    }

    [Fact]
    public void Channels_of_one_image_are_apart()
    {
        TensorView<float> image = new(Memory, [5, 7, 3]);
        AssertApart(image.Select(2, 0), image.Select(2, 1));
        AssertApart(image.Slice(2, 0, 1), image.Slice(2, 1, 2));
        AssertMeet(image.Select(2, 1), image.Slice(2, 1, 2));
    }

    [Fact]
    public void Even_and_odd_rows_are_apart()
    {
        AssertApart(Rows(0), Rows(1));
        AssertApart(Rows(0), Rows(1).Slice(0, 0, 1));
        AssertMeet(Rows(0), Rows(0).Slice(0, 1, 3));

        static TensorView<float> Rows(int first) => new TensorView<float>(Memory, [4, 2, 8]).Select(1, first);
    }

    [Fact]
    public void Fields_of_records_are_apart()
    {
        TensorView<float> records = new(Memory, [20, 6]);
        AssertApart(records.Select(1, 4), records.Slice(1, 0, 4));      // a loss a box, behind its box
        AssertApart(records.Slice(1, 0, 4), records.Select(1, 4));

        Span<int> labels = MemoryMarshal.Cast<float, int>(Memory.AsSpan());
        ViewArguments.Apart<float, int>(records.Slice(1, 0, 5), "gradient", new ReadOnlyTensorView<int>(labels, [20, 6]).Select(1, 5), "targets");
    }

    [Fact]
    public void A_repeated_input_is_apart_from_the_other_elements()
    {
        TensorView<float> rows = new(Memory, [8, 4]);
        ReadOnlyTensorView<float> repeated = new(Memory.AsSpan(4), [7, 4], [0, 1]);
        ViewArguments.Apart<float, float>(rows.Slice(0, 2, 6), "gradient", repeated, "targets");
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Apart<float, float>(new TensorView<float>(Memory, [8, 4]), "gradient", new ReadOnlyTensorView<float>(Memory.AsSpan(4), [8, 4], [0, 1]), "targets"); });
    }

    [Fact]
    public void Without_elements_nothing_overlaps()
    {
        AssertApart(Tensor, Tensor.Slice(2, 1, 0));
        AssertApart(default, Tensor);
    }

    [Fact]
    public void The_same_memory_with_the_same_shape_and_strides_is_in_place()
    {
        ViewArguments.SameOrApart<float>(Tensor, "gradient", Tensor, "logits");
        ViewArguments.SameOrApart<float>(Tensor.Transpose(1, 2), "gradient", Tensor.Transpose(1, 2), "logits");
        ViewArguments.SameOrApart<float>(Tensor.Slice(3, 1, 2), "gradient", Tensor.Slice(3, 1, 2), "logits");
        AssertMeet(Tensor, Tensor, inPlace: true);
    }

    [Fact]
    public void The_same_memory_in_another_order_is_not_in_place()
    {
        AssertMeet(Tensor, Tensor.Transpose(1, 2));
        AssertMeet(Tensor.Reshape([256]), Tensor);
        AssertMeet(Tensor.Slice(0, 0, 3), Tensor.Slice(0, 0, 2));
        AssertMeet(new TensorView<float>(Memory, [10]), new TensorView<float>(Memory.AsSpan(1), [10]));
    }

    /// <summary>They have no element in common, but nothing of their strides says so.</summary>
    [Fact]
    public void Unequal_strides_are_not_looked_into() => AssertMeet(Tensor.Select(3, 0), Tensor.Select(3, 1).Transpose(0, 1));

    [Fact]
    public void Elements_of_another_size_are_apart_by_their_ranges_alone()
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(Memory.AsSpan());
        ViewArguments.Apart<float, byte>(Memory.AsSpan(0, 8), "gradient", bytes[32..], "targets");
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Apart<float, byte>(Memory.AsSpan(0, 8), "gradient", MemoryMarshal.AsBytes(Memory.AsSpan())[31..], "targets"); });
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Apart<float, byte>(new TensorView<float>(Memory, [4], [2]), "gradient", new ReadOnlyTensorView<byte>(MemoryMarshal.AsBytes(Memory.AsSpan())[4..], [4], [8]), "targets"); });
    }

    [Fact]
    public void An_output_has_no_stride_of_0_on_an_axis_that_is_longer_than_1()
    {
        ViewArguments.Writable(new TensorView<float>(Memory, [1, 3], [0, 1]), "gradient");
        ViewArguments.Writable(new TensorView<float>(Memory, [5, 0], [0, 0]), "gradient");
        ArgumentException e = Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Writable(new TensorView<float>(Memory, [2, 3], [0, 1]), "gradient"); });
        Assert.Contains("[2, 3]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[0, 1]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_has_a_place_for_each_element()
    {
        ViewArguments.Writable(Tensor.Transpose(0, 3).Slice(1, 1, 2), "gradient");
        ViewArguments.Writable(new TensorView<float>(Memory, [15], [17]), "gradient");
        ViewArguments.Writable(new TensorView<float>(Memory, [3, 3], [4, 3]), "gradient");
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Writable(new TensorView<float>(Memory, [2, 2], [1, 1]), "gradient"); });
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Writable(new TensorView<float>(Memory, [4, 5], [4, 1]), "gradient"); });
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Writable(new TensorView<float>(Memory, [3, 4], [3, 2]), "gradient"); });
    }

    /// <summary>All strides are even and one view starts at an odd place; to find that by trying takes 10¹¹ steps.</summary>
    [Fact]
    public void What_takes_too_long_to_show_is_refused()
    {
        float[] memory = new float[110_000];
        nint[] lengths = [1000, 1000, 1000, 1000, 1000], strides = [20, 22, 24, 26, 18];
        Assert.Throws<ArgumentException>("gradient", () => { ViewArguments.Apart<float, float>(new ReadOnlyTensorView<float>(memory, lengths, strides), "gradient", new ReadOnlyTensorView<float>(memory.AsSpan(1), lengths, strides), "targets"); });
    }

    [Fact]
    public void Shapes_are_named_where_they_differ()
    {
        ViewArguments.SameShape([2, 3], "targets", [2, 3], "logits");
        ArgumentException e = Assert.Throws<ArgumentException>("targets", () => ViewArguments.SameShape([2, 3], "targets", [3, 2], "logits"));
        Assert.Contains("targets has the shape [2, 3] and logits has [3, 2]", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("targets", () => ViewArguments.SameShape([2, 3], "targets", [2, 3, 1], "logits"));
    }

    private static void AssertApart(ReadOnlyTensorView<float> a, ReadOnlyTensorView<float> b)
    {
        Assert.True(Overlaps.AcceptApart(a, b));
        Assert.True(Overlaps.AcceptApart(b, a));
        Assert.True(Overlaps.AcceptSameOrApart(a, b));
        Assert.True(Overlaps.AcceptSameOrApart(b, a));
    }

    private static void AssertMeet(ReadOnlyTensorView<float> a, ReadOnlyTensorView<float> b, bool inPlace = false)
    {
        Assert.False(Overlaps.AcceptApart(a, b));
        Assert.False(Overlaps.AcceptApart(b, a));
        Assert.Equal(inPlace, Overlaps.AcceptSameOrApart(a, b));
        Assert.Equal(inPlace, Overlaps.AcceptSameOrApart(b, a));
    }
}
