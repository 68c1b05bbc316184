using System.ComponentModel;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Which kernels the machine runs. For generated code; the compiler folds every property.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Widths
{
    /// <summary>
    /// Whether the switch <c>LossGen.StrictBits</c> asks for the same bits on machines without fused multiply-add too, where they cost much speed.
    /// It is read once.
    /// </summary>
    private static readonly bool StrictBits = AppContext.TryGetSwitch("LossGen.StrictBits", out bool isOn) && isOn;

    /// <summary>AVX-512.</summary>
    public static bool Has512 => Vector512.IsHardwareAccelerated;

    /// <summary>AVX2 with FMA. AVX2 alone would compute each fused multiply-add in software.</summary>
    public static bool Has256 => Vector256.IsHardwareAccelerated && Fma.IsSupported;

    /// <summary>NEON or SSE; without fused multiply-add only where the same bits are not asked for.</summary>
    public static bool Has128 => Vector128.IsHardwareAccelerated && (HasFusedMultiplyAdd || !StrictBits);

    /// <summary>Whether fused multiply-add is an instruction.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;
}
