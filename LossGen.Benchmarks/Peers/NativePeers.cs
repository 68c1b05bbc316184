using System.Runtime.InteropServices;

namespace LossGen.Benchmarks.Peers;

/// <summary>The losses in C, called without a transition, in the C side's favour.</summary>
internal sealed unsafe class NativePeers(nint library)
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float> _focalHard =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float>)NativeLibrary.GetExport(library, "focal_hard");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, nint, float> _focalHardValue =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, nint, float>)NativeLibrary.GetExport(library, "focal_hard_value");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float> _focalSoft =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float>)NativeLibrary.GetExport(library, "focal_soft");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, byte*, float*, nint, float> _focalByte =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, byte*, float*, nint, float>)NativeLibrary.GetExport(library, "focal_byte");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float> _giou =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, float*, nint, float>)NativeLibrary.GetExport(library, "giou");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float*, nint, float> _crossEntropy80 =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float*, nint, float>)NativeLibrary.GetExport(library, "cross_entropy_80");

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float*, nint, nint, float> _crossEntropyAny =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, int*, float*, nint, nint, float>)NativeLibrary.GetExport(library, "cross_entropy_any");

    /// <summary>The operations that LossGen emits, in intrinsics.</summary>
    public static NativePeers Intrinsics() => new(NativeCompiler.Load("intrinsics", ["focal.c", "giou.c", "cross_entropy.c"]));

    /// <summary>Plain loops, left to the compiler with all its freedoms.</summary>
    public static NativePeers Textbook() => new(NativeCompiler.Load("textbook", ["textbook.c"], "-ffast-math"));

    public float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        fixed (float* x = logits, t = targets, g = gradient)
        {
            return _focalHard(x, t, g, logits.Length);
        }
    }

    public float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        fixed (float* x = logits, t = targets)
        {
            return _focalHardValue(x, t, logits.Length);
        }
    }

    public float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        fixed (float* x = logits, t = targets, g = gradient)
        {
            return _focalSoft(x, t, g, logits.Length);
        }
    }

    public float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient)
    {
        fixed (float* x = logits, g = gradient)
        fixed (byte* t = targets)
        {
            return _focalByte(x, t, g, logits.Length);
        }
    }

    public float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        fixed (float* p = predictions, t = targets, g = gradient)
        {
            return _giou(p, t, g, predictions.Length / 4);
        }
    }

    public float CrossEntropy80(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        fixed (float* x = logits, g = gradient)
        fixed (int* t = targets)
        {
            return _crossEntropy80(x, t, g, targets.Length);
        }
    }

    public float CrossEntropyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        fixed (float* x = logits, g = gradient)
        fixed (int* t = targets)
        {
            return _crossEntropyAny(x, t, g, targets.Length, logits.Length / targets.Length);
        }
    }
}
