using System.Globalization;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>The functions as polynomials in single precision, against double, wherever the result is a normal number.</summary>
public class LoweredFunctionTests(ITestOutputHelper output)
{
    private const double MostUlp = 6;

    /// <summary>The logarithm's error counts as often as the exponent says; from 4 on it shows.</summary>
    private const double MostUlpOfLargePowers = 9;
    private const double SmallestNormal = 1.17549435e-38;
    private const int Samples = 8_000;

    private static readonly Dictionary<string, (Func<Expr, Expr> Formula, Func<double, double> Exact, float Low, float High)> Functions = new()
    {
        ["exp"] = (Exp, Math.Exp, -1e4f, 1e4f),
        ["exp of a negative number"] = (x => Exp(-Square(x)), x => Math.Exp(-(double)((float)x * (float)x)), -11, 11),
        ["log"] = (Log, Math.Log, 0, float.MaxValue),
        ["log1p"] = (Log1p, RealMath.Log1p, 0, float.MaxValue),
        ["log1p of a negative number"] = (Log1p, RealMath.Log1p, -0.99999994f, 0),
        ["sigmoid"] = (Sigmoid, RealMath.Sigmoid, -1e4f, 1e4f),
        ["sigmoid of the negative"] = (x => Sigmoid(-x), x => RealMath.Sigmoid(-x), -1e4f, 1e4f),
        ["softplus"] = (Softplus, RealMath.Softplus, -1e4f, 1e4f),
        ["x^0.25"] = Power(0.25),
        ["x^0.7"] = Power(0.7),
        ["x^-0.75"] = Power(-0.75),
        ["x^1.3"] = Power(1.3),
        ["x^2.2"] = Power(2.2),
        ["x^3.7"] = Power(3.7),
        ["x^-3.3"] = Power(-3.3),
        ["√x"] = Power(0.5),
        ["x^-0.5"] = Power(-0.5),
        ["x^1.5"] = Power(1.5),
        ["x³"] = Power(3),
        ["σ(x)^0.25"] = (x => Pow(Sigmoid(x), 0.25), x => Math.Exp(-0.25 * RealMath.Softplus(-x)), -1e4f, 1e4f),
        ["σ(−x)^1.7"] = (x => Pow(Sigmoid(-x), 1.7), x => Math.Exp(-1.7 * RealMath.Softplus(x)), -1e4f, 1e4f),
        ["x^4.9"] = Power(4.9),
        ["σ(x)^4.3"] = (x => Pow(Sigmoid(x), 4.3), x => Math.Exp(-4.3 * RealMath.Softplus(-x)), -1e4f, 1e4f),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_function_is_right_to_a_few_units_in_the_last_place(string function)
    {
        (_, Func<double, double> exact, float low, float high) = Functions[function];
        Func<float, float> lowered = Lowered(function);
        double most = function is "x^4.9" or "σ(x)^4.3" ? MostUlpOfLargePowers : MostUlp;
        (double Ulp, float X) worst = default;
        foreach (float x in Range(low, high))
        {
            double expected = exact(x);
            if (Math.Abs(expected) >= SmallestNormal && Math.Abs(expected) <= float.MaxValue)
            {
                double ulp = Ulp(expected, lowered(x));
                Assert.True(ulp <= most, string.Create(CultureInfo.InvariantCulture, $"{function} at {x:R}: {lowered(x):R} instead of {expected:R}, {ulp:F1} ulp"));
                worst = ulp > worst.Ulp ? (ulp, x) : worst;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{function}: {worst.Ulp:F2} ulp at {worst.X:R}"));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_not_a_number_stays_so(string function) => Assert.Equal(float.NaN, Lowered(function)(float.NaN));

    [Theory]
    [InlineData("exp", float.NegativeInfinity, 0)]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", 89, float.PositiveInfinity)]
    [InlineData("exp", 0, 1)]
    [InlineData("log", 0, float.NegativeInfinity)]
    [InlineData("log", -0f, float.NegativeInfinity)]
    [InlineData("log", 1, 0)]
    [InlineData("log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("log", -1, float.NaN)]
    [InlineData("log", float.NegativeInfinity, float.NaN)]
    [InlineData("log1p", 0, 0)]
    [InlineData("log1p", -1, float.NegativeInfinity)]
    [InlineData("log1p", -2, float.NaN)]
    [InlineData("log1p", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("sigmoid", 0, 0.5f)]
    [InlineData("sigmoid", float.PositiveInfinity, 1)]
    [InlineData("softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("x^0.25", 0, 0)]
    [InlineData("x^0.25", 1, 1)]
    [InlineData("x^0.25", -1, float.NaN)]
    [InlineData("x^0.25", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("x^-0.75", 0, float.PositiveInfinity)]
    [InlineData("x^-0.75", float.PositiveInfinity, 0)]
    [InlineData("x^3.7", 1e20f, float.PositiveInfinity)]
    [InlineData("x^-3.3", 1e-20f, float.PositiveInfinity)]
    [InlineData("x^-3.3", 1e20f, 0)]
    [InlineData("√x", 0, 0)]
    [InlineData("√x", -1, float.NaN)]
    [InlineData("x^1.5", 0, 0)]
    public void An_edge_has_the_value_that_mathematics_gives_it(string function, float x, float expected) => Assert.Equal(expected, Lowered(function)(x));

    [Theory]
    [InlineData("sigmoid", float.NegativeInfinity)]
    [InlineData("sigmoid", -1e4f)]
    [InlineData("softplus", float.NegativeInfinity)]
    [InlineData("softplus", -1e4f)]
    public void A_tail_ends_at_the_smallest_normal_number_or_0(string function, float x) => Assert.InRange(Lowered(function)(x), 0, 1.1754945e-38f);

    [Fact]
    public void Sigmoids_of_opposite_numbers_add_up_to_1()
    {
        (Func<float, float> sigmoid, Func<float, float> opposite) = (Lowered("sigmoid"), Lowered("sigmoid of the negative"));
        Assert.All(Range(-100, 100).Take(2000), x => Assert.Equal(sigmoid(-x), opposite(x)));
        Assert.All(Range(-100, 100).Take(2000), x => Assert.Equal(1, sigmoid(x) + opposite(x), 6));
    }

    private static (Func<Expr, Expr>, Func<double, double>, float, float) Power(double exponent) => (x => Pow(x, exponent), x => Math.Pow(x, exponent), 0, float.MaxValue);

    private static Func<float, float> Lowered(string function)
    {
        Inputs inputs = new();
        FloatMachine machine = new(Lower.Run([new Output(Role.Losses, 0, Functions[function].Formula(inputs.X))])[0].Value);
        return x => machine.Run((inputs.X.Role, x));
    }

    /// <summary>Numbers of every size in a range, denormal ones among them, evenly spread ones, and steps over the range's ends.</summary>
    private static IEnumerable<float> Range(float low, float high)
    {
        Random random = new(1);
        float edge = Math.Min(high, 130);
        return Enumerable.Range(0, Samples).Select(i => (i % 4) switch
        {
            0 => (float)(Math.Max(low, -edge) + (random.NextDouble() * (edge - Math.Max(low, -edge)))),
            1 => (float)(0.5 + random.NextDouble()),
            _ => BitConverter.Int32BitsToSingle(random.Next(0x7f800000)) * (low < 0 && i % 8 > 3 ? -1 : 1),
        }).Concat([0, float.Epsilon, 1e-40f, 1.17549435e-38f, 88.5f, 88.72f, -87.3f, -88, low, high, 1]).Where(x => x >= low && x <= high);
    }

    private static double Ulp(double expected, float actual)
    {
        float nearest = Math.Abs((float)expected);
        double unit = float.IsInfinity(nearest) ? float.MaxValue - MathF.BitDecrement(float.MaxValue) : MathF.BitIncrement(nearest) - (double)nearest;
        return Math.Abs(expected - actual) / (double.IsInfinity(unit) ? float.MaxValue - MathF.BitDecrement(float.MaxValue) : unit);
    }
}
