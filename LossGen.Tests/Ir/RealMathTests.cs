using LossGen.Generator.Ir;

namespace LossGen.Tests.Ir;

/// <summary>What the generator computes with at the edges of numbers: it looks at formulas where they may be none, and must come back from there.</summary>
public class RealMathTests
{
    private static readonly Func<double, double>[] Functions =
    [
        RealMath.Log1p, RealMath.Log2, RealMath.Expm1, RealMath.Sigmoid, RealMath.Softplus, RealMath.LogCosh, RealMath.Cbrt, RealMath.Erf, x => RealMath.Atan2(x, 1), x => RealMath.Atan2(1, x),
    ];

    [Fact]
    public void No_number_stays_none() => Assert.All(Functions, function => Assert.Equal(double.NaN, function(double.NaN)));

    [Fact]
    public void The_error_function_ends_at_one()
    {
        double[] places = [0, 1e-320, 0.5, 3, 3.1, 27, 1e200, double.PositiveInfinity], expected = [0, 0, 0.5204998778130465, 0.9999779095030014, 0.9999883513426328, 1, 1, 1];
        Assert.All(places.Zip(expected), pair => Assert.Equal(pair.Second, RealMath.Erf(pair.First), 1e-15));
        Assert.All(places.Zip(expected), pair => Assert.Equal(-pair.Second, RealMath.Erf(-pair.First), 1e-15));
    }
}
