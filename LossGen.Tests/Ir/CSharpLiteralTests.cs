using System.Globalization;
using LossGen.Generator.Emit;

namespace LossGen.Tests.Ir;

/// <summary>A number's literal is that number again, in every culture.</summary>
public class CSharpLiteralTests
{
    [Fact]
    public void Random_numbers_come_back_bit_for_bit()
    {
        Random random = new(1);
        for (int i = 0; i < 100_000; i++)
        {
            float number = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            string literal = CSharpLiteral.Float(number);
            if (float.IsFinite(number))
            {
                Assert.EndsWith("f", literal, StringComparison.Ordinal);
                Assert.Equal(BitConverter.SingleToInt32Bits(number), BitConverter.SingleToInt32Bits(float.Parse(literal[..^1], CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public void Random_doubles_come_back_bit_for_bit()
    {
        Random random = new(1);
        for (int i = 0; i < 100_000; i++)
        {
            double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(number))
            {
                Assert.Equal(number, double.Parse(CSharpLiteral.Double(number)[..^1], CultureInfo.InvariantCulture));
            }
        }
    }

    [Theory]
    [InlineData(0, "0f")]
    [InlineData(-0.0, "-0f")]
    [InlineData(1, "1f")]
    [InlineData(0.1, "0.1f")]
    [InlineData(-2.5, "-2.5f")]
    [InlineData(1e-30, "1e-30f")]
    [InlineData(3.40282346638528859e38, "3.40282347e38f")]
    [InlineData(1e39, "float.PositiveInfinity")]
    [InlineData(double.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "float.NegativeInfinity")]
    [InlineData(double.NaN, "float.NaN")]
    public void A_number_is_written_as_people_write_it(double number, string expected) => Assert.Equal(expected, CSharpLiteral.Float(number));

    [Theory]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    [InlineData(0.1, "0.1d")]
    [InlineData(-0.0, "-0d")]
    public void A_double_is_written_as_people_write_it(double number, string expected) => Assert.Equal(expected, CSharpLiteral.Double(number));

    [Fact]
    public void The_culture_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign, other.NumberFormat.NaNSymbol) = (",", "~", "n");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("-1.5f", CSharpLiteral.Float(-1.5));
            Assert.Equal("-1.5d", CSharpLiteral.Double(-1.5));
            Assert.Equal("-7", CSharpLiteral.Int(-7));
            Assert.Equal("-1e-30f", CSharpLiteral.Float(-1e-30));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
