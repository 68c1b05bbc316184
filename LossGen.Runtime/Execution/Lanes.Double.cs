using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>The eight virtual lanes of a sum of doubles, which become one number by the same tree whatever the width; and bytes as whole numbers of 64 bits.</summary>
public static partial class Lanes
{
    /// <summary>The first place of a workspace on the stack that begins a cache line.</summary>
    public static ref double Aligned(Span<double> workspace) =>
        ref Unsafe.As<float, double>(ref Aligned(MemoryMarshal.CreateSpan(ref Unsafe.As<double, float>(ref MemoryMarshal.GetReference(workspace)), 2 * workspace.Length)));

    /// <summary>The sum of the eight lanes.</summary>
    public static double Sum(ref double lanes) => Sum(Vector512.LoadUnsafe(ref lanes));

    /// <summary>The sum of the eight lanes.</summary>
    public static double Sum(Vector512<double> eight)
    {
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>Eight bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadBytesAsLong512(ref byte source, nuint index) => Vector512.Create(LoadBytesAsLong256(ref source, index), LoadBytesAsLong256(ref source, index + 4));

    /// <summary>Four bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadBytesAsLong256(ref byte source, nuint index)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int64(Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, index))).AsByte());
        }

        return Vector256.Create(LoadBytesAsLong128(ref source, index), LoadBytesAsLong128(ref source, index + 2));
    }

    /// <summary>Two bytes as whole numbers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadBytesAsLong128(ref byte source, nuint index) =>
        Vector128.Create((long)Unsafe.Add(ref source, index), Unsafe.Add(ref source, index + 1));
}
