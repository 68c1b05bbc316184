using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LossGen.Execution;

namespace LossGen.Tests.Tensors;

/// <summary>Views of native memory, also of more elements than a span can have.</summary>
public sealed unsafe class NativeMemoryTests
{
    private static readonly nint Large = unchecked((nint)((1L << 31) + 10_000));

    [Fact]
    public void More_elements_than_a_span_has_are_addressed()
    {
        byte* memory = Reserve(Large);
        try
        {
            TensorView<byte> view = new(memory, [2, Large / 2]);
            Assert.Equal(Large, view.FlattenedLength);
            Assert.True(view.IsContiguous);
            Assert.False(view.TryGetSpan(out _));

            view[1, (Large / 2) - 1] = 7;
            Assert.Equal(7, memory[Large - 1]);
            Assert.Equal(7, view.Reshape([Large])[Large - 1]);
            Assert.Equal(7, view.Transpose(0, 1)[(Large / 2) - 1, 1]);
            Assert.Equal(7, view.Select(0, 1)[(Large / 2) - 1]);

            Assert.True(view.Reshape([Large]).Slice(0, Large - 3, 3).TryGetSpan(out Span<byte> last));
            Assert.Equal([0, 0, 7], last.ToArray());

            TensorSpan<byte> tensor = view;
            Assert.Equal(Large, tensor.FlattenedLength);
            Assert.Equal(7, ((ReadOnlyTensorView<byte>)tensor)[1, (Large / 2) - 1]);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [Fact]
    public void Strides_reach_as_far()
    {
        nint stride = (1 << 29) + 100;
        float* memory = (float*)Reserve((stride + 2) * sizeof(float));
        try
        {
            TensorView<float> view = new(memory, [2, 2], [stride, 1]);
            view[1, 1] = 3;
            Assert.Equal(3, memory[stride + 1]);
            Assert.Equal(3, new ReadOnlyTensorView<float>(memory, [2], [stride + 1])[1]);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    /// <summary>Their bytes are too many for a span of bytes.</summary>
    [Fact]
    public void The_overlaps_of_spans_of_more_bytes_than_a_span_has_are_found()
    {
        const int Length = 600_000_000;
        float* memory = (float*)Reserve(sizeof(float) * (long)Length);
        try
        {
            Arguments.Apart<float, float>(new ReadOnlySpan<float>(memory, Length - 1), "gradient", new ReadOnlySpan<float>(memory + Length - 1, 1), "targets");
            Arguments.SameOrApart<float, float>(new ReadOnlySpan<float>(memory, Length), "gradient", new ReadOnlySpan<float>(memory, Length), "logits");
            Assert.Throws<ArgumentException>("gradient", () => Arguments.Apart<float, float>(new ReadOnlySpan<float>(memory, Length), "gradient", new ReadOnlySpan<float>(memory + Length - 1, 1), "targets"));
            Assert.Throws<ArgumentException>("gradient", () => Arguments.SameOrApart<float, float>(new ReadOnlySpan<float>(memory, Length - 1), "gradient", new ReadOnlySpan<float>(memory + 1, Length - 1), "logits"));
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [Fact]
    public void Elements_need_an_address_and_must_fit_behind_it()
    {
        Assert.Equal(0, new TensorView<float>((float*)null, [0, 3]).FlattenedLength);
        Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>((float*)null, [1]); });
        Assert.Throws<ArgumentException>("strides", () => { _ = new ReadOnlyTensorView<float>((float*)null, [1], [1]); });
        float one = 1;
        float* address = &one;
        Assert.Throws<ArgumentException>("lengths", () => { _ = new TensorView<float>(address, [nint.MaxValue / 2]); });
        Assert.Throws<ArgumentException>("strides", () => { _ = new TensorView<float>(address, [2], [nint.MaxValue / 2]); });
        Assert.Equal(1, new TensorView<float>(address, [1])[0]);
    }

#pragma warning disable CS8500 // A pointer to a managed type is what is refused.
    [Fact]
    public void Pointers_to_references_are_refused()
    {
        string text = "";
        string* address = &text;
        Assert.Throws<ArgumentException>("memory", () => { _ = new TensorView<string>(address, [1]); });
    }
#pragma warning restore CS8500

    /// <summary>Memory that is not touched takes address space only.</summary>
    private static byte* Reserve(long bytes)
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "The address space is too small.");
        try
        {
            return (byte*)NativeMemory.AllocZeroed((nuint)bytes);
        }
        catch (OutOfMemoryException)
        {
            Assert.Skip($"There are no {bytes} bytes of memory.");
            throw;
        }
    }
}
