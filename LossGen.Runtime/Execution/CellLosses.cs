using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>A loss over the cells of a detector's grid, tile by tile. For generated code.</summary>
/// <remarks>
/// What a cell has one of is gathered into planes, where kernels take cells side by side; a running maximum is all that is kept of the overlaps with the true boxes.
/// Classes are looked at in cells with an object alone. The tiles form at most 64 groups, whose sums are added in their order: any number of threads gives the same bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellLosses
{
    internal const int Terms = 3;

    /// <summary>Operations on one cell and on one true box, as threads are worth it.</summary>
    private const ulong CellOperations = 200, BoxOperations = 20;

    /// <summary>Runs the kernels over all cells, and returns the three terms divided by a number.</summary>
    /// <param name="logits">[images, height, width, anchors, 5 + classes].</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="boxes">[images, boxes, 4].</param>
    /// <param name="gradient">The shape of the logits; or none.</param>
    /// <param name="scale">Multiplies the gradient.</param>
    /// <param name="divisor">Divides terms and gradient.</param>
    public static YoloLoss Run<T, TKernels>(
        in ReadOnlyTensorView<T> logits, in ReadOnlyTensorView<T> targets, in ReadOnlyTensorView<T> boxes, in TensorView<T> gradient, double scale, double divisor)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        ReadOnlySpan<nint> strides = TKernels.HasGradient ? gradient.Strides : logits.Strides;
        CellWork<T> work = new(new(logits.Lengths), new(logits.Strides), new(targets.Strides), new(strides), boxes.Lengths, boxes.Strides, T.CreateTruncating(scale / divisor));
        ref T logit = ref Unsafe.AsRef(in logits.GetPinnableReference());
        ref T target = ref Unsafe.AsRef(in targets.GetPinnableReference());
        ref T box = ref Unsafe.AsRef(in boxes.GetPinnableReference());
        ref T derivative = ref gradient.GetPinnableReference();
        Span<double> sums = stackalloc double[Terms];
        if (work.Grid.Places > 0)
        {
            ulong operations = CellOperations + (BoxOperations * (ulong)boxes.Lengths[1]);
            if (TKernels.IsParallel && GroupWork.Pays(work.Grid.Places, operations))
            {
                Share<T, TKernels>(work, ref logit, ref target, ref box, ref derivative, sums);
            }
            else
            {
                InOrder<T, TKernels>(work, ref logit, ref target, ref box, ref derivative, sums);
            }
        }

        return new(sums[0] / divisor, sums[1] / divisor, sums[2] / divisor);
    }

    private static void InOrder<T, TKernels>(in CellWork<T> work, ref T logits, ref T targets, ref T boxes, ref T gradient, Span<double> sums)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        GroupedBlocks groups = new(work.Grid.Places, CellTile.Most);
        Span<double> ofGroup = stackalloc double[Terms];
        for (int group = 0; group < groups.Count; group++)
        {
            ofGroup.Clear();
            CellTiles.Run<T, TKernels>(work, ref logits, ref targets, ref boxes, ref gradient, groups.Start(group), groups.End(group), ofGroup);
            for (int term = 0; term < Terms; term++)
            {
                sums[term] += ofGroup[term];
            }
        }
    }

    private static void Share<T, TKernels>(in CellWork<T> work, ref T logits, ref T targets, ref T boxes, ref T gradient, Span<double> sums)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        static ref byte Bytes(ref T first) => ref Unsafe.As<T, byte>(ref first);
        CellGroups<T, TKernels> groups = new(work);
        groups.Run(ref Bytes(ref logits), ref Bytes(ref targets), ref Bytes(ref boxes), ref Bytes(ref gradient), ref Unsafe.NullRef<byte>(), ref Unsafe.NullRef<byte>());
        for (int term = 0; term < Terms; term++)
        {
            sums[term] = groups.Total(term);
        }
    }

    /// <summary>The groups of one call.</summary>
    private sealed class CellGroups<T, TKernels>(CellWork<T> work) : GroupWork(work.Grid.Places, CellTile.Most, Terms)
        where T : unmanaged, INumber<T>
        where TKernels : struct, ICellLosses<T>
    {
        protected override void Run(nuint first, nuint afterLast, Span<double> sums) =>
            CellTiles.Run<T, TKernels>(work, ref Stream<T>(0), ref Stream<T>(1), ref Stream<T>(2), ref Stream<T>(3), first, afterLast, sums);
    }
}

/// <summary>What is the same for all tiles of a call.</summary>
internal readonly struct CellWork<T>(CellGrid grid, CellStrides logits, CellStrides targets, CellStrides gradient, scoped ReadOnlySpan<nint> boxLengths, scoped ReadOnlySpan<nint> boxStrides, T scale)
{
    public readonly CellGrid Grid = grid;
    public readonly CellStrides Logits = logits;
    public readonly CellStrides Targets = targets;
    public readonly CellStrides Gradient = gradient;
    public readonly nint Boxes = boxLengths[1];
    public readonly nint BoxImage = boxStrides[0];
    public readonly nint Box = boxStrides[1];
    public readonly nint BoxNumber = boxStrides[2];

    /// <summary>The gradient's factor.</summary>
    public readonly T Scale = scale;
}
