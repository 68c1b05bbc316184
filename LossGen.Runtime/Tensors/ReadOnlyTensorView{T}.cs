using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen;

/// <summary>A tensor over memory that the caller owns, to read only: one to eight axes with lengths and strides.</summary>
/// <remarks>
/// The element at (i₀, i₁, …) stands i₀·s₀ + i₁·s₁ + … elements after the first, where s are the strides: none is negative (0 repeats an element along an axis), and an
/// axis of length 0 or 1 has the stride 0, as in System.Numerics.Tensors. Constructing, slicing and transposing allocate nothing.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref partial struct ReadOnlyTensorView<T>
{
    private readonly ref readonly T _reference;
    private readonly Layout _layout;

    /// <summary>A row-major view of the first elements of a memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="lengths">The lengths of the axes, one to eight.</param>
    /// <exception cref="ArgumentException">There are not one to eight lengths, one is negative, or the memory has fewer elements than the shape.</exception>
    public ReadOnlyTensorView(ReadOnlySpan<T> memory, scoped ReadOnlySpan<nint> lengths)
        : this(ref MemoryMarshal.GetReference(memory), Layout.Contiguous(lengths, memory.Length))
    {
    }

    /// <summary>A view of a memory with strides.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="lengths">The lengths of the axes, one to eight.</param>
    /// <param name="strides">How many elements apart the neighbours on each axis are; none is negative.</param>
    /// <exception cref="ArgumentException">There are not one to eight lengths or not as many strides, one is negative, or the strides reach outside the memory.</exception>
    public ReadOnlyTensorView(ReadOnlySpan<T> memory, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        : this(ref MemoryMarshal.GetReference(memory), Layout.Strided(lengths, strides, memory.Length))
    {
    }

    internal ReadOnlyTensorView(ref readonly T reference, Layout layout)
    {
        _reference = ref reference;
        _layout = layout;
    }

    /// <summary>The number of axes, from 1 to 8; 0 for a default view, which has no elements.</summary>
    public int Rank => _layout.Rank;

    /// <summary>The number of elements.</summary>
    public nint FlattenedLength => _layout.FlattenedLength;

    /// <summary>The length of each axis.</summary>
    [UnscopedRef]
    public ReadOnlySpan<nint> Lengths => _layout.Lengths;

    /// <summary>How many elements apart the neighbours on each axis are; 0 for an axis of length 0 or 1.</summary>
    [UnscopedRef]
    public ReadOnlySpan<nint> Strides => _layout.Strides;

    /// <summary>Whether the elements stand side by side in row-major order.</summary>
    public bool IsContiguous => _layout.IsContiguous;

    /// <summary>How many elements of memory the view reaches over.</summary>
    internal nint Extent => _layout.Extent;

    /// <summary>An element.</summary>
    /// <param name="indices">One index for each axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not less than the length of its axis.</exception>
    public ref readonly T this[params scoped ReadOnlySpan<nint> indices] => ref Unsafe.Add(ref Unsafe.AsRef(in _reference), _layout.Offset(indices));

    /// <summary>A part of one axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first index of the part.</param>
    /// <param name="length">How many indices the part has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The view has no such axis, or the axis no such part.</exception>
    public ReadOnlyTensorView<T> Slice(int axis, nint start, nint length)
    {
        Layout slice = _layout.Slice(axis, start, length, out nint offset);
        return new(ref Unsafe.Add(ref Unsafe.AsRef(in _reference), offset), slice);
    }

    /// <summary>What stands at one index of an axis: a view without that axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="index">The index.</param>
    /// <exception cref="ArgumentOutOfRangeException">The view has no such axis, or the axis no such index.</exception>
    /// <exception cref="InvalidOperationException">The view has one axis only.</exception>
    public ReadOnlyTensorView<T> Select(int axis, nint index)
    {
        Layout selected = _layout.Select(axis, index, out nint offset);
        return new(ref Unsafe.Add(ref Unsafe.AsRef(in _reference), offset), selected);
    }

    /// <summary>The same elements with two axes exchanged.</summary>
    /// <param name="axis1">The one axis.</param>
    /// <param name="axis2">The other axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">The view has no such axis.</exception>
    public ReadOnlyTensorView<T> Transpose(int axis1, int axis2) => new(in _reference, _layout.Transpose(axis1, axis2));

    /// <summary>The same elements, in row-major order, in another shape: an axis of any view can be divided, and neighbouring axes joined where their strides allow it.</summary>
    /// <param name="lengths">The lengths of the axes, one to eight.</param>
    /// <exception cref="ArgumentException">The shape has not as many elements, or is not one of a view.</exception>
    /// <exception cref="InvalidOperationException">No strides lead to the elements in that shape, as after a transposition: they would have to be copied.</exception>
    public ReadOnlyTensorView<T> Reshape(scoped ReadOnlySpan<nint> lengths) => new(in _reference, _layout.Reshape(lengths));

    /// <summary>The elements as a span, where they stand side by side in row-major order and a span can be as long.</summary>
    /// <param name="span">The elements.</param>
    /// <returns>Whether there is such a span.</returns>
    public bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        bool isSpan = IsContiguous && FlattenedLength <= int.MaxValue;
        span = isSpan ? MemoryMarshal.CreateReadOnlySpan(in _reference, (int)FlattenedLength) : default;
        return isSpan;
    }

    /// <summary>The first element, or a null reference where there is none. For <see langword="fixed"/> and for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref readonly T GetPinnableReference() => ref FlattenedLength == 0 ? ref Unsafe.NullRef<T>() : ref _reference;
}
