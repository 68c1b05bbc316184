using System.Text.Json;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Formulas;

/// <summary>The functions of <see cref="Formula"/> against mpmath's with 200 bits (make_reference.py), and at their edges.</summary>
public sealed class FormulaTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly Dictionary<string, (Func<double, double, double> Double, Func<float, float, float> Float)> Functions = new()
    {
        ["Sigmoid"] = ((x, _) => Formula.Sigmoid(x), (x, _) => Formula.Sigmoid(x)),
        ["LogSigmoid"] = ((x, _) => Formula.LogSigmoid(x), (x, _) => Formula.LogSigmoid(x)),
        ["Softplus"] = ((x, _) => Formula.Softplus(x), (x, _) => Formula.Softplus(x)),
        ["Log1p"] = ((x, _) => Formula.Log1p(x), (x, _) => Formula.Log1p(x)),
        ["Expm1"] = ((x, _) => Formula.Expm1(x), (x, _) => Formula.Expm1(x)),
        ["Square"] = ((x, _) => Formula.Square(x), (x, _) => Formula.Square(x)),
        ["Erf"] = ((x, _) => Formula.Erf(x), (x, _) => Formula.Erf(x)),
        ["XLogY"] = (Formula.XLogY, Formula.XLogY),
        ["StopGradient"] = ((x, _) => Formula.StopGradient(x), (x, _) => Formula.StopGradient(x)),
    };

    private static readonly Reference[] References = JsonSerializer
        .Deserialize<Reference[]>(File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Formulas", "functions.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. References.Select(reference => reference.Function).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public void In_double_a_function_is_within_4_ulp(string name) => Assert.All(References.Where(r => r.Function == name), r =>
    {
        double place = double.BitIncrement(Math.Abs(r.Value)) - Math.Abs(r.Value);
        Assert.InRange(Math.Abs(Functions[name].Double(r.X, r.Y) - r.Value) / place, 0, 4);
    });

    [Theory, MemberData(nameof(Names))]
    public void In_float_a_function_is_rounded_once(string name)
    {
        Reference[] floats = [.. References.Where(r => r.Function == name && (float)r.X == r.X && (float)r.Y == r.Y && Ulps.IsNormal(r.Value))];
        Assert.True(floats.Length >= 20);
        Assert.All(floats, r => Assert.InRange(Ulps.Between(Functions[name].Float((float)r.X, (float)r.Y), r.Value, r.Value), 0, 0.50001));
    }

    [Theory]
    [InlineData("Sigmoid", -Infinity, 0)]
    [InlineData("Sigmoid", -1000, 0)]
    [InlineData("Sigmoid", -0.0, 0.5)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Sigmoid", 40, 1)]
    [InlineData("Sigmoid", Infinity, 1)]
    [InlineData("LogSigmoid", -Infinity, -Infinity)]
    [InlineData("LogSigmoid", -1000, -1000)]
    [InlineData("LogSigmoid", 1000, -0.0)]
    [InlineData("LogSigmoid", Infinity, -0.0)]
    [InlineData("Softplus", -Infinity, 0)]
    [InlineData("Softplus", -1000, 0)]
    [InlineData("Softplus", 1000, 1000)]
    [InlineData("Softplus", Infinity, Infinity)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Log1p", 0, 0)]
    [InlineData("Log1p", -1, -Infinity)]
    [InlineData("Log1p", -1.5, double.NaN)]
    [InlineData("Log1p", -Infinity, double.NaN)]
    [InlineData("Log1p", Infinity, Infinity)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Expm1", 0, 0)]
    [InlineData("Expm1", -1000, -1)]
    [InlineData("Expm1", -Infinity, -1)]
    [InlineData("Expm1", 1000, Infinity)]
    [InlineData("Expm1", Infinity, Infinity)]
    [InlineData("Square", -0.0, 0)]
    [InlineData("Square", -3, 9)]
    [InlineData("Square", -Infinity, Infinity)]
    [InlineData("Erf", -0.0, -0.0)]
    [InlineData("Erf", 0, 0)]
    [InlineData("Erf", -7, -1)]
    [InlineData("Erf", -Infinity, -1)]
    [InlineData("Erf", Infinity, 1)]
    [InlineData("StopGradient", -0.0, -0.0)]
    [InlineData("StopGradient", 0.75, 0.75)]
    [InlineData("StopGradient", Infinity, Infinity)]
    public void At_its_edges_a_function_is_its_limit(string name, double x, double expected)
    {
        AssertSame(expected, Functions[name].Double(x, 1));
        AssertSame(expected, Functions[name].Float((float)x, 1));
    }

    [Fact]
    public void Not_a_number_stays_not_a_number() => Assert.All(Functions, function =>
    {
        AssertSame(double.NaN, function.Value.Double(double.NaN, 1));
        AssertSame(double.NaN, function.Value.Float(float.NaN, 1));
    });

    [Theory]
    [InlineData(-0.0)]
    [InlineData(-2.0)]
    [InlineData(5.0)]
    [InlineData(Infinity)]
    [InlineData(double.NaN)]
    public void X_log_y_is_0_at_0_whatever_y_is(double y)
    {
        foreach (double x in (double[])[0.0, -0.0])
        {
            AssertSame(0, Formula.XLogY(x, y));
            AssertSame(0, Formula.XLogY((float)x, (float)y));
        }
    }

    [Theory]
    [InlineData(2, 0, -Infinity)]
    [InlineData(-2, 0, Infinity)]
    [InlineData(2, Infinity, Infinity)]
    [InlineData(2, 1, 0)]
    [InlineData(2, -1, double.NaN)]
    [InlineData(2, double.NaN, double.NaN)]
    public void Elsewhere_x_log_y_is_the_product(double x, double y, double expected)
    {
        AssertSame(expected, Formula.XLogY(x, y));
        AssertSame(expected, Formula.XLogY((float)x, (float)y));
    }

    [Fact]
    public void Saturation_is_where_the_documentation_says()
    {
        Assert.Equal(1, Formula.Sigmoid(37.0));
        Assert.NotEqual(1, Formula.Sigmoid(36.0));
        Assert.Equal(1, Formula.Sigmoid(18f));
        Assert.NotEqual(1, Formula.Sigmoid(17f));
        Assert.Equal(1, Formula.Erf(5.95));
        Assert.NotEqual(1, Formula.Erf(5.8));
        Assert.Equal(1, Formula.Erf(3.95f));
        Assert.NotEqual(1, Formula.Erf(3.8f));
    }

    [Fact]
    public void No_call_allocates()
    {
        Dictionary<string, (Func<double, double, double> Double, Func<float, float, float> Float)>.ValueCollection functions = Functions.Values;
        long least = long.MaxValue;
        for (int call = 0; call < 3; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach ((Func<double, double, double> inDouble, Func<float, float, float> inFloat) in functions)
            {
                inDouble(0.5, 2);
                inFloat(0.5f, 2);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    /// <summary>The same number, or no number both; zeros have their sign.</summary>
    private static void AssertSame(double expected, double actual) =>
        Assert.True(expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual)), $"expected {expected}, was {actual}");

    private sealed record Reference(string Function, double X, double Value, double Y = 1);
}
