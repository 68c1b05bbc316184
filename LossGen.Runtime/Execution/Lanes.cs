using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Execution;

/// <summary>
/// The sixteen virtual lanes of a sum, and what else the generated kernels need that vectors do not have. Whatever the width, sixteen lanes become one
/// number by the same tree: lane i with i + 8, then i + 4, i + 2, i + 1.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    private const int Count = 16;

    /// <summary>How many more floats than needed an aligned workspace on the stack takes.</summary>
    public const int Alignment = 16;

    /// <summary>The first place of a workspace on the stack that begins a cache line: vectors that straddle two lines cost twice.</summary>
    public static ref float Aligned(Span<float> workspace)
    {
        ref float first = ref MemoryMarshal.GetReference(workspace);
        nint misaligned = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref first) & ((Alignment * sizeof(float)) - 1);
        return ref Unsafe.AddByteOffset(ref first, misaligned == 0 ? 0 : (Alignment * sizeof(float)) - misaligned);
    }

    /// <summary>Sets all sixteen lanes.</summary>
    public static void Fill(ref float lanes, float value) => MemoryMarshal.CreateSpan(ref lanes, Count).Fill(value);

    /// <summary>Copies a few values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(ref T source, ref T destination, nuint count)
    {
        for (nuint i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref source, i);
        }
    }

    /// <summary>Copies fewer than sixteen values: two vectors that overlap, where there are enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyTail(ref float source, ref float destination, nuint count)
    {
        if (count >= 8)
        {
            Vector256<float> first = Vector256.LoadUnsafe(ref source), last = Vector256.LoadUnsafe(ref source, count - 8);
            first.StoreUnsafe(ref destination);
            last.StoreUnsafe(ref destination, count - 8);
        }
        else if (count >= 4)
        {
            Vector128<float> first = Vector128.LoadUnsafe(ref source), last = Vector128.LoadUnsafe(ref source, count - 4);
            first.StoreUnsafe(ref destination);
            last.StoreUnsafe(ref destination, count - 4);
        }
        else
        {
            Copy(ref source, ref destination, count);
        }
    }

    /// <summary>The sum of the sixteen lanes.</summary>
    public static float Sum(ref float lanes) => Sum(Vector512.LoadUnsafe(ref lanes));

    /// <summary>The sum of the first lanes.</summary>
    public static float Sum(ref float lanes, nuint count) => Sum(Vector512.LoadUnsafe(ref lanes), First512(count, 0));

    /// <summary>The sum of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> lanes) => Sum(lanes.GetLower(), lanes.GetUpper());

    /// <summary>The sum of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> low, Vector256<float> high)
    {
        Vector256<float> eight = low + high;
        return SumOfEight(eight.GetLower(), eight.GetUpper());
    }

    /// <summary>The sum of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) => SumOfEight(a + c, b + d);

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> lanes, Vector512<float> mask) => Sum(lanes & mask);

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> low, Vector256<float> high, Vector256<float> maskLow, Vector256<float> maskHigh) => Sum(low & maskLow, high & maskHigh);

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, Vector128<float> maskA, Vector128<float> maskB, Vector128<float> maskC, Vector128<float> maskD) =>
        Sum(a & maskA, b & maskB, c & maskC, d & maskD);

    /// <summary>The largest of the sixteen lanes.</summary>
    public static float Max(ref float lanes) => Max(Vector512.LoadUnsafe(ref lanes));

    /// <summary>The largest of the first lanes.</summary>
    public static float Max(ref float lanes, nuint count) => Max(Vector512.LoadUnsafe(ref lanes), First512(count, 0));

    /// <summary>The largest of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> lanes) => Max(lanes.GetLower(), lanes.GetUpper());

    /// <summary>The largest of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> low, Vector256<float> high)
    {
        Vector256<float> eight = Larger(low, high);
        return MaxOfFour(Larger(eight.GetLower(), eight.GetUpper()));
    }

    /// <summary>The largest of the sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) =>
        MaxOfFour(Larger(Larger(a, c), Larger(b, d)));

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> lanes, Vector512<float> mask) => Max(Select(mask, lanes, Vector512.Create(float.NegativeInfinity)));

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> low, Vector256<float> high, Vector256<float> maskLow, Vector256<float> maskHigh)
    {
        Vector256<float> least = Vector256.Create(float.NegativeInfinity);
        return Max(Select(maskLow, low, least), Select(maskHigh, high, least));
    }

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, Vector128<float> maskA, Vector128<float> maskB, Vector128<float> maskC, Vector128<float> maskD)
    {
        Vector128<float> least = Vector128.Create(float.NegativeInfinity);
        return Max(Select(maskA, a, least), Select(maskB, b, least), Select(maskC, c, least), Select(maskD, d, least));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfEight(Vector128<float> low, Vector128<float> high)
    {
        Vector128<float> four = low + high;
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
        return two.ToScalar() + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MaxOfFour(Vector128<float> four)
    {
        Vector128<float> two = Larger(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3)));
        return Larger(two.ToScalar(), two.GetElement(1));
    }

    /// <summary>A mask of the first lanes, for the sixteen from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First512(nuint count, int from) =>
        Vector512.GreaterThan(Vector512.Create((int)nuint.Min(count, Count) - from), Vector512<int>.Indices).AsSingle();

    /// <summary>A mask of the first lanes, for the eight from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First256(nuint count, int from) =>
        Vector256.GreaterThan(Vector256.Create((int)nuint.Min(count, Count) - from), Vector256<int>.Indices).AsSingle();

    /// <summary>A mask of the first lanes, for the four from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> First128(nuint count, int from) =>
        Vector128.GreaterThan(Vector128.Create((int)nuint.Min(count, Count) - from), Vector128<int>.Indices).AsSingle();
}
