using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>
/// Tiles of rows whose items do not lie side by side, or too far apart for the cache: contiguous copies in which they do, a line for each class. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowTiles
{
    /// <summary>The most classes of which a tile has all. Of longer rows it has a part at a time.</summary>
    public const nuint MostClasses = 256;

    private const nuint Part = 512;

    /// <summary>Bytes after which addresses fall into the same place of the nearest cache, and how many lines have room there, on the processors of these years.</summary>
    private const nuint CachePeriod = 4096, CacheWays = 8;

    /// <summary>Bytes of predictions that are in no cache any more, beside as much of the outputs, when a call returns to them.</summary>
    private const nuint FarBytes = 1 << 22;

    private const nuint Floats = 2048;
    private const nuint Step = 16;

    /// <summary>Rows in a tile: some steps of the lanes; no more steps than there are rows for.</summary>
    public static nuint Rows(nuint rows, nuint classes) =>
        nuint.Min((rows + Step - 1) & ~(Step - 1), nuint.Max(Step, Floats / nuint.Max(1, classes) & ~(Step - 1)));

    /// <summary>The size of a tile with a line for each class; of long rows, for each of a part and as many rows as there are lanes.</summary>
    public static int Size(nuint rows, nuint classes, nuint lanes) => (int)(classes > MostClasses ? lanes * Part : Rows(rows, classes) * classes);

    /// <summary>
    /// Whether classes are so far apart that the lines of one step fall into few places of the nearest cache and drive each other out before the next step, as
    /// those of images of 64 × 64: a tile is then faster than the rows where they lie. Counts logits and gradient.
    /// </summary>
    public static bool Collide<T>(nuint step, nuint classes)
    {
        nuint bytes = step * (nuint)Unsafe.SizeOf<T>(), apart = nuint.Min(CachePeriod, bytes & (~bytes + 1));
        return classes <= MostClasses && 2 * classes * apart > CacheWays * CachePeriod;
    }

    /// <summary>Whether rows come from memory: what the next tile needs is then asked for with each tile. In a cache that costs 3 to 7 % of the time.</summary>
    public static bool AreFar<T>(nuint rows, nuint classes) => rows * classes * (nuint)Unsafe.SizeOf<T>() > FarBytes;

    /// <summary>Copies rows into a tile.</summary>
    /// <param name="first">The first row's first class.</param>
    /// <param name="item">How many elements apart rows are.</param>
    /// <param name="step">How many elements apart classes are.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="line">How many elements apart the classes of the tile are.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="areFar">Whether to ask for the rows of the next tile, which lie behind these.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ref T first, nuint item, nuint step, ref T tile, nuint line, nuint rows, nuint classes, bool areFar = false)
        where T : unmanaged
    {
        if (step == 1 && Transposition.Fits<T>(rows, classes))
        {
            Transposition.Gather(ref first, item, ref tile, line, rows, classes, areFar);
            return;
        }

        for (nuint k = 0; k < classes; k++)
        {
            ref T from = ref Unsafe.Add(ref first, k * step);
            ref T to = ref Unsafe.Add(ref tile, k * line);
            if (item == 1)
            {
                Lanes.Prefetch(ref from, rows, areFar ? rows : 0);
                MemoryMarshal.CreateReadOnlySpan(ref from, (int)rows).CopyTo(MemoryMarshal.CreateSpan(ref to, (int)rows));
                continue;
            }

            for (nuint row = 0; row < rows; row++)
            {
                Unsafe.Add(ref to, row) = Unsafe.Add(ref from, row * item);
            }
        }
    }

    /// <summary>Copies a tile back to its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ref T tile, nuint line, ref T first, nuint item, nuint step, nuint rows, nuint classes, bool areFar = false)
        where T : unmanaged
    {
        if (step == 1 && Transposition.Fits<T>(rows, classes))
        {
            Transposition.Scatter(ref tile, line, ref first, item, rows, classes, areFar);
            return;
        }

        for (nuint k = 0; k < classes; k++)
        {
            ref T from = ref Unsafe.Add(ref tile, k * line);
            ref T to = ref Unsafe.Add(ref first, k * step);
            if (item == 1)
            {
                Lanes.Prefetch(ref to, rows, areFar ? rows : 0);
                MemoryMarshal.CreateReadOnlySpan(ref from, (int)rows).CopyTo(MemoryMarshal.CreateSpan(ref to, (int)rows));
                continue;
            }

            for (nuint row = 0; row < rows; row++)
            {
                Unsafe.Add(ref to, row * item) = Unsafe.Add(ref from, row);
            }
        }
    }
}
