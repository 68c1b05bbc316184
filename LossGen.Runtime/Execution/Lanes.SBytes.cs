using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Signed bytes as whole numbers as wide as the kernel's numbers, one a lane.</summary>
public static partial class Lanes
{
    /// <summary>Sixteen signed bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadSBytes512(ref sbyte source, nuint index) => Vector512.Create(LoadSBytes256(ref source, index), LoadSBytes256(ref source, index + 8));

    /// <summary>Eight signed bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadSBytes256(ref sbyte source, nuint index)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, index)))).AsSByte());
        }

        return Vector256.Create(LoadSBytes128(ref source, index), LoadSBytes128(ref source, index + 4));
    }

    /// <summary>Four signed bytes as whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadSBytes128(ref sbyte source, nuint index)
    {
        Vector128<sbyte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<int>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, index)))).AsSByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes));
    }

    /// <summary>Eight signed bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadSBytesAsLong512(ref sbyte source, nuint index) => Vector512.Create(LoadSBytesAsLong256(ref source, index), LoadSBytesAsLong256(ref source, index + 4));

    /// <summary>Four signed bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadSBytesAsLong256(ref sbyte source, nuint index) =>
        Vector256.Create(LoadSBytesAsLong128(ref source, index), LoadSBytesAsLong128(ref source, index + 2));

    /// <summary>Two signed bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadSBytesAsLong128(ref sbyte source, nuint index) =>
        Vector128.Create((long)Unsafe.Add(ref source, index), Unsafe.Add(ref source, index + 1));
}
