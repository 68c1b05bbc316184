using LossGen.Generator.Ir;

namespace LossGen.Generator.Emit;

/// <summary>Names of constants that nobody named: <c>half</c>, <c>point25</c>, <c>minus3</c>.</summary>
internal static class ConstantNames
{
    private const int LongestDigits = 5;

    public static string Of(double number, NodeType type)
    {
        string name = number switch
        {
            0 when 1 / number < 0 => "signBit",
            0 => "zero",
            1 => "one",
            2 => "two",
            0.5 => "half",
            1e-7 => "epsilon",
            double.NegativeInfinity => "minusInfinity",
            double.PositiveInfinity => "infinity",
            _ => Spelled(number),
        };
        return type == NodeType.Int ? name + "Int" : name;
    }

    private static string Spelled(double number)
    {
        string digits = Math.Abs(number).ToString("0.######", CultureInfo.InvariantCulture);
        string name = digits.Length > LongestDigits || digits == "0" ? "constant" : digits.StartsWith("0.", StringComparison.Ordinal) ? "point" + digits.Substring(2) : "number" + digits.Replace('.', '_');
        return number < 0 ? "minus" + char.ToUpperInvariant(name[0]) + name.Substring(1) : name;
    }
}
