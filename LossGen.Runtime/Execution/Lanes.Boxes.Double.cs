using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Boxes of doubles that lie one after the other as four vectors of one number each, and back. They stand in order.</summary>
public static partial class Lanes
{
    /// <summary>Reads eight boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes512(ref double source, nuint index, out Vector512<double> x1, out Vector512<double> y1, out Vector512<double> x2, out Vector512<double> y2)
    {
        LoadBoxes256(ref source, index, out Vector256<double> x1Low, out Vector256<double> y1Low, out Vector256<double> x2Low, out Vector256<double> y2Low);
        LoadBoxes256(ref source, index + 16, out Vector256<double> x1High, out Vector256<double> y1High, out Vector256<double> x2High, out Vector256<double> y2High);
        (x1, y1) = (Vector512.Create(x1Low, x1High), Vector512.Create(y1Low, y1High));
        (x2, y2) = (Vector512.Create(x2Low, x2High), Vector512.Create(y2Low, y2High));
    }

    /// <summary>Writes eight boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes512(ref double destination, nuint index, Vector512<double> x1, Vector512<double> y1, Vector512<double> x2, Vector512<double> y2)
    {
        StoreBoxes256(ref destination, index, x1.GetLower(), y1.GetLower(), x2.GetLower(), y2.GetLower());
        StoreBoxes256(ref destination, index + 16, x1.GetUpper(), y1.GetUpper(), x2.GetUpper(), y2.GetUpper());
    }

    /// <summary>Reads four boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes256(ref double source, nuint index, out Vector256<double> x1, out Vector256<double> y1, out Vector256<double> x2, out Vector256<double> y2)
    {
        Vector256<double> a = Vector256.LoadUnsafe(ref source, index), b = Vector256.LoadUnsafe(ref source, index + 4);
        Vector256<double> c = Vector256.LoadUnsafe(ref source, index + 8), d = Vector256.LoadUnsafe(ref source, index + 12);
        Transpose(ref a, ref b, ref c, ref d);
        (x1, y1, x2, y2) = (a, b, c, d);
    }

    /// <summary>Writes four boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes256(ref double destination, nuint index, Vector256<double> x1, Vector256<double> y1, Vector256<double> x2, Vector256<double> y2)
    {
        Transpose(ref x1, ref y1, ref x2, ref y2);
        x1.StoreUnsafe(ref destination, index);
        y1.StoreUnsafe(ref destination, index + 4);
        x2.StoreUnsafe(ref destination, index + 8);
        y2.StoreUnsafe(ref destination, index + 12);
    }

    /// <summary>Reads two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadBoxes128(ref double source, nuint index, out Vector128<double> x1, out Vector128<double> y1, out Vector128<double> x2, out Vector128<double> y2)
    {
        Vector128<double> a = Vector128.LoadUnsafe(ref source, index), b = Vector128.LoadUnsafe(ref source, index + 2);
        Vector128<double> c = Vector128.LoadUnsafe(ref source, index + 4), d = Vector128.LoadUnsafe(ref source, index + 6);
        x1 = Vector128.Create(a.GetLower(), c.GetLower());
        y1 = Vector128.Create(a.GetUpper(), c.GetUpper());
        x2 = Vector128.Create(b.GetLower(), d.GetLower());
        y2 = Vector128.Create(b.GetUpper(), d.GetUpper());
    }

    /// <summary>Writes two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBoxes128(ref double destination, nuint index, Vector128<double> x1, Vector128<double> y1, Vector128<double> x2, Vector128<double> y2)
    {
        Vector128.Create(x1.GetLower(), y1.GetLower()).StoreUnsafe(ref destination, index);
        Vector128.Create(x2.GetLower(), y2.GetLower()).StoreUnsafe(ref destination, index + 2);
        Vector128.Create(x1.GetUpper(), y1.GetUpper()).StoreUnsafe(ref destination, index + 4);
        Vector128.Create(x2.GetUpper(), y2.GetUpper()).StoreUnsafe(ref destination, index + 6);
    }

    /// <summary>Transposes four by four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<double> a, ref Vector256<double> b, ref Vector256<double> c, ref Vector256<double> d)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> abEven = Avx.UnpackLow(a, b), abOdd = Avx.UnpackHigh(a, b), cdEven = Avx.UnpackLow(c, d), cdOdd = Avx.UnpackHigh(c, d);
            a = Avx.Permute2x128(abEven, cdEven, 0x20);
            b = Avx.Permute2x128(abOdd, cdOdd, 0x20);
            c = Avx.Permute2x128(abEven, cdEven, 0x31);
            d = Avx.Permute2x128(abOdd, cdOdd, 0x31);
            return;
        }

        Vector256<double> first = Vector256.Create(a[0], b[0], c[0], d[0]), second = Vector256.Create(a[1], b[1], c[1], d[1]);
        Vector256<double> third = Vector256.Create(a[2], b[2], c[2], d[2]), fourth = Vector256.Create(a[3], b[3], c[3], d[3]);
        (a, b, c, d) = (first, second, third, fourth);
    }
}
