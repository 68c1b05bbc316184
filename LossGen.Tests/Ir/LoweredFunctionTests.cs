using System.Globalization;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>The functions as polynomials in every table, against references with many more digits, wherever the result is a normal number.</summary>
public class LoweredFunctionTests(ITestOutputHelper output)
{
    private const double MostUlp = 6;
    private const double MostUlpOfPrecise = 4;

    /// <summary>In single precision the logarithm's error counts as often as the exponent says; from 4 on it shows.</summary>
    private const double MostUlpOfLargePowers = 12;

    /// <summary>Near 0, where its argument counts more than twice.</summary>
    private const double MostUlpOfLogCosh = 5;

    private const int Samples = 100_000;

    public static MatrixTheoryData<string, string> Names => new(FunctionCase.All.Keys, FunctionCase.Tables.Keys);

    public static TheoryData<string> Tables => [.. FunctionCase.Tables.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_function_is_right_to_a_few_units_in_the_last_place(string function, string table)
    {
        (FunctionCase exact, MathTable format) = (FunctionCase.All[function], FunctionCase.Tables[table]);
        Func<double, double> lowered = FunctionCase.Lowered(function, table);
        double most = function == "log cosh" ? MostUlpOfLogCosh : format.IsPrecise ? MostUlpOfPrecise : function is "x^4.9" or "x^7.3" or "σ(x)^4.3" or "σ(x)^4.9" ? MostUlpOfLargePowers : MostUlp;
        (double Ulp, double X) worst = default;
        foreach (double x in Range(exact, format))
        {
            if (exact.Error(format, x, lowered(x)) is { } ulp && !(ulp <= worst.Ulp))
            {
                worst = (ulp, x);
            }
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{function}, {table}: {worst.Ulp:F2} ulp at {worst.X:R}");
        output.WriteLine(found);
        Assert.True(worst.Ulp <= most && worst.Ulp > 0, found);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_not_a_number_stays_so(string function, string table) =>
        Assert.All(NoNumbers, bits => Assert.Equal(double.NaN, FunctionCase.Lowered(function, table)(BitConverter.UInt64BitsToDouble(bits))));

    /// <summary>What arithmetic makes, of both signs; and what other programs may have: all bits set, the missing value of R, and the last bit of a float set.</summary>
    private static ulong[] NoNumbers => [0x7ff8_0000_0000_0000, 0xfff8_0000_0000_0000, ulong.MaxValue, 0x7ff8_0000_0000_07a2, 0x7ff8_0000_2000_0000, 0xfff8_0010_0000_0000];

    [Theory]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", -1e5, 0)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", 710, double.PositiveInfinity)]
    [InlineData("exp", 0, 1)]
    [InlineData("expm1", 0, 0)]
    [InlineData("expm1", -1e5, -1)]
    [InlineData("expm1", double.NegativeInfinity, -1)]
    [InlineData("expm1", 710, double.PositiveInfinity)]
    [InlineData("expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", double.PositiveInfinity, 1)]
    [InlineData("tanh", double.NegativeInfinity, -1)]
    [InlineData("sinh", 0, 0)]
    [InlineData("sinh", -711, double.NegativeInfinity)]
    [InlineData("sinh", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("sinh", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("cosh", 0, 1)]
    [InlineData("cosh", 711, double.PositiveInfinity)]
    [InlineData("cosh", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("log", 0, double.NegativeInfinity)]
    [InlineData("log", -0d, double.NegativeInfinity)]
    [InlineData("log", 1, 0)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log", -1, double.NaN)]
    [InlineData("log", double.NegativeInfinity, double.NaN)]
    [InlineData("log2", 0, double.NegativeInfinity)]
    [InlineData("log2", -1, double.NaN)]
    [InlineData("log2", 1, 0)]
    [InlineData("log2", 8, 3)]
    [InlineData("log2", 0.0625, -4)]
    [InlineData("log2", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log10", 1, 0)]
    [InlineData("log10", 0, double.NegativeInfinity)]
    [InlineData("∛x", 0, 0)]
    [InlineData("∛x", 1, 1)]
    [InlineData("∛x", -1, -1)]
    [InlineData("∛x", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("sin", 0, 0)]
    [InlineData("sin", 1e30, 0)]
    [InlineData("sin", double.PositiveInfinity, double.NaN)]
    [InlineData("cos", 0, 1)]
    [InlineData("cos", -1e30, 1)]
    [InlineData("cos", double.NegativeInfinity, double.NaN)]
    [InlineData("tan", 0, 0)]
    [InlineData("tan", 1e30, 0)]
    [InlineData("tan", double.PositiveInfinity, double.NaN)]
    [InlineData("erf", 0, 0)]
    [InlineData("erf", 1e30, 1)]
    [InlineData("erf", double.NegativeInfinity, -1)]
    [InlineData("log cosh", 0, 0)]
    [InlineData("log cosh", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("2^x", 0, 1)]
    [InlineData("2^x", 10, 1024)]
    [InlineData("2^x", -3, 0.125)]
    [InlineData("2^x", 1e30, double.PositiveInfinity)]
    [InlineData("2^x", -1e30, 0)]
    [InlineData("2^x", double.NegativeInfinity, 0)]
    [InlineData("0.3^x", double.PositiveInfinity, 0)]
    [InlineData("log1p", 0, 0)]
    [InlineData("log1p", -1, double.NegativeInfinity)]
    [InlineData("log1p", -2, double.NaN)]
    [InlineData("log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("sigmoid", double.PositiveInfinity, 1)]
    [InlineData("softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("x^0.25", 0, 0)]
    [InlineData("x^0.25", 1, 1)]
    [InlineData("x^0.25", -1, double.NaN)]
    [InlineData("x^0.25", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("x^-0.75", 0, double.PositiveInfinity)]
    [InlineData("x^-0.75", double.PositiveInfinity, 0)]
    [InlineData("√x", 0, 0)]
    [InlineData("√x", -1, double.NaN)]
    [InlineData("x^1.5", 0, 0)]
    [InlineData("σ(x)^4.3", double.NegativeInfinity, 0)]
    [InlineData("σ(x)^4.3", -1e30, 0)]
    [InlineData("σ(x)^4.3", double.PositiveInfinity, 1)]
    [InlineData("σ(x)^-0.75", -1e30, double.PositiveInfinity)]
    public void An_edge_has_the_value_that_mathematics_gives_it(string function, double x, double expected) =>
        Assert.All(FunctionCase.Tables.Keys, table => Assert.Equal(expected, FunctionCase.Lowered(function, table)(x)));

    [Theory]
    [InlineData("single", 88.7, 88.8, 89.41, 89.42)]
    [InlineData("precise", 88.7, 88.8, 89.41, 89.42)]
    [InlineData("double", 709.7, 709.8, 710.47, 710.48)]
    public void An_exponential_is_finite_up_to_the_largest_number(string table, double below, double above, double halfBelow, double halfAbove)
    {
        foreach ((string function, double last, double next) in new[] { ("exp", below, above), ("expm1", below, above), ("sinh", halfBelow, halfAbove), ("cosh", halfBelow, halfAbove) })
        {
            Assert.True(double.IsFinite(FunctionCase.Lowered(function, table)(last)), function);
            Assert.Equal(double.PositiveInfinity, FunctionCase.Lowered(function, table)(next));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_power_is_infinite_beyond_the_largest_number_and_0_below_the_smallest(string table)
    {
        double large = FunctionCase.Tables[table].IsDouble ? 1e150 : 1e20;
        Assert.Equal(double.PositiveInfinity, FunctionCase.Lowered("x^3.7", table)(large));
        Assert.Equal(double.PositiveInfinity, FunctionCase.Lowered("x^-3.3", table)(1 / large));
        Assert.Equal(0, FunctionCase.Lowered("x^-3.3", table)(large));
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_tail_ends_at_the_smallest_normal_number_or_0(string table)
    {
        foreach (string function in new[] { "sigmoid", "softplus" })
        {
            Assert.All([double.NegativeInfinity, -1e4], x => Assert.InRange(FunctionCase.Lowered(function, table)(x), 0, FunctionCase.Tables[table].SmallestNormal * 1.0000002));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Sigmoids_of_opposite_numbers_add_up_to_1(string table)
    {
        (Func<double, double> sigmoid, Func<double, double> opposite) = (FunctionCase.Lowered("sigmoid", table), FunctionCase.Lowered("sigmoid of the negative", table));
        for (float x = -100; x < 100; x += 0.37f)
        {
            Assert.Equal(sigmoid(-x), opposite(x));
            Assert.Equal(1, sigmoid(x) + opposite(x), 6);
        }
    }

    /// <summary>Numbers of every size in a range, denormal ones among them, evenly spread ones, and steps over the range's ends.</summary>
    private static IEnumerable<double> Range(FunctionCase function, MathTable format)
    {
        Random random = new(1);
        (double edge, double tiny) = format.IsDouble ? (750, 1e-310) : (130, 1e-40);
        double low = Math.Max(function.Low, -edge), high = Math.Min(function.High, edge);
        IEnumerable<double> numbers = Enumerable.Range(0, Samples).Select(i => (i % 6) switch
        {
            0 => low + (random.NextDouble() * (high - low)),
            1 => 0.5 + random.NextDouble(),
            2 or 3 => (8 * random.NextDouble()) - 4,
            _ when format.IsDouble => BitConverter.Int64BitsToDouble(random.NextInt64(0x7ff0000000000000)) * (i % 12 > 5 ? -1 : 1),
            _ => BitConverter.Int32BitsToSingle(random.Next(0x7f800000)) * (i % 12 > 5 ? -1 : 1),
        }).Concat([0, format.SmallestNumber, tiny, format.SmallestNormal, 88.5, 88.72, -87.3, -88, 709.7, -708.3, function.Low, function.High, 1]);
        return numbers.Select(x => format.Rounded(x)).Where(x => x >= function.Low && x <= function.High);
    }
}
