using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>The true boxes of an image without those that are padding, some at a time: cells are compared with no others.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="first">The first box of the first image.</param>
/// <param name="work">How many boxes an image has, and how far apart they are.</param>
/// <param name="part">Where they are copied to.</param>
internal ref struct TrueBoxes<T>(ref T first, in CellWork<T> work, Span<T> part)
    where T : unmanaged, IEquatable<T>
{
    /// <summary>Boxes that are copied at a time.</summary>
    public const int Part = 256;

    /// <summary>The numbers of a box.</summary>
    public const int Numbers = 4;

    private readonly ref T _first = ref first;
    private readonly nint _boxes = work.Boxes;
    private readonly nint _imageStride = work.BoxImage;
    private readonly nint _boxStride = work.Box;
    private readonly nint _stride = work.BoxNumber;
    private readonly Span<T> _part = part;
    private nint _image = -1;
    private nint _from;
    private nint _next;

    /// <summary>The first of the boxes that were copied.</summary>
    public readonly ref T First => ref MemoryMarshal.GetReference(_part);

    /// <summary>How many were copied.</summary>
    public int Count { get; private set; }

    /// <summary>Copies the first boxes of an image, unless they are there already.</summary>
    public void Begin(nint image)
    {
        if (image != _image || _from != 0)
        {
            _image = image;
            Copy(0);
        }
    }

    /// <summary>Copies the next boxes of the image; false where there are no more.</summary>
    public bool Next()
    {
        bool isMore = _next < _boxes;
        if (isMore)
        {
            Copy(_next);
        }

        return isMore;
    }

    private void Copy(nint from)
    {
        (_from, Count) = (from, 0);
        for (_next = from; _next < _boxes && Count < Part; _next++)
        {
            ref T box = ref Unsafe.Add(ref _first, (_image * _imageStride) + (_next * _boxStride));
            if (Unsafe.Add(ref box, 2 * _stride).Equals(default!) || Unsafe.Add(ref box, 3 * _stride).Equals(default!))
            {
                continue;                       // padding, and what has no area: no box overlaps it
            }

            for (int number = 0; number < Numbers; number++)
            {
                _part[(Numbers * Count) + number] = Unsafe.Add(ref box, number * _stride);
            }

            Count++;
        }
    }
}
