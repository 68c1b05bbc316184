using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Execution;

/// <summary>Four classes of rows, whose classes lie side by side in memory, as four vectors of one class each, and back.</summary>
public static partial class Lanes
{
    /// <summary>Reads four classes of eight rows. Each half of a vector begins as a row, so nothing crosses the halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LoadRows(ref float first, nuint item, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d)
    {
        ref float fifth = ref Unsafe.Add(ref first, 4 * item);
        a = Vector256.Create(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref fifth));
        b = Vector256.Create(Vector128.LoadUnsafe(ref first, item), Vector128.LoadUnsafe(ref fifth, item));
        c = Vector256.Create(Vector128.LoadUnsafe(ref first, 2 * item), Vector128.LoadUnsafe(ref fifth, 2 * item));
        d = Vector256.Create(Vector128.LoadUnsafe(ref first, 3 * item), Vector128.LoadUnsafe(ref fifth, 3 * item));
        Transpose(ref a, ref b, ref c, ref d);
    }

    /// <summary>Writes four classes of eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreRows(ref float first, nuint item, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        ref float fifth = ref Unsafe.Add(ref first, 4 * item);
        Transpose(ref a, ref b, ref c, ref d);
        a.GetLower().StoreUnsafe(ref first);
        b.GetLower().StoreUnsafe(ref first, item);
        c.GetLower().StoreUnsafe(ref first, 2 * item);
        d.GetLower().StoreUnsafe(ref first, 3 * item);
        a.GetUpper().StoreUnsafe(ref fifth);
        b.GetUpper().StoreUnsafe(ref fifth, item);
        c.GetUpper().StoreUnsafe(ref fifth, 2 * item);
        d.GetUpper().StoreUnsafe(ref fifth, 3 * item);
    }

    /// <summary>Reads four classes of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void LoadRows(ref double first, nuint item, out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d)
    {
        a = Vector256.LoadUnsafe(ref first);
        b = Vector256.LoadUnsafe(ref first, item);
        c = Vector256.LoadUnsafe(ref first, 2 * item);
        d = Vector256.LoadUnsafe(ref first, 3 * item);
        Transpose(ref a, ref b, ref c, ref d);
    }

    /// <summary>Writes four classes of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreRows(ref double first, nuint item, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        Transpose(ref a, ref b, ref c, ref d);
        a.StoreUnsafe(ref first);
        b.StoreUnsafe(ref first, item);
        c.StoreUnsafe(ref first, 2 * item);
        d.StoreUnsafe(ref first, 3 * item);
    }
}
