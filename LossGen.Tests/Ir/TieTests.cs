using LossGen.Generator.Ir;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Where two operands of a minimum or maximum are equal, each has half of the derivative.</summary>
public class TieTests
{
    private readonly Inputs _inputs = new Inputs(items: 3, classes: 4).Random(new Random(1));

    public TieTests()
    {
        _inputs.With(_inputs.X, 1, 2, 3).With(_inputs.Y, 2, 2, 2);
        _inputs.With(_inputs.Row, 5, 1, 5, 0, 7, 7, 7, 7, 1, 2, 3, 4);
    }

    private Expr X => _inputs.X;

    private Expr Y => _inputs.Y;

    [Fact]
    public void Equal_operands_share_the_derivative()
    {
        Assert.All(new[] { Max(X, Y), Max(Y, X), Larger(X, Y), Larger(Y, X) }, maximum =>
        {
            Assert.Equal([0, 0.5, 1], By(X, maximum));
            Assert.Equal([1, 0.5, 0], By(Y, maximum));
        });
        Assert.All(new[] { Min(X, Y), Min(Y, X), Smaller(X, Y), Smaller(Y, X) }, minimum =>
        {
            Assert.Equal([1, 0.5, 0], By(X, minimum));
            Assert.Equal([0, 0.5, 1], By(Y, minimum));
        });
    }

    [Fact]
    public void A_value_tied_with_a_constant_has_half()
    {
        Assert.Equal([0, 0.5, 1], By(X, Max(X, 2)));
        Assert.Equal([1, 0.5, 0], By(X, Min(2, X)));
    }

    [Fact]
    public void A_value_tied_with_itself_has_all() => Assert.Equal([1, 1, 1], By(X, Max(X, X)));

    [Fact]
    public void The_absolute_value_has_derivative_0_at_0() => Assert.Equal([-1, 0, 1], By(X, Abs(X - 2)));

    [Fact]
    public void The_largest_classes_of_a_row_share_alike() => Assert.Equal(
        [0.5, 0, 0.5, 0, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 1],
        By(_inputs.Row, _inputs.Graph.Reduce(Op.MaximumOver, Axes.Class, _inputs.Row)));

    [Fact]
    public void Every_weight_is_its_mirror_image_taken_from_1()
    {
        Assert.Equal([0, 0.5, 1], _inputs.Evaluate(TieWeight(X, Y)));
        Assert.Equal([1, 0.5, 0], _inputs.Evaluate(TieWeight(Y, X)));
        Assert.Single(new[] { TieWeight(X, Y), TieWeight(Y, X) }, weight => weight.Op == Op.TieWeight);
    }

    private double[] By(Expr variable, Expr value)
    {
        Expr total = Sum(Axes.Item, value);
        double[] gradient = _inputs.Evaluate(Differentiate.Gradient(total, [variable])[0]);
        Assert.Equal(gradient, _inputs.Evaluate(Simplify.Run(Differentiate.Gradient(total, [variable])[0])));
        double[] along = [.. _inputs[variable].Select((_, i) => i + 1.0)];
        double directional = gradient.Length == 1 ? along.Sum() * gradient[0] : gradient.Zip(along, (g, a) => g * a).Sum();
        Assert.Equal(new ForwardMode(_inputs, variable.Role, along).Of(total)[0, 0].Tangent, directional, 12);
        return gradient.Length == 1 ? [.. _inputs[variable].Select(_ => gradient[0])] : gradient;
    }
}
