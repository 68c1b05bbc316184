using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>The true boxes of an image without those that are padding, some at a time: cells are compared with no others.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="first">The first box of the first image.</param>
/// <param name="work">How many boxes an image has, and how far apart they are.</param>
/// <param name="part">Where they are copied to.</param>
internal ref struct TrueBoxes<T>(ref T first, in CellWork<T> work, Span<T> part)
    where T : unmanaged, INumber<T>
{
    /// <summary>The room for the copies, and for what is computed of them.</summary>
    public const int Size = (Numbers + Computed) * CellTile.Most;

    private const int Numbers = 4;

    /// <summary>The most planes of what is computed: corners and area.</summary>
    public const int Computed = 5;

    private readonly ref T _first = ref first;
    private readonly nint _boxes = work.Boxes;
    private readonly nint _imageStride = work.BoxImage;
    private readonly nint _boxStride = work.Box;
    private readonly nint _stride = work.BoxNumber;
    private readonly Span<T> _part = part;
    private nint _image = -1;
    private nint _from;
    private nint _next;

    /// <summary>What is computed of the boxes that were copied.</summary>
    public readonly ref T First => ref _part[Numbers * CellTile.Most];

    /// <summary>How many were copied.</summary>
    public int Count { get; private set; }

    /// <summary>Copies the first boxes of an image, unless they are there already.</summary>
    public void Begin<TKernels>(nint image)
        where TKernels : struct, ICellLosses<T>
    {
        if (image != _image || _from != 0)
        {
            _image = image;
            Copy<TKernels>(0);
        }
    }

    /// <summary>Copies the next boxes of the image; false where there are no more.</summary>
    public bool Next<TKernels>()
        where TKernels : struct, ICellLosses<T>
    {
        bool isMore = _next < _boxes;
        if (isMore)
        {
            Copy<TKernels>(_next);
        }

        return isMore;
    }

    private void Copy<TKernels>(nint from)
        where TKernels : struct, ICellLosses<T>
    {
        (_from, Count) = (from, 0);
        for (_next = from; _next < _boxes && Count < CellTile.Most; _next++)
        {
            ref T box = ref Unsafe.Add(ref _first, (_image * _imageStride) + (_next * _boxStride));
            if (Unsafe.Add(ref box, 2 * _stride) == T.Zero || Unsafe.Add(ref box, 3 * _stride) == T.Zero)
            {
                continue;                       // padding, and what has no area: no box overlaps it
            }

            for (int number = 0; number < Numbers; number++)
            {
                _part[(number * CellTile.Most) + Count] = Unsafe.Add(ref box, number * _stride);
            }

            Count++;
        }

        TKernels.Truths(ref _part[0], ref First, CellTile.Whole(Count));
    }
}
