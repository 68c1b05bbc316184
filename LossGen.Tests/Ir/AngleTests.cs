using System.Globalization;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>The angle of a point: right in every quadrant, and its derivatives finite everywhere.</summary>
public class AngleTests(ITestOutputHelper output)
{
    private const double MostUlp = 4;
    private const int Samples = 200_000;

    private static readonly Inputs Point = new();
    private static readonly Expr Angle = Atan2(Point.Y, Point.X);

    /// <summary>Forms that know of a coordinate that it is not negative.</summary>
    private static readonly Dictionary<string, (Expr Angle, bool IsUpper, bool IsRight)> Known = new()
    {
        ["any point"] = (Angle, false, false),
        ["the upper half"] = (Atan2(Abs(Point.Y), Point.X), true, false),
        ["the right half"] = (Atan2(Point.Y, Abs(Point.X)), false, true),
        ["the first quadrant"] = (Atan2(Abs(Point.Y), Abs(Point.X)), true, true),
    };

    public static MatrixTheoryData<string, string> Forms => new(Known.Keys, FunctionCase.Tables.Keys);

    public static TheoryData<string> Tables => [.. FunctionCase.Tables.Keys];

    [Theory, MemberData(nameof(Forms))]
    public void An_angle_is_right_to_a_few_units_in_the_last_place(string form, string table)
    {
        (Expr formula, bool isUpper, bool isRight) = Known[form];
        MathTable format = FunctionCase.Tables[table];
        Func<double, double, double> lowered = Lowered(formula, table);
        (double Ulp, double Y, double X) worst = default;
        foreach ((double y, double x) in Points(format))
        {
            DoubleDouble expected = DoubleDouble.Atan2(isUpper ? Math.Abs(y) : y, isRight ? Math.Abs(x) : x);
            double unit = Math.ScaleB(1, Math.Max(Math.ILogB(expected.Hi), format.SmallestExponent) - format.FractionBits);
            double ulp = Math.Abs(lowered(y, x) - expected.Hi - expected.Lo) / unit;
            worst = ulp <= worst.Ulp ? worst : (ulp, y, x);
        }

        string found = string.Create(CultureInfo.InvariantCulture, $"{form}, {table}: {worst.Ulp:F2} ulp at y = {worst.Y:R}, x = {worst.X:R}");
        output.WriteLine(found);
        Assert.True(worst.Ulp is > 0 and <= MostUlp, found);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-0d, 0, 0)]
    [InlineData(0, -0d, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, Math.PI)]
    [InlineData(-0d, -1, Math.PI)]
    [InlineData(1, 0, Math.PI / 2)]
    [InlineData(-1, 0, -Math.PI / 2)]
    [InlineData(1, 1, Math.PI / 4)]
    [InlineData(-1, -1, -3 * Math.PI / 4)]
    [InlineData(double.PositiveInfinity, 1, Math.PI / 2)]
    [InlineData(1, double.NegativeInfinity, Math.PI)]
    [InlineData(1e-45, 1e-45, Math.PI / 4)]
    [InlineData(3e38, -3e38, 3 * Math.PI / 4)]
    public void An_edge_has_the_value_that_mathematics_gives_it(double y, double x, double expected)
    {
        Assert.Equal(expected, RealMath.Atan2(y, x), 1e-15);
        Assert.All(FunctionCase.Tables, t => Assert.Equal(expected, Lowered(Angle, t.Key)(y, x), t.Value.IsDouble ? 1e-15 : 3e-7));
    }

    [Theory, MemberData(nameof(Tables))]
    public void What_is_not_a_number_stays_so(string table)
    {
        foreach ((double y, double x) in new[] { (double.NaN, 1), (1, double.NaN), (double.NaN, double.NaN) })
        {
            Assert.All(Known.Values, form => Assert.Equal(double.NaN, Lowered(form.Angle, table)(y, x)));
            Assert.All(Derivatives(table), d => Assert.Equal(double.NaN, d(y, x)));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Derivatives_are_finite_for_every_size_of_box_and_0_at_the_origin(string table)
    {
        Func<double, double, double>[] derivatives = Derivatives(table);
        float[] sizes = [0, -0f, float.Epsilon, 1e-40f, 1e-30f, 1e-19f, 1e-16f, 1.1e-16f, 1e-15f, 1e-7f, 1, 1e9f, -1e-20f, -1e-15f, -1e9f];
        foreach ((double y, double x) in sizes.SelectMany(y => sizes.Select(x => ((double)y, (double)x))))
        {
            double square = (x * x) + (y * y);
            double[] expected = square < 0.99e-32 ? [0, 0] : [x / square, -y / square], actual = [.. derivatives.Select(d => d(y, x))];
            for (int i = 0; i < 2; i++)
            {
                Close.Assert(expected[i], actual[i], 1e-6, string.Create(CultureInfo.InvariantCulture, $"derivative {i} at y = {y:R}, x = {x:R}"), scale: 1e-7);
            }

            Assert.True(x != 0 || y != 0 || actual is [0, 0], "the derivative at the origin is 0");
        }
    }

    private static Func<double, double, double>[] Derivatives(string table) =>
        [.. Differentiate.Gradient(Angle, [Point.Y, Point.X]).Select(derivative => Lowered(Simplify.Run(derivative), table))];

    private static Func<double, double, double> Lowered(Expr formula, string table)
    {
        Expr lowered = Lower.Run([new Output(Role.Losses, 0, formula)], FunctionCase.Tables[table])[0].Value;
        (FloatMachine machine, DoubleMachine wide) = (new(lowered), new(lowered));
        return FunctionCase.Tables[table].IsDouble
            ? (y, x) => wide.Run((Point.Y.Role, y), (Point.X.Role, x))
            : (y, x) => machine.Run((Point.Y.Role, (float)y), (Point.X.Role, (float)x));
    }

    /// <summary>Points of every direction and size, ones close to the axes and to the diagonals among them.</summary>
    private static IEnumerable<(double Y, double X)> Points(MathTable format)
    {
        Random random = new(2);
        int sizes = format.IsDouble ? 300 : 30;
        for (int i = 0; i < Samples; i++)
        {
            double length = Math.Pow(10, random.Next(-sizes, sizes)), angle = 2 * Math.PI * random.NextDouble();
            double ratio = Math.Pow(2, -1.7 * format.FractionBits * random.NextDouble());
            double up = random.Next(2) == 0 ? -length : length, right = random.Next(2) == 0 ? -length : length;
            (double y, double x) = (i % 4) switch
            {
                0 => (length * Math.Sin(angle), length * Math.Cos(angle)),
                1 => (ratio * up, right),
                2 => (up, ratio * right),
                _ => (up, (1 + (ratio * random.Next(-1, 2))) * right),
            };
            yield return (format.Rounded(y) + 0.0, format.Rounded(x) + 0.0);       // no −0: its sign does not count
        }
    }
}
