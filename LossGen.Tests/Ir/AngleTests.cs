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
    private const int Samples = 400_000;

    private static readonly Inputs Point = new();

    private static readonly Expr Angle = Atan2(Point.Y, Point.X);

    /// <summary>Forms that know of a coordinate that it is not negative.</summary>
    public static TheoryData<string> Forms => [.. Known.Keys];

    private static readonly Dictionary<string, Expr> Known = new()
    {
        ["any point"] = Angle,
        ["the upper half"] = Atan2(Abs(Point.Y), Point.X),
        ["the right half"] = Atan2(Point.Y, Abs(Point.X)),
        ["the first quadrant"] = Atan2(Abs(Point.Y), Abs(Point.X)),
    };

    [Theory, MemberData(nameof(Forms))]
    public void An_angle_is_right_to_a_few_units_in_the_last_place(string form)
    {
        FloatMachine machine = Lowered(Known[form]);
        (bool isUpper, bool isRight) = (form.Contains("upper", StringComparison.Ordinal) || form.Contains("first", StringComparison.Ordinal), form.Contains("right", StringComparison.Ordinal) || form.Contains("first", StringComparison.Ordinal));
        (double Ulp, float Y, float X) worst = default;
        foreach ((float y, float x) in Points())
        {
            double expected = RealMath.Atan2(isUpper ? Math.Abs(y) : y, isRight ? Math.Abs(x) : x);
            double ulp = Math.Abs(machine.Run((Point.Y.Role, y), (Point.X.Role, x)) - expected) / Unit(expected);
            worst = ulp > worst.Ulp || double.IsNaN(ulp) ? (ulp, y, x) : worst;
            Assert.True(ulp <= MostUlp, string.Create(CultureInfo.InvariantCulture, $"{form}: {ulp:F2} ulp at y = {y:R}, x = {x:R}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form}: {worst.Ulp:F2} ulp at y = {worst.Y:R}, x = {worst.X:R}"));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-0f, 0, 0)]
    [InlineData(0, -0f, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, Math.PI)]
    [InlineData(-0f, -1, Math.PI)]
    [InlineData(1, 0, Math.PI / 2)]
    [InlineData(-1, 0, -Math.PI / 2)]
    [InlineData(1, 1, Math.PI / 4)]
    [InlineData(-1, -1, -3 * Math.PI / 4)]
    [InlineData(float.PositiveInfinity, 1, Math.PI / 2)]
    [InlineData(1, float.NegativeInfinity, Math.PI)]
    [InlineData(float.Epsilon, float.Epsilon, Math.PI / 4)]
    [InlineData(float.MaxValue, -float.MaxValue, 3 * Math.PI / 4)]
    public void An_edge_has_the_value_that_mathematics_gives_it(float y, float x, double expected) =>
        Assert.Equal((float)expected, Lowered(Angle).Run((Point.Y.Role, y), (Point.X.Role, x)), 2e-7f);

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    [InlineData(float.NaN, float.NaN)]
    public void What_is_not_a_number_stays_so(float y, float x)
    {
        Assert.All(Known.Values, form => Assert.Equal(float.NaN, Lowered(form).Run((Point.Y.Role, y), (Point.X.Role, x))));
        Assert.All(Derivatives(), d => Assert.Equal(float.NaN, d.Run((Point.Y.Role, y), (Point.X.Role, x))));
    }

    [Fact]
    public void Derivatives_are_finite_for_every_size_of_box_and_0_at_the_origin()
    {
        FloatMachine[] derivatives = Derivatives();
        float[] sizes = [0, -0f, float.Epsilon, 1e-40f, 1e-30f, 1e-19f, 1e-16f, 1.1e-16f, 1e-15f, 1e-7f, 1, 1e9f, -1e-20f, -1e-15f, -1e9f];
        foreach (float y in sizes)
        {
            foreach (float x in sizes)
            {
                double square = ((double)x * x) + ((double)y * y);
                double[] expected = square < 0.99e-32 ? [0, 0] : [x / square, -y / square];
                float[] actual = [.. derivatives.Select(d => d.Run((Point.Y.Role, y), (Point.X.Role, x)))];
                for (int i = 0; i < 2; i++)
                {
                    Close.Assert(expected[i], actual[i], 1e-6, string.Create(CultureInfo.InvariantCulture, $"derivative {i} at y = {y:R}, x = {x:R}"), scale: 1e-7);
                }

                Assert.True(x != 0 || y != 0 || actual is [0, 0], "the derivative at the origin is 0");
            }
        }
    }

    private static FloatMachine[] Derivatives() =>
        [.. Lower.Run([.. Differentiate.Gradient(Angle, [Point.Y, Point.X]).Select((d, i) => new Output(Role.Gradient, i, Simplify.Run(d)))]).Select(o => new FloatMachine(o.Value))];

    private static FloatMachine Lowered(Expr angle) => new(Lower.Run([new Output(Role.Losses, 0, angle)])[0].Value);

    /// <summary>Points of every direction and size, ones close to the axes and to the diagonals among them.</summary>
    private static IEnumerable<(float Y, float X)> Points()
    {
        Random random = new(2);
        for (int i = 0; i < Samples; i++)
        {
            double length = Math.Pow(10, random.Next(-30, 30)), angle = 2 * Math.PI * random.NextDouble(), ratio = Math.Pow(2, -40 * random.NextDouble());
            yield return (i % 3) switch
            {
                0 => ((float)(length * Math.Sin(angle)), (float)(length * Math.Cos(angle))),
                1 => ((float)(length * ratio * (1 - (2 * (i % 2)))), (float)(length * (1 - (i % 4)))),
                _ => ((float)(length * (1 - (2 * (i % 2)))), (float)(length * (1 + (ratio * random.Next(-1, 2))) * (1 - (i % 4)))),
            };
        }
    }

    private static double Unit(double expected) => Math.ScaleB(1, Math.Max(Math.ILogB(expected), -126) - 23);
}
