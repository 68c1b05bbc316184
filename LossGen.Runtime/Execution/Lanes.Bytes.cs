using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Bytes as whole numbers, one a lane.</summary>
public static partial class Lanes
{
    /// <summary>Sixteen bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadBytes512(ref byte source, nuint index)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref source, index);
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Int32(bytes);
        }

        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        return Vector512.Create(Widened(low), Widened(high));
    }

    /// <summary>Eight bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadBytes256(ref byte source, nuint index)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, index))).AsByte();
        return Avx2.IsSupported ? Avx2.ConvertToVector256Int32(bytes) : Widened(Vector128.WidenLower(bytes));
    }

    /// <summary>Four bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadBytes128(ref byte source, nuint index)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, index))).AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widened(Vector128<ushort> shorts)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(shorts);
        return Vector256.Create(low, high).AsInt32();
    }
}
