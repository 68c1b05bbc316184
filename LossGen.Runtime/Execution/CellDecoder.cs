using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>Decodes the cells of a detector's grid, tile by tile, optimized at the first call as the kernels are. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellDecoder
{
    /// <summary>Classes that are copied at a time, where they do not lie side by side.</summary>
    private const int Part = 256;

    // The planes of a tile, by the number of the first one of each kind.
    private const int Logits = 0, Cells = Logits + CellGrid.Numbers, Decoded = Cells + 4, Planes = Decoded + CellGrid.Numbers;

    private const int Confidence = Decoded + 4;

    /// <summary>Runs the kernels over all cells.</summary>
    /// <param name="logits">[images, height, width, anchors, 5 + classes].</param>
    /// <param name="decoded">The same shape; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TKernels>(in ReadOnlyTensorView<T> logits, in TensorView<T> decoded)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellDecoder<T>
    {
        CellGrid grid = new(logits.Lengths);
        CellStrides from = new(logits.Strides), to = new(decoded.Strides);
        ref T logit = ref Unsafe.AsRef(in logits.GetPinnableReference());
        ref T first = ref decoded.GetPinnableReference();
        Span<T> planes = stackalloc T[Planes * CellTile.Most], copy = stackalloc T[from.Number == 1 && to.Number == 1 ? 0 : Part];
        Span<nint> logitsAt = stackalloc nint[CellTile.Most], decodedAt = stackalloc nint[CellTile.Most];
        T threshold = TKernels.ConfidenceThreshold;
        bool isWhole = threshold == T.Zero && logits.IsContiguous && decoded.IsContiguous;
        for (nuint place = 0; place < grid.Places; place += CellTile.Most)
        {
            CellRange cells = grid.At(place);
            CellTile.Find(grid, from, cells, logitsAt);
            CellTile.Find(grid, to, cells, decodedAt);
            CellTile.Gather(ref logit, logitsAt[..cells.Count], from.Number, ref planes[0]);
            CellTile.Places(grid, TKernels.Anchors, cells, planes[(Cells * CellTile.Most)..]);
            TKernels.Cells(ref planes[0], ref planes[Cells * CellTile.Most], ref planes[Decoded * CellTile.Most], CellTile.Whole(cells.Count));
            if (isWhole)
            {
                // All numbers of all cells as if they were classes: the five of each cell are written afterwards.
                TKernels.Run(ref Unsafe.Add(ref logit, logitsAt[0]), ref Unsafe.Add(ref first, decodedAt[0]), (nuint)(cells.Count * (CellGrid.Numbers + grid.Classes)));
            }

            for (int i = 0; !isWhole && i < cells.Count; i++)
            {
                ref T decodedClasses = ref Unsafe.Add(ref first, decodedAt[i] + (CellGrid.Numbers * to.Number));
                if (threshold == T.Zero || planes[(Confidence * CellTile.Most) + i] > threshold)
                {
                    Classes<T, TKernels>(ref Unsafe.Add(ref logit, logitsAt[i] + (CellGrid.Numbers * from.Number)), from.Number, ref decodedClasses, to.Number, grid.Classes, copy);
                }
                else
                {
                    CellTile.Clear(ref decodedClasses, to.Number, grid.Classes);
                }
            }

            CellTile.Scatter(ref planes[Decoded * CellTile.Most], ref first, decodedAt[..cells.Count], to.Number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Classes<T, TKernels>(ref T logits, nint from, ref T decoded, nint to, nint classes, Span<T> copy)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellDecoder<T>
    {
        if (copy.IsEmpty)
        {
            TKernels.Run(ref logits, ref decoded, (nuint)classes);
            return;
        }

        ref T part = ref MemoryMarshal.GetReference(copy);
        for (nint done = 0; done < classes; done += Part)
        {
            nuint count = (nuint)nint.Min(Part, classes - done);
            RowTiles.Gather(ref Unsafe.Add(ref logits, done * from), (nuint)from, 0, ref part, 0, count, 1);
            TKernels.Run(ref part, ref part, count);
            RowTiles.Scatter(ref part, 0, ref Unsafe.Add(ref decoded, done * to), (nuint)to, 0, count, 1);
        }
    }
}
