using System.Globalization;
using LossGen.Generator.Emit;

namespace LossGen.Tests.Kernels;

/// <summary>The generated text is the same wherever the compiler runs.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE"), InlineData("tr-TR"), InlineData("sv-SE")]
    public void The_culture_changes_nothing_in_the_text(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        foreach (string name in (string[])["Focal_Soft_a0p25_g2p3_ValueLossesGradient", "Giou_ValueLossesGradientWeights", "Rows_37_ValueLossesGradient"])
        {
            CompiledKernel kernel = CompiledKernel.Find(name);
            string expected = KernelFile.Write(kernel.Spec, new EmitOptions(DumpIr: true));
            try
            {
                CultureInfo.CurrentCulture = Culture(culture);
                Assert.Equal("-0,5", (-0.5).ToString(CultureInfo.CurrentCulture).Replace('\u2212', '-'));
                Assert.Equal(expected, KernelFile.Write(kernel.Spec, new EmitOptions(DumpIr: true)));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    /// <summary>The culture, or where the process knows none, one that writes numbers as it does.</summary>
    private static CultureInfo Culture(string name)
    {
        try
        {
            return new CultureInfo(name, useUserOverride: false);
        }
        catch (CultureNotFoundException)
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = name == "sv-SE" ? "\u2212" : "-";
            return culture;
        }
    }
}
