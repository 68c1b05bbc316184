using System.Runtime.InteropServices;

namespace LossGen.Tests.Kernels;

/// <summary>Numbers as the bytes of floats or doubles, and back.</summary>
internal static class RealMemory
{
    public static int SizeOf(Type real) => real == typeof(float) ? sizeof(float) : sizeof(double);

    public static byte[] Bytes(double[] values, Type real) => real == typeof(float)
        ? MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, v => (float)v)).ToArray()
        : MemoryMarshal.AsBytes<double>(values).ToArray();

    public static double[] Numbers(ReadOnlySpan<byte> bytes, Type real) => real == typeof(float)
        ? Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), v => (double)v)
        : MemoryMarshal.Cast<byte, double>(bytes).ToArray();
}
