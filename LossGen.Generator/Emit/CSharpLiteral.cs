using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Numbers as C# writes them, in every culture and on every host.</summary>
internal static class CSharpLiteral
{
    public static string Float(double number)
    {
        float value = (float)number;
        return value switch
        {
            _ when float.IsNaN(value) => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            0 when 1 / value < 0 => "-0f",
            _ => Shortest(value) + "f",
        };
    }

    public static string Real(double number, ElementType type) => type == ElementType.Double ? Double(number) : Float(number);

    public static string Double(double value) => value switch
    {
        _ when double.IsNaN(value) => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        0 when 1 / value < 0 => "-0d",
        _ => value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e").Replace("E-", "e-") + "d",
    };

    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fewest digits that read back as the same float: "R" of a .NET Framework host is not always right.</summary>
    private static string Shortest(float value)
    {
        string text = value.ToString("G7", CultureInfo.InvariantCulture);
        text = float.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G9", CultureInfo.InvariantCulture);
        return text.Replace("E+", "e").Replace("E-", "e-");
    }
}
