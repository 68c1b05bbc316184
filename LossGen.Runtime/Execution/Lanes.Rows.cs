using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Execution;

/// <summary>Class indices, one a lane, as whole numbers as wide as the kernel's numbers; and what rows have at them.</summary>
public static partial class Lanes
{
    /// <summary>Sixteen indices out of as many longs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadLongs512(ref long source, nuint index) =>
        Vector512.Narrow(Vector512.LoadUnsafe(ref source, index), Vector512.LoadUnsafe(ref source, index + 8));

    /// <summary>Eight indices out of as many longs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadLongs256(ref long source, nuint index) =>
        Vector256.Narrow(Vector256.LoadUnsafe(ref source, index), Vector256.LoadUnsafe(ref source, index + 4));

    /// <summary>Four indices out of as many longs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadLongs128(ref long source, nuint index) =>
        Vector128.Narrow(Vector128.LoadUnsafe(ref source, index), Vector128.LoadUnsafe(ref source, index + 2));

    /// <summary>Eight indices for numbers of double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadIntsAsLong512(ref int source, nuint index)
    {
        (Vector256<long> low, Vector256<long> high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, index));
        return Vector512.Create(low, high);
    }

    /// <summary>Four indices for numbers of double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadIntsAsLong256(ref int source, nuint index)
    {
        (Vector128<long> low, Vector128<long> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, index));
        return Vector256.Create(low, high);
    }

    /// <summary>Two indices for numbers of double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadIntsAsLong128(ref int source, nuint index) =>
        Vector128.Create(Unsafe.Add(ref source, index), (long)Unsafe.Add(ref source, index + 1));

    /// <summary>What rows side by side have at their classes.</summary>
    /// <param name="first">The first row's first class.</param>
    /// <param name="row">How many elements apart rows are.</param>
    /// <param name="rows">The number of rows; where it is less than the lanes, the last row stands in for those that are not.</param>
    /// <param name="step">How many elements apart classes are.</param>
    /// <param name="indices">The first row's class index.</param>
    /// <param name="classes">The number of classes; the first class stands in for an index that is none of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<T> Pick512<T, TIndex>(ref T first, nuint row, nuint rows, nuint step, ref TIndex indices, nuint classes)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Unsafe.SkipInit(out Vector512<T> picked);
        Pick(ref Unsafe.As<Vector512<T>, T>(ref picked), Vector512<T>.Count, ref first, row, rows, step, ref indices, classes);
        return picked;
    }

    /// <summary>What rows side by side have at their classes.</summary>
    /// <param name="first">The first row's first class.</param>
    /// <param name="row">How many elements apart rows are.</param>
    /// <param name="rows">The number of rows; where it is less than the lanes, the last row stands in for those that are not.</param>
    /// <param name="step">How many elements apart classes are.</param>
    /// <param name="indices">The first row's class index.</param>
    /// <param name="classes">The number of classes; the first class stands in for an index that is none of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector256<T> Pick256<T, TIndex>(ref T first, nuint row, nuint rows, nuint step, ref TIndex indices, nuint classes)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Unsafe.SkipInit(out Vector256<T> picked);
        Pick(ref Unsafe.As<Vector256<T>, T>(ref picked), Vector256<T>.Count, ref first, row, rows, step, ref indices, classes);
        return picked;
    }

    /// <summary>What rows side by side have at their classes.</summary>
    /// <param name="first">The first row's first class.</param>
    /// <param name="row">How many elements apart rows are.</param>
    /// <param name="rows">The number of rows; where it is less than the lanes, the last row stands in for those that are not.</param>
    /// <param name="step">How many elements apart classes are.</param>
    /// <param name="indices">The first row's class index.</param>
    /// <param name="classes">The number of classes; the first class stands in for an index that is none of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector128<T> Pick128<T, TIndex>(ref T first, nuint row, nuint rows, nuint step, ref TIndex indices, nuint classes)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Unsafe.SkipInit(out Vector128<T> picked);
        Pick(ref Unsafe.As<Vector128<T>, T>(ref picked), Vector128<T>.Count, ref first, row, rows, step, ref indices, classes);
        return picked;
    }

    /// <summary>What a row has at its class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T PickScalar<T, TIndex>(ref T first, nuint step, ref TIndex indices, nuint classes)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex> => Unsafe.Add(ref first, Labels.InRange(long.CreateTruncating(indices), classes) * step);

    /// <summary>Lane after lane in memory: a lane of a vector in a register costs a store and a load of all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pick<T, TIndex>(ref T lanes, int count, ref T first, nuint row, nuint rows, nuint step, ref TIndex indices, nuint classes)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int lane = 0; lane < count; lane++)
        {
            Unsafe.Add(ref lanes, lane) = PickScalar(ref Unsafe.Add(ref first, nuint.Min((nuint)lane, rows - 1) * row), step, ref Unsafe.Add(ref indices, lane), classes);
        }
    }

    /// <summary>The sum of the terms of a block's items, in sixteen lanes; what is left of the last step is set to 0.</summary>
    public static float SumOfTerms(ref float terms, nuint count)
    {
        nuint padded = (count + Count - 1) & ~(nuint)(Count - 1);
        for (nuint i = count; i < padded; i++)
        {
            Unsafe.Add(ref terms, i) = 0;
        }

        Vector512<float> lanes = Vector512<float>.Zero;
        for (nuint i = 0; i < padded; i += Count)
        {
            lanes += Vector512.LoadUnsafe(ref terms, i);
        }

        return Sum(lanes);
    }

    /// <summary>The sum of the terms of a block's items, in eight lanes; what is left of the last step is set to 0.</summary>
    public static double SumOfTerms(ref double terms, nuint count)
    {
        const nuint step = 8;
        nuint padded = (count + step - 1) & ~(step - 1);
        for (nuint i = count; i < padded; i++)
        {
            Unsafe.Add(ref terms, i) = 0;
        }

        Vector512<double> lanes = Vector512<double>.Zero;
        for (nuint i = 0; i < padded; i += step)
        {
            lanes += Vector512.LoadUnsafe(ref terms, i);
        }

        return Sum(lanes);
    }
}
