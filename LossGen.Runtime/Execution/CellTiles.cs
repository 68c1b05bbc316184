using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>Runs the kernels of a loss over some tiles of cells. Optimized at the first call, as these are.</summary>
internal static class CellTiles
{
    // The planes of a tile, by the number of the first one of each kind.
    private const int Logits = 0, Targets = Logits + CellGrid.Numbers, Cells = Targets + CellGrid.Numbers, Overlaps = Cells + 4, Gradient = Overlaps + 1, Losses = Gradient + CellGrid.Numbers;
    private const int Planes = Losses + CellLosses.Terms;

    /// <summary>The plane that says whether a cell has an object.</summary>
    private const int Object = Targets + 4;

    /// <summary>The plane of the terms of the classes.</summary>
    private const int ClassLosses = Losses + 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TKernels>(in CellWork<T> work, ref T logits, ref T targets, ref T boxes, ref T gradient, nuint first, nuint afterLast, Span<double> sums)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        Span<T> planes = stackalloc T[Planes * CellTile.Most];
        Span<nint> logitsAt = stackalloc nint[CellTile.Most], targetsAt = stackalloc nint[CellTile.Most], gradientAt = stackalloc nint[CellTile.Most];
        TrueBoxes<T> truths = new(ref boxes, work, stackalloc T[TrueBoxes<T>.Size]);
        CellClasses<T> classes = new(work, stackalloc T[CellClasses<T>.Size(work)]);
        T gridCells = T.CreateTruncating(work.Grid.Height * work.Grid.Width);
        for (nuint place = first; place < afterLast; place += CellTile.Most)
        {
            CellRange cells = work.Grid.At(place);
            CellTile.Find(work.Grid, work.Logits, cells, logitsAt);
            CellTile.Find(work.Grid, work.Targets, cells, targetsAt);
            CellTile.Gather(ref logits, logitsAt[..cells.Count], work.Logits.Number, ref First(planes, Logits));
            CellTile.Gather(ref targets, targetsAt[..cells.Count], work.Targets.Number, ref First(planes, Targets));
            CellTile.Places(work.Grid, TKernels.Anchors, cells, Plane(planes, Cells));
            if (TKernels.HasGradient)
            {
                CellTile.Find(work.Grid, work.Gradient, cells, gradientAt);
                if (TKernels.Accumulates)
                {
                    CellTile.Gather(ref gradient, gradientAt[..cells.Count], work.Gradient.Number, ref First(planes, Gradient));
                }
            }

            Plane(planes, Overlaps)[..CellTile.Most].Clear();
            truths.Begin<TKernels>(cells.Image);
            do
            {
                TKernels.Overlaps(ref First(planes, Logits), ref First(planes, Cells), ref truths.First, ref First(planes, Overlaps), CellTile.Whole(cells.Count), (nuint)truths.Count);
            }
            while (truths.Next<TKernels>());

            TKernels.Cells(
                ref First(planes, Logits), ref First(planes, Targets), ref First(planes, Cells), ref First(planes, Overlaps), ref First(planes, Gradient), ref First(planes, Losses),
                CellTile.Whole(cells.Count), gridCells, work.Scale);
            Classes<T, TKernels>(ref classes, ref logits, logitsAt, ref targets, targetsAt, ref gradient, gradientAt, planes, cells.Count);
            if (TKernels.HasGradient)
            {
                CellTile.Scatter(ref First(planes, Gradient), ref gradient, gradientAt[..cells.Count], work.Gradient.Number);
            }

            for (int term = 0; term < sums.Length; term++)
            {
                sums[term] += Sum(ref First(planes, Losses + term), (nuint)cells.Count);
            }
        }
    }

    /// <summary>The classes of the cells that have an object; the others have no loss and no gradient there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Classes<T, TKernels>(
        ref CellClasses<T> classes, ref T logits, Span<nint> logitsAt, ref T targets, Span<nint> targetsAt, ref T gradient, Span<nint> gradientAt, Span<T> planes, int count)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        Span<T> objects = Plane(planes, Object), losses = Plane(planes, ClassLosses);
        for (int i = 0; i < count; i++)
        {
            ref T derivatives = ref TKernels.HasGradient ? ref Unsafe.Add(ref gradient, gradientAt[i]) : ref Unsafe.NullRef<T>();
            losses[i] = T.Zero;
            if (objects[i] != T.Zero)
            {
                losses[i] = classes.Run<TKernels>(ref Unsafe.Add(ref logits, logitsAt[i]), ref Unsafe.Add(ref targets, targetsAt[i]), ref derivatives, objects[i]);
            }
            else if (TKernels.HasGradient && !TKernels.Accumulates)
            {
                classes.Clear(ref derivatives);
            }
        }
    }

    private static Span<T> Plane<T>(Span<T> planes, int number) => planes[(number * CellTile.Most)..];

    private static ref T First<T>(Span<T> planes, int number) => ref planes[number * CellTile.Most];

    private static double Sum<T>(ref T terms, nuint count) =>
        typeof(T) == typeof(float) ? Lanes.SumOfTerms(ref Unsafe.As<T, float>(ref terms), count) : Lanes.SumOfTerms(ref Unsafe.As<T, double>(ref terms), count);
}
