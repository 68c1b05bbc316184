using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>The classes of one cell after the other: where they lie side by side kernels take them there, else in copies of some at a time.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="work">Where everything is.</param>
/// <param name="copies">Room for the copies.</param>
internal readonly ref struct CellClasses<T>(in CellWork<T> work, Span<T> copies)
    where T : unmanaged, INumber<T>
{
    /// <summary>Classes that are copied at a time.</summary>
    private const int Part = 256;

    private readonly nint _classes = work.Grid.Classes;
    private readonly nuint _logits = (nuint)work.Logits.Number;
    private readonly nuint _targets = (nuint)work.Targets.Number;
    private readonly nuint _gradient = (nuint)work.Gradient.Number;
    private readonly T _scale = work.Scale;
    private readonly Span<T> _copies = copies;

    /// <summary>The room that copies need: logits, targets and gradient.</summary>
    public static int Size(in CellWork<T> work) => AreSideBySide(work) ? 0 : 3 * Part;

    /// <summary>Sets the derivatives by all classes of a cell to 0.</summary>
    public void Clear(ref T cell) => CellTile.Clear(ref Unsafe.Add(ref cell, CellGrid.Numbers * _gradient), (nint)_gradient, _classes);

    /// <summary>The losses of all classes of a cell, added up; writes their gradient.</summary>
    public T Run<TKernels>(ref T logits, ref T targets, ref T gradient, T weight)
        where TKernels : struct, ICellLosses<T>
    {
        if (_copies.IsEmpty)
        {
            return TKernels.Run(
                ref Unsafe.Add(ref logits, CellGrid.Numbers), ref Unsafe.Add(ref targets, CellGrid.Numbers), ref Unsafe.Add(ref gradient, CellGrid.Numbers), (nuint)_classes, weight, _scale);
        }

        ref T logitsCopy = ref _copies[0], targetsCopy = ref _copies[Part], gradientCopy = ref _copies[2 * Part];
        T sum = T.Zero;
        for (nint from = 0; from < _classes; from += Part)
        {
            nuint first = (nuint)(CellGrid.Numbers + from), count = (nuint)nint.Min(Part, _classes - from);
            RowTiles.Gather(ref Unsafe.Add(ref logits, first * _logits), _logits, 0, ref logitsCopy, 0, count, 1);
            RowTiles.Gather(ref Unsafe.Add(ref targets, first * _targets), _targets, 0, ref targetsCopy, 0, count, 1);
            if (TKernels.Accumulates)
            {
                RowTiles.Gather(ref Unsafe.Add(ref gradient, first * _gradient), _gradient, 0, ref gradientCopy, 0, count, 1);
            }

            sum += TKernels.Run(ref logitsCopy, ref targetsCopy, ref gradientCopy, count, weight, _scale);
            if (TKernels.HasGradient)
            {
                RowTiles.Scatter(ref gradientCopy, 0, ref Unsafe.Add(ref gradient, first * _gradient), _gradient, 0, count, 1);
            }
        }

        return sum;
    }

    private static bool AreSideBySide(in CellWork<T> work) => work is { Logits.Number: 1, Targets.Number: 1, Gradient.Number: 1 };
}
