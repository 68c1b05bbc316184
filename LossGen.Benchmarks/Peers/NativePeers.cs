using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Benchmarks.Peers;

/// <summary>The losses in C, called without a transition, in the C side's favour.</summary>
internal sealed unsafe class NativePeers(nint library)
{
    /// <summary>The operations that LossGen emits, in intrinsics.</summary>
    public static NativePeers Intrinsics() => new(NativeCompiler.Load("intrinsics", ["focal.c", "giou.c", "cross_entropy.c"], Width));

    /// <summary>Plain loops, left to the compiler with all its freedoms.</summary>
    public static NativePeers Textbook() => new(NativeCompiler.Load("textbook", ["textbook.c"], Width, "-ffast-math"));

    /// <summary>The vectors that LossGen's kernels use in this process: C takes as wide ones, and where a switch keeps .NET from AVX-512 it does without, too.</summary>
    private static string Width => Vector512.IsHardwareAccelerated ? "-mprefer-vector-width=512" : "-mno-avx512f";

    /// <summary>A loss over items of one or more numbers each.</summary>
    public Loss<T> OfItems<T>(string function, int numbersAnItem)
        where T : unmanaged
    {
        var loss = (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, T*, float*, nint, float>)NativeLibrary.GetExport(library, function);
        return (predictions, targets, gradient) =>
        {
            fixed (float* x = predictions, g = gradient)
            fixed (T* t = targets)
            {
                return loss(x, t, g, predictions.Length / numbersAnItem);
            }
        };
    }

    /// <summary>A loss over rows with a class index each.</summary>
    public Loss<int> OfRows(string function)
    {
        var loss = (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float*, nint, nint, float>)NativeLibrary.GetExport(library, function);
        return (predictions, targets, gradient) =>
        {
            fixed (float* x = predictions, g = gradient)
            fixed (int* t = targets)
            {
                return loss(x, t, g, targets.Length, predictions.Length / targets.Length);
            }
        };
    }
}
