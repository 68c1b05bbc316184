using System.Numerics.Tensors;

namespace LossGen.Tests.Tensors;

/// <summary>Views are had from spans, and from and to the tensor spans of System.Numerics.Tensors, with the same elements, lengths and strides.</summary>
public sealed class ConversionTests
{
    private static readonly float[] Memory = [.. Enumerable.Range(0, 64).Select(i => (float)i)];

    [Fact]
    public void A_span_is_a_view_of_rank_1()
    {
        float[] array = [1, 2, 3];
        Span<float> span = array;
        ReadOnlySpan<float> readOnlySpan = array;

        Assert.Equal([3], Written(span).Lengths);
        Assert.Equal([3], Written(array).Lengths);
        Assert.Equal(3, Read(span)[2]);
        Assert.Equal(3, Read(readOnlySpan)[2]);
        Assert.Equal(3, Read(array)[2]);
        Assert.Equal(3, Read(Written(span))[2]);
        Assert.Equal(0, Written(null).FlattenedLength);
        Assert.Equal([0], Read(Span<float>.Empty).Lengths);
    }

    public static TheoryData<nint[], nint[]> Shapes => new()
    {
        { [64], [1] }, { [4, 16], [16, 1] }, { [2, 3], [7, 2] }, { [3, 2], [2, 7] }, { [1, 5, 1], [0, 3, 0] }, { [1], [0] }, { [2, 0, 3], [0, 0, 1] }, { [0], [0] },
        { [2, 1, 2, 1, 2], [16, 0, 4, 0, 2] }, { [2, 2, 2, 2, 2, 2], [32, 16, 8, 4, 2, 1] }, { [2, 1, 1, 2, 1, 1, 2, 4], [16, 0, 0, 8, 0, 0, 4, 1] }, { [5, 3], [0, 1] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void A_tensor_span_and_its_view_have_the_same_elements_lengths_and_strides(nint[] lengths, nint[] strides)
    {
        TensorSpan<float> tensor = new(Memory, lengths, strides);
        TensorView<float> view = tensor;
        Assert.Equal(tensor.Lengths, view.Lengths);
        Assert.Equal(tensor.Strides, view.Strides);
        Assert.Equal(tensor.FlattenedLength, view.FlattenedLength);

        TensorSpan<float> back = view;
        ReadOnlyTensorSpan<float> readOnlyTensor = view, readOnlyBack = Read(readOnlyTensor);
        ReadOnlyTensorView<float> readOnly = tensor;
        Assert.Equal(lengths, back.Lengths);
        Assert.Equal(strides, back.Strides);
        Assert.True(tensor.IsEmpty || back == tensor);
        Assert.True(tensor.IsEmpty || readOnlyTensor == tensor);
        Assert.True(tensor.IsEmpty || readOnlyBack == tensor);
        Assert.Equal(strides, readOnly.Strides);
        Assert.Equal(tensor.FlattenedLength, readOnly.FlattenedLength);
        foreach (int[] index in ListedTensor.Indices([.. lengths.Select(length => (int)length)]))
        {
            nint[] at = [.. index.Select(i => (nint)i)];
            Assert.Equal(tensor[at], view[at]);
            Assert.Equal(tensor[at], readOnly[at]);
        }
    }

    [Fact]
    public void Lengths_alone_give_the_strides_that_a_tensor_span_has()
    {
        foreach (int[] lengths in ListedTensor.Indices([3, 4, 3, 4]))
        {
            nint[] shape = [.. lengths.Select(length => (nint)length)];
            Assert.Equal(new TensorSpan<float>(Memory, shape).Strides, new TensorView<float>(Memory, shape).Strides);
        }
    }

    [Fact]
    public void Slices_and_transposes_become_tensor_spans()
    {
        TensorView<float> view = new TensorView<float>(Memory, [4, 4, 4]).Slice(1, 1, 2).Transpose(0, 2);
        TensorSpan<float> tensor = view;
        Assert.Equal([4, 2, 4], tensor.Lengths);
        Assert.Equal([1, 4, 16], tensor.Strides);
        Assert.Equal(16 + 8 + 2, tensor[2, 1, 1]);
    }

    [Fact]
    public void A_tensor_can_be_sliced_by_its_own_ranges()
    {
        ReadOnlyTensorView<float> view = new TensorSpan<float>(Memory, [8, 8]).Slice([2..4, 3..4]);
        Assert.Equal([2, 1], view.Lengths);
        Assert.Equal([8, 0], view.Strides);
        Assert.Equal(27, view[1, 0]);
    }

    [Fact]
    public void Default_and_empty_values_stay_so()
    {
        Assert.Equal(0, Written(default(TensorSpan<float>)).Rank);
        Assert.Equal(0, Read(default(ReadOnlyTensorSpan<float>)).Rank);
        Assert.True(((TensorSpan<float>)default(TensorView<float>)).IsEmpty);
        Assert.True(((ReadOnlyTensorSpan<float>)default(ReadOnlyTensorView<float>)).IsEmpty);
        Assert.Equal([3, 0], ((TensorSpan<float>)new TensorView<float>([], [3, 0])).Lengths);
        Assert.Equal([0], ((ReadOnlyTensorSpan<float>)new ReadOnlyTensorView<float>([], [0])).Lengths);
    }

    [Fact]
    public void What_the_other_type_does_not_have_is_refused()
    {
        Assert.Throws<ArgumentException>("lengths", () => { _ = Read(new TensorSpan<float>(Memory, [1, 1, 1, 1, 1, 1, 1, 1, 1])); });
        Refuses("elements overlap", () => { ReadOnlyTensorSpan<float> windows = new ReadOnlyTensorView<float>(Memory, [62, 3], [1, 1]); });
        Refuses("elements overlap", () => { TensorSpan<float> windows = new TensorView<float>(Memory, [62, 3], [1, 1]); });
        Refuses("an axis steps over less than a smaller stride reaches", () => { TensorSpan<float> woven = new TensorView<float>(Memory, [2, 2], [3, 2]); });

        static void Refuses(string reason, Action conversion)
        {
            ArgumentException e = Assert.Throws<ArgumentException>("view", conversion);
            Assert.Contains(reason, e.Message, StringComparison.Ordinal);
            Assert.Contains("strides", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_method_can_return_what_it_converts()
    {
        Assert.Equal(5, AsView(new TensorSpan<float>(Memory, [8, 8]))[0, 5]);
        Assert.Equal(5, AsTensor(Memory)[5]);

        static ReadOnlyTensorView<float> AsView(TensorSpan<float> tensor) => tensor;
        static ReadOnlyTensorSpan<float> AsTensor(Span<float> span) => Written(span);
    }

    private static TensorView<float> Written(TensorView<float> view) => view;

    private static ReadOnlyTensorView<float> Read(ReadOnlyTensorView<float> view) => view;
}
