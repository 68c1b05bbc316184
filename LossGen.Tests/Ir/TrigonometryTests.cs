using System.Globalization;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Sine and cosine where they are close to 0, which is where a reduction loses digits, and beyond the range that they are accurate in.</summary>
public class TrigonometryTests(ITestOutputHelper output)
{
    private const double MostUlp = 4;
    private const int LastZero = 6366;

    public static MatrixTheoryData<string, string> Names => new(["sin", "cos", "tan"], FunctionCase.Tables.Keys);

    [Theory, MemberData(nameof(Names))]
    public void The_zeros_up_to_10000_are_right_to_a_few_units_in_the_last_place(string function, string table)
    {
        (FunctionCase exact, MathTable format) = (FunctionCase.All[function], FunctionCase.Tables[table]);
        Func<double, double> lowered = FunctionCase.Lowered(function, table);
        (double Ulp, double X) worst = default;
        for (int zero = -LastZero; zero <= LastZero; zero++)
        {
            foreach (double x in Near(format.Rounded(zero * (Math.PI / 2)), format))
            {
                double? ulp = exact.Error(format, x, lowered(x));
                worst = ulp is null || ulp <= worst.Ulp ? worst : (ulp.Value, x);
            }
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{function}, {table}: {worst.Ulp:F2} ulp at {worst.X:R}");
        output.WriteLine(found);
        Assert.True(worst.Ulp is > 0 and <= MostUlp, found);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_finite_number_has_a_finite_value(string function, string table)
    {
        Func<double, double> lowered = FunctionCase.Lowered(function, table);
        Random random = new(1);
        for (int i = 0; i < 100_000; i++)
        {
            double x = FunctionCase.Tables[table].IsDouble ? BitConverter.Int64BitsToDouble(random.NextInt64(0x7ff0000000000000)) : BitConverter.Int32BitsToSingle(random.Next(0x7f800000));
            Assert.True(function == "tan" ? double.IsFinite(lowered(x)) : lowered(x) is >= -1 and <= 1, string.Create(CultureInfo.InvariantCulture, $"{x:R}: {lowered(x):R}"));
        }
    }

    private static IEnumerable<double> Near(double x, MathTable format) =>
        format.IsDouble ? [Math.BitDecrement(x), x, Math.BitIncrement(x)] : [MathF.BitDecrement((float)x), x, MathF.BitIncrement((float)x)];
}
