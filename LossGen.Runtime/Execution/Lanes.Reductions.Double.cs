using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Execution;

/// <summary>What the eight virtual lanes of doubles come to over the classes of a row: sums and maxima of all lanes, or of the first in the last step.</summary>
public static partial class Lanes
{
    private const int CountOfDoubles = 8;

    /// <summary>Sets all eight lanes.</summary>
    public static void Fill(ref double lanes, double value) => MemoryMarshal.CreateSpan(ref lanes, CountOfDoubles).Fill(value);

    /// <summary>Copies fewer than eight values: two vectors that overlap, where there are enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyTail(ref double source, ref double destination, nuint count)
    {
        if (count >= 4)
        {
            Vector256<double> first = Vector256.LoadUnsafe(ref source), last = Vector256.LoadUnsafe(ref source, count - 4);
            first.StoreUnsafe(ref destination);
            last.StoreUnsafe(ref destination, count - 4);
        }
        else
        {
            Copy(ref source, ref destination, count);
        }
    }

    /// <summary>The sum of the first lanes.</summary>
    public static double Sum(ref double lanes, nuint count) => Sum(Vector512.LoadUnsafe(ref lanes), FirstDoubles512(count, 0));

    /// <summary>The sum of the eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The sum of the eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d)
    {
        Vector128<double> two = (a + c) + (b + d);
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> lanes, Vector512<double> mask) => Sum(lanes & mask);

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> low, Vector256<double> high, Vector256<double> maskLow, Vector256<double> maskHigh) => Sum(low & maskLow, high & maskHigh);

    /// <summary>The sum of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d, Vector128<double> maskA, Vector128<double> maskB, Vector128<double> maskC, Vector128<double> maskD) =>
        Sum(a & maskA, b & maskB, c & maskC, d & maskD);

    /// <summary>The largest of the eight lanes.</summary>
    public static double Max(ref double lanes) => Max(Vector512.LoadUnsafe(ref lanes));

    /// <summary>The largest of the first lanes.</summary>
    public static double Max(ref double lanes, nuint count) => Max(Vector512.LoadUnsafe(ref lanes), FirstDoubles512(count, 0));

    /// <summary>The largest of the eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<double> lanes) => Max(lanes.GetLower(), lanes.GetUpper());

    /// <summary>The largest of the eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = Larger(low, high);
        return MaxOfTwo(Larger(four.GetLower(), four.GetUpper()));
    }

    /// <summary>The largest of the eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d) => MaxOfTwo(Larger(Larger(a, c), Larger(b, d)));

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector512<double> lanes, Vector512<double> mask) => Max(Select(mask, lanes, Vector512.Create(double.NegativeInfinity)));

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector256<double> low, Vector256<double> high, Vector256<double> maskLow, Vector256<double> maskHigh)
    {
        Vector256<double> least = Vector256.Create(double.NegativeInfinity);
        return Max(Select(maskLow, low, least), Select(maskHigh, high, least));
    }

    /// <summary>The largest of the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d, Vector128<double> maskA, Vector128<double> maskB, Vector128<double> maskC, Vector128<double> maskD)
    {
        Vector128<double> least = Vector128.Create(double.NegativeInfinity);
        return Max(Select(maskA, a, least), Select(maskB, b, least), Select(maskC, c, least), Select(maskD, d, least));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double MaxOfTwo(Vector128<double> two) => Larger(two.ToScalar(), two.GetElement(1));

    /// <summary>A mask of the first lanes, for the eight from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FirstDoubles512(nuint count, int from) =>
        Vector512.GreaterThan(Vector512.Create((long)nuint.Min(count, CountOfDoubles) - from), Vector512<long>.Indices).AsDouble();

    /// <summary>A mask of the first lanes, for the four from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FirstDoubles256(nuint count, int from) =>
        Vector256.GreaterThan(Vector256.Create((long)nuint.Min(count, CountOfDoubles) - from), Vector256<long>.Indices).AsDouble();

    /// <summary>A mask of the first lanes, for the two from some lane on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FirstDoubles128(nuint count, int from) =>
        Vector128.GreaterThan(Vector128.Create((long)nuint.Min(count, CountOfDoubles) - from), Vector128<long>.Indices).AsDouble();
}
