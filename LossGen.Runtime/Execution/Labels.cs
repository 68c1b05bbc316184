using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>The class indices of rows. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Labels
{
    /// <summary>A class index, or the first class where it is none because the row is ignored: what is read there counts for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint InRange(long index, nuint classes) => (ulong)index < classes ? (nuint)index : 0;

    /// <summary>Where a class index is after the first of some classes; huge where it is before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Position(long index, nuint from) => unchecked((nuint)index - from);

    /// <summary>Every class index of a span is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not; the message names the row and the value.</exception>
    public static void Check<T>(ReadOnlySpan<T> indices, string name, nint classes)
        where T : unmanaged, IBinaryInteger<T> => Check(indices, name, classes, null, default(ReadOnlySpan<float>));

    /// <summary>Every class index of a view is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not; the message names the row, in row-major order, and the value.</exception>
    public static void Check<T>(in ReadOnlyTensorView<T> indices, string name, nint classes)
        where T : unmanaged, IBinaryInteger<T> => Check(indices, name, classes, null, default(ReadOnlyTensorView<float>));

    /// <summary>
    /// Every class index of a span is in its range, or says that its row is ignored. Returns the weights of the classes of the rows that are not, added up.
    /// </summary>
    /// <param name="indices">The class indices.</param>
    /// <param name="name">The name of their parameter.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignored">The index of rows that are ignored, if there is one.</param>
    /// <param name="weights">The weights of the classes; none where each weighs 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is neither; the message names the row and the value.</exception>
    public static double Check<T, TReal>(ReadOnlySpan<T> indices, string name, nint classes, int? ignored, ReadOnlySpan<TReal> weights)
        where T : unmanaged, IBinaryInteger<T>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        weights.IsEmpty && !(ignored >= 0 && ignored < classes) && indices.IndexOfAnyExceptInRange(T.Zero, T.CreateChecked(classes - 1)) < 0        // most calls: many indices at a time
        ? indices.Length
        : Check(StridedRuns.OfRows((nuint)indices.Length, [1]), ref MemoryMarshal.GetReference(indices), name, classes, ignored, ref MemoryMarshal.GetReference(weights), 1);

    /// <summary>
    /// Every class index of a view is in its range, or says that its row is ignored. Returns the weights of the classes of the rows that are not, added up.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is neither; the message names the row, in row-major order, and the value.</exception>
    public static double Check<T, TReal>(in ReadOnlyTensorView<T> indices, string name, nint classes, int? ignored, in ReadOnlyTensorView<TReal> weights)
        where T : unmanaged, IBinaryInteger<T>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal> =>
        weights.Rank == 0 && indices.TryGetSpan(out ReadOnlySpan<T> span) ? Check(span, name, classes, ignored, default(ReadOnlySpan<TReal>))
        : Check(
            new StridedRuns(indices.Lengths, indices.Strides),
            ref Unsafe.AsRef(in indices.GetPinnableReference()),
            name,
            classes,
            ignored,
            ref Unsafe.AsRef(in weights.GetPinnableReference()),
            weights.Rank == 0 ? 0 : weights.Strides[0]);

    /// <summary>The sum of the weights of all classes.</summary>
    public static double Sum<T>(ref T weights, nuint step, nuint classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        for (nuint k = 0; k < classes; k++)
        {
            total += double.CreateTruncating(Unsafe.Add(ref weights, k * step));
        }

        return total;
    }

    private static double Check<T, TReal>(StridedRuns runs, ref T first, string name, nint classes, int? ignored, ref TReal weights, nint step)
        where T : unmanaged, IBinaryInteger<T>
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        double total = 0;
        long rows = 0;
        while (runs.Next())
        {
            for (nint i = 0; i < runs.Length; i++)
            {
                T label = Unsafe.Add(ref first, runs.Offset(0) + (i * runs.Stride(0)));
                long index = long.CreateTruncating(label);
                if (index == ignored)
                {
                    continue;
                }

                if ((ulong)index >= (ulong)classes)
                {
                    Throw(name, runs.First + i, label, classes, ignored is null ? "" : $", or {ignored} for a row that is ignored");
                }

                rows++;
                total += Unsafe.IsNullRef(ref weights) ? 0 : double.CreateTruncating(Unsafe.Add(ref weights, (nint)index * step));
            }
        }

        return Unsafe.IsNullRef(ref weights) ? rows : total;
    }

    [DoesNotReturn]
    private static void Throw<T>(string name, long row, T index, nint classes, string orElse) =>
        throw new ArgumentOutOfRangeException(name, index, $"{name}[{row}] is {index}: the class index of row {row} must be from 0 to {classes - 1}{orElse}.");
}
