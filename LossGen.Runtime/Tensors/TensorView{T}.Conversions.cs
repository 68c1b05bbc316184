using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossGen;

// From and to spans and the tensor spans of System.Numerics.Tensors: the same elements, lengths and strides.
public readonly ref partial struct TensorView<T>
{
    /// <summary>A view of rank 1.</summary>
    /// <param name="span">Its elements.</param>
    public static implicit operator TensorView<T>(Span<T> span) => new(span, [span.Length]);

    /// <summary>A view of rank 1.</summary>
    /// <param name="array">Its elements.</param>
    public static implicit operator TensorView<T>(T[]? array) => array.AsSpan();

    /// <summary>The same tensor.</summary>
    /// <param name="tensor">A tensor of at most eight axes.</param>
    /// <exception cref="ArgumentException">The tensor has more axes.</exception>
    public static implicit operator TensorView<T>(TensorSpan<T> tensor) =>
        tensor.Rank == 0 ? default : new(ref tensor.GetPinnableReference(), Layout.Strided(tensor.Lengths, tensor.Strides, nint.MaxValue));

    /// <summary>The same tensor, to read only.</summary>
    /// <param name="view">A view.</param>
    public static implicit operator ReadOnlyTensorView<T>(TensorView<T> view) => new(ref view._reference, view._layout);

    /// <summary>The same tensor. System.Numerics.Tensors allocates for more than five axes.</summary>
    /// <param name="view">A view.</param>
    /// <exception cref="ArgumentException">The strides are none of System.Numerics.Tensors: an axis steps over less than a smaller stride reaches.</exception>
    public static implicit operator TensorSpan<T>(TensorView<T> view)
    {
        try
        {
            return view.Rank == 0 ? default : TensorMarshal.CreateTensorSpan(ref view.FirstOrStandIn(), view._layout.Extent, view.Lengths, view.Strides, pinned: false);
        }
        catch (ArgumentException e)
        {
            throw Layout.NoTensorSpan(view.Lengths, view.Strides, nameof(view), e);
        }
    }

    /// <summary>The same tensor, to read only. System.Numerics.Tensors allocates for more than five axes.</summary>
    /// <param name="view">A view.</param>
    /// <exception cref="ArgumentException">The strides are none of System.Numerics.Tensors: an axis steps over less than a smaller stride reaches.</exception>
    public static implicit operator ReadOnlyTensorSpan<T>(TensorView<T> view) => (ReadOnlyTensorView<T>)view;

    /// <summary>The first element; where there is none, an address that is not null, which a tensor span's shape needs.</summary>
    private ref T FirstOrStandIn() => ref FlattenedLength == 0 ? ref MemoryMarshal.GetArrayDataReference(Array.Empty<T>()) : ref _reference;
}
