using System.Numerics.Tensors;
using LossGen.Execution;

namespace LossGen.Tests.Tensors;

/// <summary>Views are made, changed, converted, checked and gone through without allocation.</summary>
public sealed class ViewAllocationTests
{
    private static readonly float[] Memory = new float[2 * 3 * 13 * 13];

    [Fact]
    public void Making_and_changing_views_allocates_nothing() => AssertNoAllocation(static () =>
    {
        Span<float> span = Memory;
        TensorView<float> view = new(span, [2, 3, 13, 13]);
        TensorView<float> strided = new(span, [2, 2, 2, 2, 2, 2, 2, 2], [128, 64, 32, 16, 8, 4, 2, 1]);
        TensorView<float> changed = view.Slice(1, 1, 2).Select(0, 1).Transpose(0, 2);
        nint sum = view.Reshape([6, 169]).Lengths[1] + strided.Strides[0] + changed.FlattenedLength;
        ReadOnlyTensorView<float> readOnly = changed;
        view[1, 2, 3, 4] = readOnly[0, 1, 1] + sum;
        return readOnly.TryGetSpan(out _) ? 1 : readOnly.Slice(0, 1, 2).Select(1, 1).Lengths[0];
    });

    [Fact]
    public void Converting_allocates_nothing_up_to_five_axes() => AssertNoAllocation(static () =>
    {
        TensorSpan<float> tensor = new TensorView<float>(Memory, [2, 3, 1, 13, 13]);
        TensorView<float> view = tensor;
        ReadOnlyTensorSpan<float> readOnlyTensor = view.Slice(1, 0, 2);
        ReadOnlyTensorView<float> readOnly = readOnlyTensor;
        ReadOnlyTensorView<float> row = Memory.AsSpan();
        return readOnly.FlattenedLength + row.FlattenedLength;
    });

    [Fact]
    public void Checking_arguments_and_going_through_items_allocates_nothing() => AssertNoAllocation(static () =>
    {
        TensorView<float> view = new(Memory, [2, 3, 13, 13]);
        TensorView<float> gradient = view.Select(1, 0).Slice(1, 0, 6);
        ReadOnlyTensorView<float> logits = view.Select(1, 1).Slice(1, 0, 6);
        ViewArguments.SameShape(gradient.Lengths, nameof(gradient), logits.Lengths, nameof(logits));
        ViewArguments.Writable(gradient, nameof(gradient));
        ViewArguments.SameOrApart(gradient, nameof(gradient), logits, nameof(logits));
        ViewArguments.Apart<float, float>(gradient, nameof(gradient), logits, nameof(logits));

        nint items = 0;
        StridedRuns runs = new(logits.Lengths, logits.Strides, gradient.Strides);
        while (runs.Next())
        {
            items += runs.Length;
        }

        return items;
    });

    private static void AssertNoAllocation(Func<nint> work)
    {
        _ = work();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 3; call++)
        {
            _ = work();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
