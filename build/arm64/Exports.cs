using System.Runtime.InteropServices;
using static LossGen.Tests.Kernels.GoldenKernels;

namespace LossGen.Arm64;

/// <summary>
/// A kernel of each skeleton with a signature that C knows too. Called as they are, without the runtime of .NET, which is not to be had here for ARM64: what
/// they run must not allocate, throw or initialise a class.
/// </summary>
internal static unsafe class Exports
{
    public static double FocalFloat(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Focal_Soft_a0p25_g2_ValueLossesGradientWeights(In<float>(p, items), In<float>(t, items), In<float>(w, items), Out<float>(l, items), Out<float>(g, items));

    public static double FocalPower(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Focal_Soft_off_g2p3_ValueLossesGradient(In<float>(p, items), In<float>(t, items), Out<float>(l, items), Out<float>(g, items));

    public static double FocalBytes(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Focal_byte_a0p25_g2_ValueGradient(In<float>(p, items), In<byte>(t, items), Out<float>(g, items));

    public static double FocalDouble(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Focal_double(In<double>(p, items), In<double>(t, items), In<double>(w, items), Out<double>(l, items), Out<double>(g, items));

    public static double Entropy(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        BinaryCrossEntropy(In<float>(p, items), In<float>(t, items), Out<float>(l, items), Out<float>(g, items), (float)scale);

    public static double SmoothL1(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        SmoothL1_accumulated(In<float>(p, items), In<float>(t, items), Out<float>(l, items), Out<float>(g, items), (float)normalizer);

    public static double BoxFloat(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Ciou(In<float>(p, predictions), In<float>(t, predictions), In<float>(w, items), Out<float>(l, items), Out<float>(g, predictions), Out<float>(h, predictions));

    public static double BoxDouble(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Ciou_double(In<double>(p, predictions), In<double>(t, predictions), Out<double>(l, items), Out<double>(g, predictions));

    public static double RowAny(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Rows_any_ValueLossesGradientWeights(In<float>(p, predictions), In<int>(t, items), In<float>(w, items), Out<float>(l, items), Out<float>(g, predictions));

    public static double RowFixed(byte* p, byte* t, byte* w, byte* l, byte* g, byte* h, int items, int predictions, double normalizer, double scale) =>
        Rows_80_ValueLossesGradientWeights(In<float>(p, predictions), In<int>(t, items), In<float>(w, items), Out<float>(l, items), Out<float>(g, predictions));

    private static ReadOnlySpan<T> In<T>(byte* memory, int length) where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref *(T*)memory, length);

    private static Span<T> Out<T>(byte* memory, int length) where T : unmanaged => MemoryMarshal.CreateSpan(ref *(T*)memory, length);
}
