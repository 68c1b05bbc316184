using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>A power goes into a product only where that is true for every sign of the factors.</summary>
public class PowerTests
{
    private static readonly double[] Signs = [-3, -1, -0.5, 0.25, 1, 2.5];
    private readonly Inputs _inputs = new(items: Signs.Length * Signs.Length);

    public PowerTests()
    {
        _inputs.With(_inputs.X, [.. Signs.SelectMany(x => Signs.Select(_ => x))]).With(_inputs.Y, [.. Signs.SelectMany(_ => Signs)]);
    }

    private Expr X => _inputs.X;

    private Expr Y => _inputs.Y;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0 / 3)]
    [InlineData(1.5)]
    [InlineData(-0.5)]
    [InlineData(2.5)]
    public void A_power_that_is_not_whole_stays_outside_of_factors_of_unknown_sign(double exponent)
    {
        Assert.Equal([exponent], Pow(X * Y, exponent).Exponents);
        Assert.Equal([exponent], Pow(Square(X), exponent).Exponents);
        Assert.Equal([exponent], Pow(-2 * Exp(X), exponent).Exponents);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(-2)]
    public void A_whole_power_goes_to_every_factor(int exponent)
    {
        Assert.Equal(Math.Pow(-3, exponent) * Pow(X, exponent) * Pow(Y, 2 * exponent), Pow(-3 * X * Square(Y), exponent));
    }

    [Fact]
    public void Any_power_goes_to_factors_that_are_never_negative()
    {
        Expr p = Sigmoid(X), e = Exp(Y);
        Assert.Equal(2 * Pow(p, 0.5) * e, Pow(4 * p * Square(e), 0.5));
        Assert.Equal(Pow(p, 1.5 * 0.3), Pow(Pow(p, 1.5), 0.3));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(1.5)]
    [InlineData(-0.5)]
    public void The_normal_form_has_the_value_of_the_power(double exponent)
    {
        foreach (Expr product in new[] { X * Y, Square(X) * Y, -2 * X, Square(X), 3 * Exp(X) * Sigmoid(Y), X / Y, Pow(Square(X), 0.5) * Y })
        {
            double[] bases = _inputs.Evaluate(product), powers = _inputs.Evaluate(Pow(product, exponent));
            for (int i = 0; i < bases.Length; i++)
            {
                Close.Assert(Math.Pow(bases[i], exponent), powers[i], 1e-13, $"({product})^{exponent} of {bases[i]}");
            }
        }
    }

    [Fact]
    public void A_root_squared_is_in_normal_form_again()
    {
        Expr root = Sqrt(Square(X));
        Assert.Equal(Square(X), root * root);
        Assert.Equal(4 * Square(X), Square(2 * root));
        Assert.Equal(Square(X) * Y, root * root * Y);
    }

    [Fact]
    public void What_is_known_not_to_be_negative_is_not()
    {
        foreach (Expr e in new[] { Exp(X), Sigmoid(X), Softplus(X), Abs(X), Square(X), Exp(X) + Square(Y), Max(X, Square(Y)), Min(Exp(X), Abs(Y)), 2 * Square(X) * Exp(Y) })
        {
            Assert.True(Algebra.IsNonNegative(e), e.ToString());
            Assert.All(_inputs.Evaluate(e), value => Assert.True(value >= 0));
        }

        Assert.All(new[] { X, X * Y, -Exp(X), Exp(X) - 1, Min(Exp(X), Y), Pow(X, 3) }, e => Assert.False(Algebra.IsNonNegative(e), e.ToString()));
    }
}
