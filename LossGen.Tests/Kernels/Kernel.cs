using System.Runtime.InteropServices;

namespace LossGen.Tests.Kernels;

/// <summary>Any kernel; what its signature does not have is passed in vain, and a kernel that returns nothing returns 0. The targets come as their bytes.</summary>
internal delegate float Kernel(ReadOnlySpan<float> prediction, ReadOnlySpan<byte> targets, ReadOnlySpan<float> weights, Span<float> losses, Span<float> gradient);

/// <summary>What a kernel reads.</summary>
/// <param name="Prediction">Elements, boxes or rows, as the kernel takes them.</param>
/// <param name="Targets">The targets as <see cref="float"/>, <see cref="int"/>, or bytes that may be truth values.</param>
/// <param name="Weights">One an item, whether or not the kernel reads them.</param>
internal sealed record KernelInputs(float[] Prediction, Array Targets, float[] Weights)
{
    public int Items => Weights.Length;

    /// <summary>The classes of a row.</summary>
    public int Classes => Items == 0 ? 0 : Prediction.Length / Items;

    public ReadOnlySpan<byte> TargetBytes => Targets switch
    {
        float[] floats => MemoryMarshal.AsBytes<float>(floats),
        int[] ints => MemoryMarshal.AsBytes<int>(ints),
        _ => (byte[])Targets,
    };

    /// <summary>Runs a kernel.</summary>
    public KernelResult Run(Kernel kernel)
    {
        float[] losses = new float[Items], gradient = new float[Prediction.Length];
        float value = kernel(Prediction, TargetBytes, Weights, losses, gradient);
        return new(value, losses, gradient);
    }
}

/// <summary>What a kernel returned and wrote.</summary>
internal sealed record KernelResult(float Value, float[] Losses, float[] Gradient)
{
    /// <summary>All bits; any NaN is the same NaN.</summary>
    public IEnumerable<uint> Bits => Losses.Concat(Gradient).Prepend(Value).Select(v => float.IsNaN(v) ? 0x7fc00000u : BitConverter.SingleToUInt32Bits(v));

    /// <summary>Where two results differ, or null.</summary>
    public string? FirstDifference(KernelResult other) =>
        Difference([Value], [other.Value], "value") ?? Difference(Losses, other.Losses, "losses") ?? Difference(Gradient, other.Gradient, "gradient");

    private static string? Difference(float[] a, float[] b, string name)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(a[i]) != BitConverter.SingleToUInt32Bits(b[i]) && !(float.IsNaN(a[i]) && float.IsNaN(b[i])))
            {
                return $"{name}[{i}] is {a[i]:R} and {b[i]:R}";
            }
        }

        return null;
    }
}
