using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <content>Asking for memory before it is needed. On x64 only: .NET has no such instruction for ARM64.</content>
public static partial class Lanes
{
    private const int CacheLine = 64;

    /// <summary>Asks for memory that is read or written soon. Nothing happens where it is nobody's: it may lie behind the last value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T first, nuint at)
        where T : unmanaged
    {
        // a pointer, because a reference must not leave its array
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((T*)Unsafe.AsPointer(ref first) + at);
        }
    }

    /// <summary>Asks for some values that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch<T>(ref T first, nuint from, nuint count)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            for (nuint at = from; at < from + count; at += CacheLine / (nuint)Unsafe.SizeOf<T>())
            {
                Prefetch(ref first, at);
            }
        }
    }
}
