using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Execution;

/// <summary>
/// Rows whose classes lie side by side, turned into lines of which each has one class of all rows, and back: blocks of eight rows and four classes, or for
/// numbers of eight bytes of four rows and four classes. The last rows and the last classes share numbers with the blocks before them. Optimized at the first
/// call, as the kernels are that wait for them.
/// </summary>
internal static class Transposition
{
    private const nuint Classes = 4;

    /// <summary>Whether there are rows and classes for a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits<T>(nuint rows, nuint classes) =>
        Vector128.IsHardwareAccelerated && Unsafe.SizeOf<T>() is sizeof(float) or sizeof(double) && rows >= Rows<T>() && classes >= Classes;

    /// <summary>Copies rows into lines.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="item">How many elements apart rows are.</param>
    /// <param name="lines">The line of the first class.</param>
    /// <param name="line">How many elements apart lines are.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="areFar">Whether to ask for as many rows more, which lie behind these; not where most of what lies there is none of theirs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ref T first, nuint item, ref T lines, nuint line, nuint rows, nuint classes, bool areFar)
        where T : unmanaged
    {
        nuint ahead = areFar && item < 2 * classes ? Rows<T>() * item : 0;
        for (nuint row = 0; row < rows; row += Rows<T>())
        {
            nuint at = nuint.Min(row, rows - Rows<T>());
            Lanes.Prefetch(ref first, (rows + at) * item, ahead);
            for (nuint k = 0; k < classes; k += Classes)
            {
                nuint from = nuint.Min(k, classes - Classes);
                ref T source = ref Unsafe.Add(ref first, (at * item) + from);
                ref T to = ref Unsafe.Add(ref lines, (from * line) + at);
                if (Unsafe.SizeOf<T>() == sizeof(float))
                {
                    Lanes.LoadRows(ref Unsafe.As<T, float>(ref source), item, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d);
                    Store(ref Unsafe.As<T, float>(ref to), line, a, b, c, d);
                }
                else
                {
                    Lanes.LoadRows(ref Unsafe.As<T, double>(ref source), item, out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d);
                    Store(ref Unsafe.As<T, double>(ref to), line, a, b, c, d);
                }
            }
        }
    }

    /// <summary>Copies lines back to their rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(ref T lines, nuint line, ref T first, nuint item, nuint rows, nuint classes, bool areFar)
        where T : unmanaged
    {
        nuint ahead = areFar && item < 2 * classes ? Rows<T>() * item : 0;
        for (nuint row = 0; row < rows; row += Rows<T>())
        {
            nuint at = nuint.Min(row, rows - Rows<T>());
            Lanes.Prefetch(ref first, (rows + at) * item, ahead);
            for (nuint k = 0; k < classes; k += Classes)
            {
                nuint from = nuint.Min(k, classes - Classes);
                ref T source = ref Unsafe.Add(ref lines, (from * line) + at);
                ref T to = ref Unsafe.Add(ref first, (at * item) + from);
                if (Unsafe.SizeOf<T>() == sizeof(float))
                {
                    ref float of = ref Unsafe.As<T, float>(ref source);
                    Lanes.StoreRows(ref Unsafe.As<T, float>(ref to), item, Load(ref of, 0), Load(ref of, line), Load(ref of, 2 * line), Load(ref of, 3 * line));
                }
                else
                {
                    ref double of = ref Unsafe.As<T, double>(ref source);
                    Lanes.StoreRows(ref Unsafe.As<T, double>(ref to), item, Load(ref of, 0), Load(ref of, line), Load(ref of, 2 * line), Load(ref of, 3 * line));
                }
            }
        }
    }

    private static nuint Rows<T>() => 32 / (nuint)Unsafe.SizeOf<T>();

    private static Vector256<T> Load<T>(ref T source, nuint index) => Vector256.LoadUnsafe(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(ref T to, nuint line, Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d)
    {
        a.StoreUnsafe(ref to);
        b.StoreUnsafe(ref to, line);
        c.StoreUnsafe(ref to, 2 * line);
        d.StoreUnsafe(ref to, 3 * line);
    }
}
