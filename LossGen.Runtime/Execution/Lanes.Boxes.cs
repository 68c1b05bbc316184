using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Boxes that lie one after the other, four coordinates each, as four vectors of one coordinate each, and back.</summary>
public static partial class Lanes
{
    /// <summary>Reads sixteen boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes512(ref float source, nuint index, out Vector512<float> x1, out Vector512<float> y1, out Vector512<float> x2, out Vector512<float> y2)
    {
        if (Avx512F.IsSupported)
        {
            // xy: x1 and y1 of eight boxes, zw: x2 and y2; then the even and the odd ones of two such
            Vector512<float> a = Vector512.LoadUnsafe(ref source, index), b = Vector512.LoadUnsafe(ref source, index + 16);
            Vector512<float> c = Vector512.LoadUnsafe(ref source, index + 32), d = Vector512.LoadUnsafe(ref source, index + 48);
            Vector512<int> first = Vector512.Create(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
            Vector512<int> second = first + Vector512.Create(2);
            Vector512<float> xyLow = Avx512F.PermuteVar16x32x2(a, first, b), xyHigh = Avx512F.PermuteVar16x32x2(c, first, d);
            Vector512<float> zwLow = Avx512F.PermuteVar16x32x2(a, second, b), zwHigh = Avx512F.PermuteVar16x32x2(c, second, d);
            x1 = Avx512F.Shuffle4x128(xyLow, xyHigh, 0b01_00_01_00);
            y1 = Avx512F.Shuffle4x128(xyLow, xyHigh, 0b11_10_11_10);
            x2 = Avx512F.Shuffle4x128(zwLow, zwHigh, 0b01_00_01_00);
            y2 = Avx512F.Shuffle4x128(zwLow, zwHigh, 0b11_10_11_10);
            return;
        }

        LoadBoxes256(ref source, index, out Vector256<float> x1Low, out Vector256<float> y1Low, out Vector256<float> x2Low, out Vector256<float> y2Low);
        LoadBoxes256(ref source, index + 32, out Vector256<float> x1High, out Vector256<float> y1High, out Vector256<float> x2High, out Vector256<float> y2High);
        x1 = Vector512.Create(FromBoxOrder(x1Low), FromBoxOrder(x1High));
        y1 = Vector512.Create(FromBoxOrder(y1Low), FromBoxOrder(y1High));
        x2 = Vector512.Create(FromBoxOrder(x2Low), FromBoxOrder(x2High));
        y2 = Vector512.Create(FromBoxOrder(y2Low), FromBoxOrder(y2High));
    }

    /// <summary>Writes sixteen boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes512(ref float destination, nuint index, Vector512<float> x1, Vector512<float> y1, Vector512<float> x2, Vector512<float> y2)
    {
        if (Avx512F.IsSupported)
        {
            // the way of LoadBoxes512 back: xy, x1 and y1 of eight boxes, and zw, x2 and y2; then of each box its four
            Vector512<float> xyLow = Avx512F.Shuffle4x128(x1, y1, 0b01_00_01_00), xyHigh = Avx512F.Shuffle4x128(x1, y1, 0b11_10_11_10);
            Vector512<float> zwLow = Avx512F.Shuffle4x128(x2, y2, 0b01_00_01_00), zwHigh = Avx512F.Shuffle4x128(x2, y2, 0b11_10_11_10);
            Vector512<int> first = Vector512.Create(0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27);
            Vector512<int> second = first + Vector512.Create(4);
            Avx512F.PermuteVar16x32x2(xyLow, first, zwLow).StoreUnsafe(ref destination, index);
            Avx512F.PermuteVar16x32x2(xyLow, second, zwLow).StoreUnsafe(ref destination, index + 16);
            Avx512F.PermuteVar16x32x2(xyHigh, first, zwHigh).StoreUnsafe(ref destination, index + 32);
            Avx512F.PermuteVar16x32x2(xyHigh, second, zwHigh).StoreUnsafe(ref destination, index + 48);
            return;
        }

        StoreBoxes256(ref destination, index, ToBoxOrder(x1.GetLower()), ToBoxOrder(y1.GetLower()), ToBoxOrder(x2.GetLower()), ToBoxOrder(y2.GetLower()));
        StoreBoxes256(ref destination, index + 32, ToBoxOrder(x1.GetUpper()), ToBoxOrder(y1.GetUpper()), ToBoxOrder(x2.GetUpper()), ToBoxOrder(y2.GetUpper()));
    }

    /// <summary>Reads eight boxes, the even ones in the lower half and the odd ones in the upper: so nothing crosses the halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes256(ref float source, nuint index, out Vector256<float> x1, out Vector256<float> y1, out Vector256<float> x2, out Vector256<float> y2)
    {
        Vector256<float> a = Vector256.LoadUnsafe(ref source, index), b = Vector256.LoadUnsafe(ref source, index + 8);
        Vector256<float> c = Vector256.LoadUnsafe(ref source, index + 16), d = Vector256.LoadUnsafe(ref source, index + 24);
        Transpose(ref a, ref b, ref c, ref d);
        (x1, y1, x2, y2) = (a, b, c, d);
    }

    /// <summary>Writes eight boxes that stand as they were read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes256(ref float destination, nuint index, Vector256<float> x1, Vector256<float> y1, Vector256<float> x2, Vector256<float> y2)
    {
        Transpose(ref x1, ref y1, ref x2, ref y2);
        x1.StoreUnsafe(ref destination, index);
        y1.StoreUnsafe(ref destination, index + 8);
        x2.StoreUnsafe(ref destination, index + 16);
        y2.StoreUnsafe(ref destination, index + 24);
    }

    /// <summary>Eight values, one a box, as the boxes stand: 0 2 4 6 1 3 5 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToBoxOrder(Vector256<float> values) => Vector256.Shuffle(values, Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7));

    /// <summary>Eight values that stand as the boxes do, put back in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FromBoxOrder(Vector256<float> values) => Vector256.Shuffle(values, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));

    /// <summary>Reads four boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes128(ref float source, nuint index, out Vector128<float> x1, out Vector128<float> y1, out Vector128<float> x2, out Vector128<float> y2)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source, index), b = Vector128.LoadUnsafe(ref source, index + 4);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, index + 8), d = Vector128.LoadUnsafe(ref source, index + 12);
        Transpose(ref a, ref b, ref c, ref d);
        (x1, y1, x2, y2) = (a, b, c, d);
    }

    /// <summary>Writes four boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes128(ref float destination, nuint index, Vector128<float> x1, Vector128<float> y1, Vector128<float> x2, Vector128<float> y2)
    {
        Transpose(ref x1, ref y1, ref x2, ref y2);
        x1.StoreUnsafe(ref destination, index);
        y1.StoreUnsafe(ref destination, index + 4);
        x2.StoreUnsafe(ref destination, index + 8);
        y2.StoreUnsafe(ref destination, index + 12);
    }

    /// <summary>Transposes the four by four numbers of each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), abHigh = Avx.UnpackHigh(a, b), cdHigh = Avx.UnpackHigh(c, d);
            a = Avx.Shuffle(ab, cd, 0b01_00_01_00);
            b = Avx.Shuffle(ab, cd, 0b11_10_11_10);
            c = Avx.Shuffle(abHigh, cdHigh, 0b01_00_01_00);
            d = Avx.Shuffle(abHigh, cdHigh, 0b11_10_11_10);
            return;
        }

        (Vector128<float> aLow, Vector128<float> bLow, Vector128<float> cLow, Vector128<float> dLow) = (a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
        (Vector128<float> aHigh, Vector128<float> bHigh, Vector128<float> cHigh, Vector128<float> dHigh) = (a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        Transpose(ref aLow, ref bLow, ref cLow, ref dLow);
        Transpose(ref aHigh, ref bHigh, ref cHigh, ref dHigh);
        (a, b, c, d) = (Vector256.Create(aLow, aHigh), Vector256.Create(bLow, bHigh), Vector256.Create(cLow, cHigh), Vector256.Create(dLow, dHigh));
    }

    /// <summary>Transposes four by four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        Vector128<float> ab, cd, abHigh, cdHigh;
        if (Sse.IsSupported)
        {
            (ab, cd, abHigh, cdHigh) = (Sse.UnpackLow(a, b), Sse.UnpackLow(c, d), Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            (ab, cd, abHigh, cdHigh) = (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipLow(c, d), AdvSimd.Arm64.ZipHigh(a, b), AdvSimd.Arm64.ZipHigh(c, d));
        }
        else
        {
            (ab, cd) = (Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(c[0], d[0], c[1], d[1]));
            (abHigh, cdHigh) = (Vector128.Create(a[2], b[2], a[3], b[3]), Vector128.Create(c[2], d[2], c[3], d[3]));
        }

        a = Vector128.Create(ab.GetLower(), cd.GetLower());
        b = Vector128.Create(ab.GetUpper(), cd.GetUpper());
        c = Vector128.Create(abHigh.GetLower(), cdHigh.GetLower());
        d = Vector128.Create(abHigh.GetUpper(), cdHigh.GetUpper());
    }
}
