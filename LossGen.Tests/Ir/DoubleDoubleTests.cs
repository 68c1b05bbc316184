namespace LossGen.Tests.Ir;

/// <summary>The reference in twice double precision against values that mpmath computed in 60 digits, each as the nearest double and the rest.</summary>
public class DoubleDoubleTests
{
    private const double Tolerance = 1e-27;

    [Theory]
    [InlineData(1.0, 2.718281828459045, 1.4456468917292502e-16)]
    [InlineData(-0.3, 0.7408182206817179, -1.805530505953e-18)]
    [InlineData(37.7, 2.359945468246331e+16, -1.8866262687593724)]
    [InlineData(-650.25, 3.9811921806329143e-283, 2.320354214140808e-299)]
    [InlineData(1e-09, 1.000000001, -8.224037093664211e-17)]
    public void Exp(double x, double high, double low) => Same(new(high, low), DoubleDouble.Exp(x));

    [Theory]
    [InlineData(0.3, -1.2039728043259361, 8.935521583403776e-17)]
    [InlineData(7e+200, 462.46292874786445, -2.6894315941580244e-15)]
    [InlineData(3e-290, -666.6510646796052, 1.7316264880073786e-14)]
    [InlineData(0.9999, -0.00010000500033334732, 4.110491732511812e-21)]
    public void Log(double x, double high, double low) => Same(new(high, low), DoubleDouble.Log(x));

    [Theory]
    [InlineData(1e-10, 9.999999999500001e-11, -3.389513322121794e-27)]
    [InlineData(0.7, 0.5306282510621704, -5.076541175216476e-18)]
    [InlineData(-0.999, -6.907755278982136, -2.369515526854508e-16)]
    [InlineData(-1e-05, -1.0000050000333337e-05, 5.40138824458258e-22)]
    [InlineData(1000000000000000.0, 34.538776394910684, 2.1847577634272516e-15)]
    public void Log1p(double x, double high, double low) => Same(new(high, low), DoubleDouble.Log1p(x));

    [Theory]
    [InlineData(1e-05, 1.0000050000166668e-05, -3.111926571619883e-22)]
    [InlineData(-0.3, -0.2591817793182821, -1.805530505953e-18)]
    [InlineData(2.5, 11.182493960703473, 2.0334002173348147e-16)]
    public void Expm1(double x, double high, double low) => Same(new(high, low), DoubleDouble.Expm1(x));

    [Theory]
    [InlineData(0.001, 0.0009999998333333417, 5.670638989736153e-21)]
    [InlineData(3.5, -0.35078322768961984, -1.1655739256927901e-17)]
    [InlineData(-9999.25, -0.42541135805242675, -2.3326935954642682e-17)]
    public void Sin(double x, double high, double low) => Same(new(high, low), DoubleDouble.SinCos(x).Sin);

    [Theory]
    [InlineData(1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33)]
    [InlineData(3.5, -0.9364566872907963, 3.5955391095995e-18)]
    [InlineData(-9999.25, -0.9050000974806521, -4.7855623677757587e-17)]
    public void Cos(double x, double high, double low) => Same(new(high, low), DoubleDouble.SinCos(x).Cos);

    [Theory]
    [InlineData(1e-09, 1.1283791670955127e-09, -1.624992790279848e-26)]
    [InlineData(0.7, 0.6778011938374184, 5.860416063065593e-18)]
    [InlineData(-2.5, -0.999593047982555, -4.6925151097042234e-17)]
    [InlineData(5.5, 0.9999999999999927, -3.03759554483649e-17)]
    public void Erf(double x, double high, double low) => Same(new(high, low), DoubleDouble.Erf(x));

    [Theory]
    [InlineData(1.0, 3.0, 0.3217505543966422, 7.917392525722143e-18)]
    [InlineData(-2.0, 0.1, -1.5208379310729538, -1.3658910507343872e-17)]
    [InlineData(1e-05, -1.0, 3.1415826535897935, 7.722002558454822e-17)]
    [InlineData(7.0, -7.5, 2.390663591191853, 1.548145820643581e-16)]
    [InlineData(-1e-09, 5.0, -2e-10, -5.1672121617897564e-27)]
    public void Atan2(double y, double x, double high, double low) => Same(new(high, low), DoubleDouble.Atan2(y, x));

    private static void Same(DoubleDouble expected, DoubleDouble actual) =>
        Assert.True(Math.Abs((actual - expected).Hi) <= Tolerance * Math.Max(1e-4, Math.Abs(expected.Hi)), $"expected {expected}, was {actual}");
}
