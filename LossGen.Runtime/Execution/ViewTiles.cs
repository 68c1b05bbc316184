using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>
/// Tiles: contiguous copies of a few hundred items of a view whose items do not lie side by side, for kernels that take whole vectors. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewTiles
{
    /// <summary>Items in a tile, and in the shortest run that is worth a kernel's call of its own.</summary>
    public const int Items = 256;

    /// <summary>Copies the next items of a view into a tile.</summary>
    /// <param name="runs">Where all views stand; a copy moves on.</param>
    /// <param name="view">The number of the view.</param>
    /// <param name="first">The view's first element.</param>
    /// <param name="tile">The tile's first element.</param>
    /// <param name="items">How many.</param>
    public static void Gather<T>(StridedRuns runs, int view, ref T first, ref T tile, nuint items)
    {
        for (nuint done = 0; done < items; done += (nuint)runs.Length)
        {
            runs.Next((nint)(items - done));
            ref T source = ref Unsafe.Add(ref first, runs.Offset(view));
            nint stride = runs.Stride(view);
            for (nint i = 0; i < runs.Length; i++)
            {
                Unsafe.Add(ref tile, (nint)done + i) = Unsafe.Add(ref source, i * stride);
            }
        }
    }

    /// <summary>Copies a tile to the next items of a view.</summary>
    public static void Scatter<T>(StridedRuns runs, int view, ref T tile, ref T first, nuint items)
    {
        for (nuint done = 0; done < items; done += (nuint)runs.Length)
        {
            runs.Next((nint)(items - done));
            ref T destination = ref Unsafe.Add(ref first, runs.Offset(view));
            nint stride = runs.Stride(view);
            for (nint i = 0; i < runs.Length; i++)
            {
                Unsafe.Add(ref destination, i * stride) = Unsafe.Add(ref tile, (nint)done + i);
            }
        }
    }

    /// <summary>Copies the next boxes of a view into a tile; their numbers are <paramref name="step"/> elements apart.</summary>
    public static void GatherBoxes<T>(StridedRuns runs, int view, nint step, ref T first, ref T tile, nuint items)
    {
        for (nint number = 0; number < 4; number++)
        {
            StridedRuns at = runs;
            ref T source = ref Unsafe.Add(ref first, number * step);
            for (nuint done = 0; done < items; done += (nuint)at.Length)
            {
                at.Next((nint)(items - done));
                for (nint i = 0; i < at.Length; i++)
                {
                    Unsafe.Add(ref tile, (4 * ((nint)done + i)) + number) = Unsafe.Add(ref source, at.Offset(view) + (i * at.Stride(view)));
                }
            }
        }
    }

    /// <summary>Copies a tile to the next boxes of a view.</summary>
    public static void ScatterBoxes<T>(StridedRuns runs, int view, nint step, ref T tile, ref T first, nuint items)
    {
        for (nint number = 0; number < 4; number++)
        {
            StridedRuns at = runs;
            ref T destination = ref Unsafe.Add(ref first, number * step);
            for (nuint done = 0; done < items; done += (nuint)at.Length)
            {
                at.Next((nint)(items - done));
                for (nint i = 0; i < at.Length; i++)
                {
                    Unsafe.Add(ref destination, at.Offset(view) + (i * at.Stride(view))) = Unsafe.Add(ref tile, (4 * ((nint)done + i)) + number);
                }
            }
        }
    }

    /// <summary>Moves on by some items.</summary>
    public static void Skip(ref StridedRuns runs, nuint items)
    {
        for (nuint done = 0; done < items; done += (nuint)runs.Length)
        {
            runs.Next((nint)(items - done));
        }
    }

    /// <summary>Turns the lanes of a sum so that the one which was <paramref name="by"/> is the first: the next item adds to it.</summary>
    public static void Rotate<T>(ref T lanes, int count, nuint by)
    {
        Span<T> span = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref lanes, count);
        int left = (int)(by % (nuint)count);
        span[..left].Reverse();
        span[left..].Reverse();
        span.Reverse();
    }
}
