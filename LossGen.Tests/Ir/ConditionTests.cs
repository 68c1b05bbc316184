using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Conditions mean what they mean in C#, also of what is not a number; known ones leave nothing to choose.</summary>
public class ConditionTests
{
    private static readonly float[] Numbers = [float.NaN, float.NegativeInfinity, -1, -0f, 0, 1, 2, float.PositiveInfinity];

    private readonly Inputs _inputs = new();

    private Expr X => _inputs.X;

    private Expr Y => _inputs.Y;

    [Fact]
    public void A_comparison_is_the_one_of_CSharp()
    {
        Same(Greater(X, Y), (x, y) => x > y);
        Same(GreaterOrEqual(X, Y), (x, y) => x >= y);
        Same(Greater(Y, X), (x, y) => x < y);
        Same(GreaterOrEqual(Y, X), (x, y) => x <= y);
        Same(Equal(X, Y), (x, y) => x == y);
        Same(NotEqual(X, Y), (x, y) => x != y);
    }

    [Fact]
    public void A_combination_is_the_one_of_CSharp()
    {
        Same(Not(Greater(X, Y)), (x, y) => !(x > y));
        Same(Not(And(Greater(X, Y), GreaterOrEqual(1, X))), (x, y) => !(x > y && x <= 1));
        Same(Or(Not(GreaterOrEqual(X, Y)), Equal(X, 2)), (x, y) => !(x >= y) || x == 2);
    }

    [Fact]
    public void The_smaller_and_the_larger_are_those_of_CSharp()
    {
        Same(Min(X, Y), MathF.Min);
        Same(Max(X, Y), MathF.Max);
        Assert.Equal(double.NaN, Min(double.NaN, 1).Number);
        Assert.Equal(2, Max(2, 1));
    }

    [Fact]
    public void A_known_condition_leaves_nothing_to_choose()
    {
        Assert.Equal(X, Where(Greater(2, 1), X, Y));
        Assert.Equal(Y, Where(NotEqual(1, 1), X, Y));
        Assert.Equal(X, Where(NotEqual(double.NaN, double.NaN), X, Y));
        Assert.Equal(Greater(X, Y), And(Greater(X, Y), GreaterOrEqual(1, 1)));
        Assert.Equal(X, Where(Or(Equal(3, 3), Greater(X, Y)), X, Y));
        Assert.Equal(Y, Where(And(Greater(X, Y), Equal(3, 4)), X, Y));
        Assert.Equal(-X, NegateIf(Truth(true), X));
        Assert.Equal(Y, Simplify.Run(Where(_inputs.Graph.Make(Op.Greater, 1, 2), X, Y)));
    }

    [Fact]
    public void A_negation_of_a_negation_is_none()
    {
        Assert.Equal(Greater(X, Y), Not(Not(Greater(X, Y))));
        Assert.Equal(Where(Equal(X, Y), 1, X), Where(NotEqual(X, Y), X, 1));
    }

    private void Same(Expr condition, Func<float, float, bool> expected) => Same(Where(condition, 1, 0), (x, y) => expected(x, y) ? 1 : 0);

    private void Same(Expr value, Func<float, float, float> expected)
    {
        FloatMachine machine = new(Lower.Run([new Output(Role.Losses, 0, value)])[0].Value);
        foreach ((float x, float y) in Numbers.SelectMany(x => Numbers.Select(y => (x, y))))
        {
            Assert.Equal(expected(x, y), machine.Run((X.Role, x), (Y.Role, y)));
            Assert.Equal(expected(x, y), _inputs.With(X, x).With(Y, y).Evaluate(value)[0]);
        }
    }
}
