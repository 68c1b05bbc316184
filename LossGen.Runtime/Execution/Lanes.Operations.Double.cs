using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Execution;

/// <summary>The same operations on doubles.</summary>
public static partial class Lanes
{
    /// <summary>a > b ? a : b; so b where they are equal or one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Larger(double a, double b) => a > b ? a : b;

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TieWeight(double a, double b) => a > b ? 1 : a < b ? 0 : 0.5;

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Larger(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.Max(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Smaller(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.Min(b, a) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> TieWeight(Vector128<double> a, Vector128<double> b) =>
        (Vector128.GreaterThan(a, b) & Vector128<double>.One) | Vector128.AndNot(Vector128.Create(0.5), Vector128.LessThan(a, b));

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Select(Vector128<double> mask, Vector128<double> a, Vector128<double> b) =>
        Sse41.IsSupported ? Sse41.BlendVariable(b, a, mask) : Vector128.ConditionalSelect(mask, a, b);

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Larger(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.Max(a, b) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Smaller(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.Min(b, a) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> TieWeight(Vector256<double> a, Vector256<double> b) =>
        (Vector256.GreaterThan(a, b) & Vector256<double>.One) | Vector256.AndNot(Vector256.Create(0.5), Vector256.LessThan(a, b));

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Select(Vector256<double> mask, Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.BlendVariable(b, a, mask) : Vector256.ConditionalSelect(mask, a, b);

    /// <summary>a > b ? a : b in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Larger(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Avx512F.Max(a, b) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    /// <summary>a > b ? b : a in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Smaller(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Avx512F.Min(b, a) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), b, a);

    /// <summary>1 where a > b, 0 where a &lt; b, else ½: by the sign of the difference, in one instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> TieWeight(Vector512<double> a, Vector512<double> b)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<double> difference = a - b;
            return Avx512F.Fixup(difference, difference, Vector512.Create((long)WeightsOfSigns), 0);
        }

        return (Vector512.GreaterThan(a, b) & Vector512<double>.One) | Vector512.AndNot(Vector512.Create(0.5), Vector512.LessThan(a, b));
    }

    /// <summary>mask ? a : b in every lane; a lane of the mask is all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Avx512F.BlendVariable(b, a, mask) : Vector512.ConditionalSelect(mask, a, b);

    /// <summary>mask ? -value : value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NegateIf(Vector512<double> mask, Vector512<double> value, Vector512<double> signBit) => Select(mask, value ^ signBit, value);

    /// <summary>a · b + c with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.FusedMultiplyAdd(c, a, b)
        : (a * b) + c;

    /// <summary>a · b − c with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplySubtract(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : MultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding where the machine has an instruction for it, else with two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> NegatedMultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Fma.IsSupported ? Fma.MultiplyAddNegated(a, b, c)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.FusedMultiplySubtract(c, a, b)
        : c - (a * b);

    /// <summary>a · b − c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplySubtract(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : Vector256.FusedMultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> NegatedMultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Fma.IsSupported ? Fma.MultiplyAddNegated(a, b, c) : Vector256.FusedMultiplyAdd(-a, b, c);

    /// <summary>a · b − c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplySubtract(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(a, b, c) : Vector512.FusedMultiplyAdd(a, b, -c);

    /// <summary>c − a · b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NegatedMultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(a, b, c) : Vector512.FusedMultiplyAdd(-a, b, c);
}
