namespace LossGen.Tests.Kernels;

/// <summary>
/// Any kernel; what its signature does not have is passed in vain, and a kernel that returns nothing returns 0. Everything comes as its bytes, whatever the
/// type of the numbers.
/// </summary>
internal delegate double Kernel(
    ReadOnlySpan<byte> prediction,
    ReadOnlySpan<byte> targets,
    ReadOnlySpan<byte> weights,
    Span<byte> losses,
    Span<byte> gradient,
    Span<byte> targetGradient,
    double normalizer,
    double scale);

/// <summary>A kernel over views: the lengths and strides of each parameter that it has, in their order.</summary>
internal delegate double ViewKernel(
    ReadOnlySpan<byte> prediction,
    ReadOnlySpan<byte> targets,
    ReadOnlySpan<byte> weights,
    Span<byte> losses,
    Span<byte> gradient,
    Span<byte> targetGradient,
    double normalizer,
    double scale,
    nint[][] lengths,
    nint[][] strides);

/// <summary>What a kernel returned and wrote.</summary>
internal sealed record KernelResult(double Value, double[] Losses, double[] Gradient, double[] TargetGradient)
{
    /// <summary>All bytes of what a kernel over floats or doubles returned and wrote; any NaN is the same NaN.</summary>
    public byte[] Bytes(Type real) => RealMemory.Bytes([.. Losses.Concat(Gradient).Concat(TargetGradient).Prepend(Value).Select(v => double.IsNaN(v) ? BitConverter.UInt64BitsToDouble(0x7ff8_0000_0000_0000) : v)], real);

    /// <summary>Where two results differ, or null.</summary>
    public string? FirstDifference(KernelResult other) =>
        Difference([Value], [other.Value], "value") ?? Difference(Losses, other.Losses, "losses")
        ?? Difference(Gradient, other.Gradient, "gradient") ?? Difference(TargetGradient, other.TargetGradient, "targetGradient");

    private static string? Difference(double[] a, double[] b, string name)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (BitConverter.DoubleToUInt64Bits(a[i]) != BitConverter.DoubleToUInt64Bits(b[i]) && !(double.IsNaN(a[i]) && double.IsNaN(b[i])))
            {
                return $"{name}[{i}] is {a[i]:R} and {b[i]:R}";
            }
        }

        return null;
    }
}
