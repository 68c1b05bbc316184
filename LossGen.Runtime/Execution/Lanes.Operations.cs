using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>Operations that every processor has and vectors do not offer, or not in one instruction. Each gives the same bits everywhere, save the three of 128 bits that
/// say what they do without fused multiply-add.</summary>
public static partial class Lanes
{
    /// <summary>
    /// What <c>vfixupimm</c> puts in the place of a number, four bits a kind, from the last: quiet and signalling NaN ½, 0 ½, 1 1, −∞ 0, ∞ 1, negative 0, positive 1.
    /// </summary>
    private const int WeightsOfSigns = unchecked((int)0xA8A8ABBB);

    /// <summary>a > b ? a : b; so b where they are equal or one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Larger(float a, float b) => a > b ? a : b;

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float TieWeight(float a, float b) => a > b ? 1 : a < b ? 0 : 0.5f;

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Larger(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Max(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Smaller(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Min(b, a) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> TieWeight(Vector128<float> a, Vector128<float> b) =>
        (Vector128.GreaterThan(a, b) & Vector128<float>.One) | Vector128.AndNot(Vector128.Create(0.5f), Vector128.LessThan(a, b));

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> a, Vector128<float> b) =>
        Sse41.IsSupported ? Sse41.BlendVariable(b, a, mask) : Vector128.ConditionalSelect(mask, a, b);

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Larger(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Max(a, b) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Smaller(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Min(b, a) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TieWeight(Vector256<float> a, Vector256<float> b) =>
        (Vector256.GreaterThan(a, b) & Vector256<float>.One) | Vector256.AndNot(Vector256.Create(0.5f), Vector256.LessThan(a, b));

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.BlendVariable(b, a, mask) : Vector256.ConditionalSelect(mask, a, b);

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Max(a, b) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Smaller(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Min(b, a) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½: by the sign of the difference, in one instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TieWeight(Vector512<float> a, Vector512<float> b)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> difference = a - b;
            return Avx512F.Fixup(difference, difference, Vector512.Create(WeightsOfSigns), 0);
        }

        return (Vector512.GreaterThan(a, b) & Vector512<float>.One) | Vector512.AndNot(Vector512.Create(0.5f), Vector512.LessThan(a, b));
    }

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.BlendVariable(b, a, mask) : Vector512.ConditionalSelect(mask, a, b);

    /// <summary>mask ? -value : value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NegateIf(Vector512<float> mask, Vector512<float> value, Vector512<float> signBit) => Select(mask, value ^ signBit, value);

    /// <summary>a · b + c with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c)
        : AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b)
        : (a * b) + c;

    /// <summary>a · b − c with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplySubtract(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : MultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NegatedMultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAddNegated(a, b, c)
        : AdvSimd.IsSupported ? AdvSimd.FusedMultiplySubtract(c, a, b)
        : c - (a * b);

    /// <summary>a · b − c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : Vector256.FusedMultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NegatedMultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAddNegated(a, b, c) : Vector256.FusedMultiplyAdd(-a, b, c);

    /// <summary>a · b − c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplySubtract(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(a, b, c) : Vector512.FusedMultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NegatedMultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(a, b, c) : Vector512.FusedMultiplyAdd(-a, b, c);
}
