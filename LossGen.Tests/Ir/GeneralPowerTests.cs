using System.Globalization;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>x^y for a y that varies: right over the whole range of results, with the rules of <see cref="Math.Pow"/> at the edges.</summary>
public class GeneralPowerTests(ITestOutputHelper output)
{
    private const double MostUlp = 4;
    private const int Samples = 60_000;

    private static readonly Inputs Numbers = new();

    /// <summary>What is known of the base.</summary>
    private static readonly Dictionary<string, Expr> Bases = new() { ["any base"] = Numbers.X, ["a base that is not negative"] = Abs(Numbers.X) };

    public static MatrixTheoryData<string, string> Forms => new(Bases.Keys, FunctionCase.Tables.Keys);

    public static TheoryData<string> Tables => [.. FunctionCase.Tables.Keys];

    [Theory, MemberData(nameof(Forms))]
    public void A_power_is_right_to_a_few_units_in_the_last_place(string form, string table)
    {
        MathTable format = FunctionCase.Tables[table];
        Func<double, double, double> lowered = Lowered(Power(Bases[form], Numbers.Y), table);
        (double Ulp, double X, double Y) worst = default;
        foreach ((double x, double y) in Pairs(format))
        {
            DoubleDouble expected = DoubleDouble.Exp((Math.Abs(x - 1) < 1e-4 ? DoubleDouble.Log1p(x - 1) : DoubleDouble.Log(x)) * y);
            double largest = format.IsDouble ? double.MaxValue : float.MaxValue;
            if (expected.Hi >= format.SmallestNormal && expected.Hi <= largest)
            {
                double unit = Math.ScaleB(1, Math.Max(Math.ILogB(expected.Hi), format.SmallestExponent) - format.FractionBits);
                double ulp = Math.Abs(lowered(x, y) - expected.Hi - expected.Lo) / unit;
                worst = ulp <= worst.Ulp ? worst : (ulp, x, y);
            }
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{form}, {table}: {worst.Ulp:F2} ulp at {worst.X:R}^{worst.Y:R}");
        output.WriteLine(found);
        Assert.True(worst.Ulp is > 0 and <= MostUlp, found);
    }

    [Theory, MemberData(nameof(Tables))]
    public void An_edge_has_the_value_that_CSharp_gives_it(string table)
    {
        Func<double, double, double> lowered = Lowered(Power(Numbers.X, Numbers.Y), table);
        double[] bases = [0, 1, 2, 0.5, -1, -2, -0.5, 10, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        double[] exponents = [0, 1, -1, 2, -2, 3, 0.5, -0.5, 2.5, -3, 1e30, -1e30, double.PositiveInfinity, double.NegativeInfinity];
        foreach ((double x, double y) in bases.SelectMany(x => exponents.Select(y => (x, y))).Where(p => !double.IsNegativeInfinity(p.x) || p.y == Math.Truncate(p.y)))
        {
            Close.Assert(Math.Pow(x, y), lowered(x, y), 3e-7, string.Create(CultureInfo.InvariantCulture, $"{x:R}^{y:R}"));
        }

        Assert.All([2, 0, -2, double.PositiveInfinity, double.NaN], x => Assert.Equal(double.NaN, lowered(x, double.NaN)));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Both_derivatives_are_finite_and_right_also_at_0(string table)
    {
        Expr[] derivatives = Differentiate.Gradient(Power(Numbers.X, Numbers.Y), [Numbers.X, Numbers.Y]);
        Func<double, double, double>[] lowered = [.. derivatives.Select(d => Lowered(Simplify.Run(d), table))];
        foreach ((double x, double y) in new[] { (0, 2.5), (0, 1), (0, 3), (2, 3.5), (0.25, -1.5), (1, 0), (3, 0), (10, 7.5) })
        {
            double[] expected = [y == 0 ? 0 : y * Math.Pow(x, y - 1), x == 0 ? 0 : Math.Pow(x, y) * Math.Log(x)];
            Assert.All(lowered, (d, i) => Close.Assert(expected[i], d(x, y), 1e-6, string.Create(CultureInfo.InvariantCulture, $"derivative {i} of {x:R}^{y:R}")));
        }
    }

    [Fact]
    public void Known_operands_fold()
    {
        Assert.Equal(Pow(Numbers.X, 2.5), Power(Numbers.X, 2.5));
        Assert.Equal(8, Power(2, 3));
        Assert.Equal(1, Power(1, Numbers.X));
        foreach (double b in new[] { 0, -2, -0.5 })
        {
            Func<double, double, double> lowered = Lowered(Power(b, Numbers.X), "single");
            Assert.All([0, 1, -1, 2, 3, -2, 0.5], x => Assert.Equal(Math.Pow(b, x), lowered(x, 0)));
        }
    }

    private static Func<double, double, double> Lowered(Expr formula, string table)
    {
        Expr lowered = Lower.Run([new Output(Role.Losses, 0, formula)], FunctionCase.Tables[table])[0].Value;
        (FloatMachine machine, DoubleMachine wide) = (new(lowered), new(lowered));
        return FunctionCase.Tables[table].IsDouble
            ? (x, y) => wide.Run((Numbers.X.Role, x), (Numbers.Y.Role, y))
            : (x, y) => machine.Run((Numbers.X.Role, (float)x), (Numbers.Y.Role, (float)y));
    }

    /// <summary>Bases of every size, close to 1 too, with exponents for results of every size.</summary>
    private static IEnumerable<(double X, double Y)> Pairs(MathTable format)
    {
        Random random = new(3);
        for (int i = 0; i < Samples; i++)
        {
            double x = format.Rounded((i % 4) switch
            {
                0 => Math.Pow(2, (2 * random.NextDouble() - 1) * format.Bias),
                1 => 1 + ((random.NextDouble() - 0.5) * Math.Pow(2, -random.Next(format.FractionBits))),
                2 => 0.5 + random.NextDouble(),
                _ => 10 * random.NextDouble(),
            });
            double y = format.Rounded(format.Bias * (2 * random.NextDouble() - 1) / Math.Log2(x));
            if (x > 0 && x != 1)
            {
                yield return (x, i % 3 == 0 ? format.Rounded(4 * random.NextDouble() - 2) : y);
            }
        }
    }
}
