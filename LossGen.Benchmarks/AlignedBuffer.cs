using System.Runtime.InteropServices;

namespace LossGen.Benchmarks;

/// <summary>Memory on cache lines, which can be moved within its first page. Kept until the process ends.</summary>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    // Where a buffer begins matters in the first-level cache, and to move a large one takes longer than to time it.
    private const int Page = 4096, Line = 64, MostBytesMoved = 1 << 18;
    private readonly byte* _page;
    private readonly int _length;
    private int _shift;

    public AlignedBuffer(int length)
    {
        _page = (byte*)NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T) + Page, Page);
        _length = length;
        Span.Clear();
    }

    public AlignedBuffer(ReadOnlySpan<T> contents)
        : this(contents.Length) => contents.CopyTo(Span);

    public Span<T> Span => new(_page + _shift, _length);

    /// <summary>Moves the contents to start on the given line of the page.</summary>
    public void MoveTo(int line)
    {
        if ((long)_length * sizeof(T) <= MostBytesMoved)
        {
            Span<T> old = Span;
            _shift = line * Line % Page;
            old.CopyTo(Span);
        }
    }
}
