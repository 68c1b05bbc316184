using System.Runtime.CompilerServices;

#pragma warning disable CS8500 // A pointer to a managed type: refused when it is called.

namespace LossGen;

// Over native memory, where a view may have more elements than a span.
public readonly ref partial struct ReadOnlyTensorView<T>
{
    /// <summary>A row-major view of native or pinned memory, which must be there for all elements and outlive the view.</summary>
    /// <param name="memory">Where the first element is.</param>
    /// <param name="lengths">The lengths of the axes, one to eight.</param>
    /// <exception cref="ArgumentException">There are not one to eight lengths, one is negative, or there are elements and no memory.</exception>
    public unsafe ReadOnlyTensorView(T* memory, scoped ReadOnlySpan<nint> lengths)
        : this(ref Unsafe.AsRef<T>(memory), Layout.Contiguous(lengths, Native.Room(memory)))
    {
    }

    /// <summary>A view with strides of native or pinned memory, which must be there for all elements and outlive the view.</summary>
    /// <param name="memory">Where the first element is.</param>
    /// <param name="lengths">The lengths of the axes, one to eight.</param>
    /// <param name="strides">How many elements apart the neighbours on each axis are; none is negative.</param>
    /// <exception cref="ArgumentException">There are not one to eight lengths or not as many strides, one is negative, or there are elements and no memory.</exception>
    public unsafe ReadOnlyTensorView(T* memory, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        : this(ref Unsafe.AsRef<T>(memory), Layout.Strided(lengths, strides, Native.Room(memory)))
    {
    }
}
