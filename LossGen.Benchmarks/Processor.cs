using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace LossGen.Benchmarks;

/// <summary>Where the times were taken.</summary>
internal static class Processor
{
    /// <summary>And when.</summary>
    public static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Vectors =>
        Vector512.IsHardwareAccelerated ? "Vector512"
        : Vector256.IsHardwareAccelerated ? "Vector256"
        : Vector128.IsHardwareAccelerated ? "Vector128"
        : "scalar";

    public static string Name
    {
        get
        {
            const int BrandString = unchecked((int)0x8000_0002), Leaves = 3;
            if (!X86Base.IsSupported || X86Base.CpuId(int.MinValue, 0).Eax < BrandString + Leaves - 1)
            {
                return RuntimeInformation.ProcessArchitecture.ToString();
            }
            Span<int> registers = stackalloc int[4 * Leaves];
            for (int leaf = 0; leaf < Leaves; leaf++)
            {
                (registers[4 * leaf], registers[4 * leaf + 1], registers[4 * leaf + 2], registers[4 * leaf + 3]) = X86Base.CpuId(BrandString + leaf, 0);
            }
            (int family, int model) = Version(X86Base.CpuId(1, 0).Eax);
            return $"{Encoding.ASCII.GetString(MemoryMarshal.AsBytes(registers)).Trim('\0', ' ')} (family {family}, model {model})";
        }
    }

    private static (int Family, int Model) Version(int signature)
    {
        int family = (signature >> 8) & 0xF, model = (signature >> 4) & 0xF;
        return family == 0xF
            ? (family + ((signature >> 20) & 0xFF), model + ((signature >> 12) & 0xF0))
            : (family, family == 6 ? model + ((signature >> 12) & 0xF0) : model);
    }
}
