using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen;

// From and to spans and the tensor spans of System.Numerics.Tensors: the same elements, lengths and strides.
public readonly ref partial struct ReadOnlyTensorView<T>
{
    /// <summary>A view of rank 1.</summary>
    /// <param name="span">Its elements.</param>
    public static implicit operator ReadOnlyTensorView<T>(ReadOnlySpan<T> span) => new(span, [span.Length]);

    /// <summary>A view of rank 1.</summary>
    /// <param name="span">Its elements.</param>
    public static implicit operator ReadOnlyTensorView<T>(Span<T> span) => (ReadOnlySpan<T>)span;

    /// <summary>A view of rank 1.</summary>
    /// <param name="array">Its elements.</param>
    public static implicit operator ReadOnlyTensorView<T>(T[]? array) => new ReadOnlySpan<T>(array);

    /// <summary>The same tensor.</summary>
    /// <param name="tensor">A tensor of at most eight axes.</param>
    /// <exception cref="ArgumentException">The tensor has more axes.</exception>
    public static implicit operator ReadOnlyTensorView<T>(ReadOnlyTensorSpan<T> tensor) =>
        tensor.Rank == 0 ? default : new(in tensor.GetPinnableReference(), Layout.Strided(tensor.Lengths, tensor.Strides, nint.MaxValue));

    /// <summary>The same tensor.</summary>
    /// <param name="tensor">A tensor of at most eight axes.</param>
    /// <exception cref="ArgumentException">The tensor has more axes.</exception>
    public static implicit operator ReadOnlyTensorView<T>(TensorSpan<T> tensor) => (TensorView<T>)tensor;

    /// <summary>The same tensor. System.Numerics.Tensors allocates for more than five axes.</summary>
    /// <param name="view">A view.</param>
    /// <exception cref="ArgumentException">The strides are none of System.Numerics.Tensors: an axis steps over less than a smaller stride reaches.</exception>
    public static implicit operator ReadOnlyTensorSpan<T>(ReadOnlyTensorView<T> view)
    {
        try
        {
            return view.Rank == 0 ? default : TensorMarshal.CreateReadOnlyTensorSpan(in view.FirstOrStandIn(), view._layout.Extent, view.Lengths, view.Strides, pinned: false);
        }
        catch (ArgumentException e)
        {
            throw Layout.NoTensorSpan(view.Lengths, view.Strides, nameof(view), e);
        }
    }

    /// <summary>The first element; where there is none, an address that is not null, which a tensor span's shape needs.</summary>
    private ref readonly T FirstOrStandIn() => ref FlattenedLength == 0 ? ref MemoryMarshal.GetArrayDataReference(Array.Empty<T>()) : ref _reference;
}
