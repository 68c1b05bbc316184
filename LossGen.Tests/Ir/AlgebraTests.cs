using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Sums and products have a normal form: equal ones are one node, whatever way they were written.</summary>
public class AlgebraTests
{
    private readonly Inputs _inputs = new(items: 2, classes: 3);

    private Expr X => _inputs.X;

    private Expr Y => _inputs.Y;

    [Fact]
    public void A_power_times_its_base_is_the_next_power()
    {
        Expr q = Sigmoid(X);
        Expr power = Pow(q, 1.3) * q;
        Assert.Equal(Pow(q, 2.3), power);
        Assert.Equal([2.3], power.Exponents);
    }

    [Fact]
    public void Nothing_is_divided_by_what_cancels()
    {
        Expr q = Sigmoid(X);
        Expr derivative = 2 * Pow(q, 2) / q * Sigmoid(-X);
        Assert.Equal(2 * q * Sigmoid(-X), derivative);
        Assert.All(derivative.Exponents, exponent => Assert.True(exponent > 0));
        Assert.Equal(1, X / X);
        Assert.Equal(Y, X * Y / X);
    }

    [Fact]
    public void A_product_is_the_same_node_in_every_order()
    {
        Expr z = Exp(X);
        Assert.Equal(X * Y * z, z * (Y * X));
        Assert.Equal(6 * X * Y, 2 * (Y * (3 * X)));
        Assert.Equal(X / Y, Pow(Y, -1) * X);
        Assert.Equal(Square(X * Y), Square(X) * Square(Y));
    }

    [Fact]
    public void Constants_are_folded()
    {
        Expr two = 2;
        Assert.Equal(6, two * 3);
        Assert.Equal(5, two + 3);
        Assert.Equal(0.5, Pow(two, -1));
        Assert.Equal(0, 0 * X);
        Assert.Equal(X, 1 * X);
        Assert.Equal(X, X + 0);
        Assert.Equal(X, Pow(X, 1));
        Assert.Equal(1, Pow(X, 0));
        Assert.Equal(Math.E, Exp(1));
        Assert.Equal(0.5, Sigmoid(0));
    }

    [Fact]
    public void Like_terms_are_added()
    {
        Assert.Equal(2 * X, X + X);
        Assert.Equal(0, X - X);
        Assert.Equal(X, X + Y - Y);
        Assert.Equal(1 - X, X + (1 - 2 * X));
        Assert.Equal(7 * X * Y, 2 * X * Y + 5 * Y * X);
        Assert.Equal(X, 1 + X - 1);
    }

    [Fact]
    public void A_sum_of_unlike_terms_stays_as_it_was_written()
    {
        Expr sum = X + (Y + Exp(X));
        Assert.Equal(Op.Add, sum.Op);
        Assert.Contains(sum.Args, arg => arg == Y + Exp(X));
    }

    [Fact]
    public void A_double_negation_is_none()
    {
        Assert.Equal(X, -(-X));
        Assert.Equal(X + Y, -(-(X + Y)));
    }

    [Fact]
    public void Zero_and_minus_zero_are_different_constants()
    {
        Assert.NotEqual<Expr>(0.0, -0.0);
        Assert.NotSame(_inputs.Graph.Real(0.0), _inputs.Graph.Real(-0.0));
    }

    [Fact]
    public void Equal_expressions_are_one_node()
    {
        Assert.Same(Exp(X * Y), Exp(Y * X));
        Assert.Same(Max(X, Y), Max(Y, X));
        Assert.NotSame(Larger(X, Y), Larger(Y, X));
        Assert.Same(1 - TieWeight(X, Y), TieWeight(Y, X));
    }
}
