using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>A tile of cells: what each has one of stands in planes, a plane a number, for kernels that take cells side by side. Optimized at the first call, as these are.</summary>
internal static class CellTile
{
    /// <summary>The most cells of a tile, and the size of a plane.</summary>
    public const int Most = 128;

    /// <summary>Cells that a kernel takes in one step.</summary>
    private const int Step = 16;

    /// <summary>The whole steps that hold some cells: the places behind the last one hold any numbers.</summary>
    public static nuint Whole(int cells) => (nuint)((cells + Step - 1) / Step * Step);

    /// <summary>Finds where the cells begin in a view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(in CellGrid grid, in CellStrides strides, CellRange cells, Span<nint> offsets)
    {
        (nint pixel, nint anchor) = Math.DivRem(cells.First, grid.Anchors);
        (nint row, nint column) = Math.DivRem(pixel, grid.Width);
        for (int i = 0; i < cells.Count; i++)
        {
            offsets[i] = (cells.Image * strides.Image) + (row * strides.Row) + (column * strides.Column) + (anchor * strides.Anchor);
            Next(grid, ref row, ref column, ref anchor);
        }
    }

    /// <summary>Writes column, row, and the width and height of its anchor for each cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Places<T>(in CellGrid grid, ReadOnlySpan<T> anchors, CellRange cells, Span<T> planes)
        where T : INumberBase<T>
    {
        (nint pixel, nint anchor) = Math.DivRem(cells.First, grid.Anchors);
        (nint row, nint column) = Math.DivRem(pixel, grid.Width);
        for (int i = 0; i < cells.Count; i++)
        {
            planes[i] = T.CreateTruncating(column);
            planes[Most + i] = T.CreateTruncating(row);
            planes[(2 * Most) + i] = anchors[2 * (int)anchor];
            planes[(3 * Most) + i] = anchors[(2 * (int)anchor) + 1];
            Next(grid, ref row, ref column, ref anchor);
        }
    }

    /// <summary>Copies the five numbers of each cell to planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ref T first, ReadOnlySpan<nint> offsets, nint step, ref T planes)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            ref T cell = ref Unsafe.Add(ref first, offsets[i]);
            Unsafe.Add(ref planes, i) = cell;
            Unsafe.Add(ref planes, Most + i) = Unsafe.Add(ref cell, step);
            Unsafe.Add(ref planes, (2 * Most) + i) = Unsafe.Add(ref cell, 2 * step);
            Unsafe.Add(ref planes, (3 * Most) + i) = Unsafe.Add(ref cell, 3 * step);
            Unsafe.Add(ref planes, (4 * Most) + i) = Unsafe.Add(ref cell, 4 * step);
        }
    }

    /// <summary>Copies planes to the five numbers of each cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ref T planes, ref T first, ReadOnlySpan<nint> offsets, nint step)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            ref T cell = ref Unsafe.Add(ref first, offsets[i]);
            cell = Unsafe.Add(ref planes, i);
            Unsafe.Add(ref cell, step) = Unsafe.Add(ref planes, Most + i);
            Unsafe.Add(ref cell, 2 * step) = Unsafe.Add(ref planes, (2 * Most) + i);
            Unsafe.Add(ref cell, 3 * step) = Unsafe.Add(ref planes, (3 * Most) + i);
            Unsafe.Add(ref cell, 4 * step) = Unsafe.Add(ref planes, (4 * Most) + i);
        }
    }

    /// <summary>Sets numbers that stand equally far apart to 0.</summary>
    public static void Clear<T>(ref T first, nint step, nint count)
        where T : INumberBase<T>
    {
        if (step == 1)
        {
            MemoryMarshal.CreateSpan(ref first, (int)count).Clear();
            return;
        }

        for (nint i = 0; i < count; i++)
        {
            Unsafe.Add(ref first, i * step) = T.Zero;
        }
    }

    private static void Next(in CellGrid grid, ref nint row, ref nint column, ref nint anchor)
    {
        if (++anchor == grid.Anchors)
        {
            anchor = 0;
            if (++column == grid.Width)
            {
                (column, row) = (0, row + 1);
            }
        }
    }
}
