using LossGen.Generator.Ir;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Every identity of the simplifier: what becomes what, and that both have the same value.</summary>
public class SimplifyTests
{
    private const int Classes = 4;

    /// <summary>Values where both sides are well conditioned; the larger ones show that nothing new overflows.</summary>
    private static readonly double[] Grid = [-20, -3.5, -1, -0.25, 0, 1e-3, 0.5, 1, 2, 10, 30];

    /// <summary>The identities, left and right, over a number x, a number y, and a row with a class index.</summary>
    private static readonly Dictionary<string, Func<Inputs, (Expr Left, Expr Right)>> Identities = new()
    {
        ["log σ(x) = −softplus(−x)"] = i => (Log(Sigmoid(i.X)), -Softplus(-i.X)),
        ["log exp x = x"] = i => (Log(Exp(i.X)), i.X),
        ["exp log x = x"] = i => (Exp(Log(Exp(i.X) + Square(i.Y) + 1e-3)), Exp(i.X) + Square(i.Y) + 1e-3),
        ["log(1 + exp x) = softplus x"] = i => (Log(1 + Exp(i.X)), Softplus(i.X)),
        ["log(exp x + 1) = softplus x"] = i => (Log(Exp(i.X) + 1), Softplus(i.X)),
        ["log(1 + x) = log1p x"] = i => (Log(1 + Square(i.X)), Log1p(Square(i.X))),
        ["log of 1 or 1 + x = log1p of 0 or x"] = i => (Log(Where(Greater(i.X, i.Y), 1, 1 + Square(i.X))), Log1p(Where(Greater(i.X, i.Y), 0, Square(i.X)))),
        ["c ? (c ? a : x) : b = c ? a : b"] = i => (Where(Greater(i.X, i.Y), Where(Greater(i.X, i.Y), i.X, Exp(i.X)), i.Y), Where(Greater(i.X, i.Y), i.X, i.Y)),
        ["(c ? k : 0) x = c ? k x : 0"] = i => (Where(Greater(i.X, i.Y), 3, 0) * Exp(i.X), 3 * Where(Greater(i.X, i.Y), Exp(i.X), 0)),
        ["exp(x) − 1 = expm1 x"] = i => (Exp(i.X) - 1, Expm1(i.X)),
        ["1 − exp(x) = −expm1 x"] = i => (1 - Exp(i.X * i.Y), -Expm1(i.X * i.Y)),
        ["expm1(x) + 1 = exp x"] = i => (Expm1(i.X) + 1, Exp(i.X)),
        ["log(1 − exp(x)) = log1p(−exp x)"] = i => (Log(1 - Exp(-Square(i.X) - 1)), Log1p(-Exp(-Square(i.X) - 1))),
        ["log1p expm1 x = x"] = i => (Log1p(Expm1(0.1 * i.X)), 0.1 * i.X),
        ["expm1 log1p x = x"] = i => (Expm1(Log1p(Square(i.X))), Square(i.X)),
        ["expm1 log x = x − 1"] = i => (Expm1(Log(Square(i.X) + 0.1)), Square(i.X) + 0.1 - 1),
        ["exp log1p x = 1 + x"] = i => (Exp(Log1p(Square(i.X))), 1 + Square(i.X)),
        ["log(1 − σ(x)) = −softplus x"] = i => (Log(1 - Sigmoid(0.3 * i.X)), -Softplus(0.3 * i.X)),
        ["1/(1 + exp(−x)) = σ(x)"] = i => (1 / (1 + Exp(-i.X)), Sigmoid(i.X)),
        ["y/(exp(x) + 1)² = y σ(−x)²"] = i => (i.Y / Square(Exp(i.X) + 1), i.Y * Square(Sigmoid(-i.X))),
        ["exp(x)/(1 + exp(x)) = σ(x)"] = i => (Exp(i.X) / (1 + Exp(i.X)), Sigmoid(i.X)),
        ["exp(x)/(1 + exp(x))² = σ(x) σ(−x)"] = i => (Exp(i.X) / Square(1 + Exp(i.X)), Sigmoid(i.X) * Sigmoid(-i.X)),
        ["log(1/(1 + exp(−x))) = −softplus(−x)"] = i => (Log(1 / (1 + Exp(-i.X))), -Softplus(-i.X)),
        ["1 − 1/(1 + exp(−x)) = σ(−x)"] = i => (1 - 1 / (1 + Exp(-i.X)), Sigmoid(-i.X)),
        ["exp(−softplus(x)) = σ(−x)"] = i => (Exp(-Softplus(i.X)), Sigmoid(-i.X)),
        ["log(y exp(x)) = x + log y"] = i => (Log(Exp(i.X) * (1.5 + Square(i.Y))), i.X + Log(1.5 + Square(i.Y))),
        ["log σ(x)² = −2 softplus(−x)"] = i => (Log(Square(Sigmoid(i.X))), -2 * Softplus(-i.X)),
        ["log cosh x"] = i => (Log(Cosh(0.1 * i.X)), LogCosh(0.1 * i.X)),
        ["1 − tanh² x = 4 σ(2x) σ(−2x)"] = i => (1 - Square(Tanh(i.X)), 4 * Sigmoid(2 * i.X) * Sigmoid(-2 * i.X)),
        ["√x² = |x|"] = i => (Sqrt(Square(i.X)), Abs(i.X)),
        ["√(4 x² exp y) = 2 |x| √exp y"] = i => (Sqrt(4 * Square(i.X) * Exp(i.Y)), 2 * Abs(i.X) * Sqrt(Exp(i.Y))),
        ["log1p exp x = softplus x"] = i => (Log1p(Exp(i.X)), Softplus(i.X)),
        ["1 − σ(x) = σ(−x)"] = i => (1 - Sigmoid(i.X), Sigmoid(-i.X)),
        ["1 − σ(−x) = σ(x)"] = i => (1 - Sigmoid(-i.X), Sigmoid(i.X)),
        ["softplus(x) − x = softplus(−x)"] = i => (Softplus(i.X) - i.X, Softplus(-i.X)),
        ["|±x| = |x|"] = i => (Abs(NegateIf(Greater(i.X, i.Y), i.X)), Abs(i.X)),
        ["−(−x) = x, both under a condition"] = i => (NegateIf(Greater(i.X, i.Y), NegateIf(Greater(i.X, i.Y), i.X)), i.X),
        ["log Σ exp(x) − x_y = cross-entropy"] = i => (LogSumExp(i.Row) - Pick(i.Row, i.Index), i.Graph.Make(Op.CrossEntropy, i.Row, i.Index)),
        ["softmax(x) − [k = y] = its excess"] = i => (Softmax(i.Row) - OneHot(i), i.Graph.Make(Op.SoftmaxExcess, i.Row, i.Index)),
        ["a w + b (1 − w) = b + w (a − b), of corners"] = i =>
        {
            i.X.Coordinate = i.Y.Coordinate = "x1";
            return (Exp(i.X) * TieWeight(i.X, i.Y) + i.Y * TieWeight(i.Y, i.X), i.Y + TieWeight(i.X, i.Y) * (Exp(i.X) - i.Y));
        },
        ["a w + b (1 − w), of other numbers"] = i => (Exp(i.X) * TieWeight(i.X, i.Y) + i.Y * TieWeight(i.Y, i.X), Exp(i.X) * TieWeight(i.X, i.Y) + i.Y * TieWeight(i.Y, i.X)),
        ["a x + a y = a (x + y)"] = i => (Exp(i.X) * Sigmoid(i.Y) + Exp(i.X) * i.X, Exp(i.X) * (Sigmoid(i.Y) + i.X)),
        ["a² x + a³ = a² (x + a)"] = i => (Pow(i.X, 2) * i.Y + Pow(i.X, 3), Square(i.X) * (i.Y + i.X)),
        ["−x + −y = −(x + y)"] = i => (-Exp(i.X) - Exp(i.Y), -(Exp(i.X) + Exp(i.Y))),
        ["exp(x)/Σ exp(x) = softmax"] = i => (Exp(i.Row) / Sum(Axes.Class, Exp(i.Row)), Softmax(i.Row)),
        ["exp(x_y)/Σ exp(x) = softmax at y"] = i => (Exp(Pick(i.Row, i.Index)) / Sum(Axes.Class, Exp(i.Row)), Pick(Softmax(i.Row), i.Index)),
        ["1 − softmax at y = its miss"] = i => (1 - Pick(Softmax(i.Row), i.Index), SoftmaxMiss(i.Row, i.Index)),
        ["log Σ exp(x) = log-sum-exp"] = i => (Log(Sum(Axes.Class, Exp(i.Row))), LogSumExp(i.Row)),
        ["−log softmax at y = cross-entropy"] = i => (-Log(Pick(Softmax(i.Row), i.Index)), i.Graph.Make(Op.CrossEntropy, i.Row, i.Index)),
        ["−log softmax = log Σ exp(x) − x"] = i => (-Log(Softmax(i.Row)), LogSumExp(i.Row) - i.Row),
        ["log Σ exp(x + k) = k + log Σ exp(x)"] = i => (LogSumExp(i.Row + i.X), i.X + LogSumExp(i.Row)),
        ["softmax(x + k) = softmax(x)"] = i => (Softmax(i.Row - i.X), Softmax(i.Row)),
        ["1 − (w σ(x) + (1 − w) σ(y)) = w σ(−x) + (1 − w) σ(−y)"] = i => (1 - (i.Y * Sigmoid(i.X) + (1 - i.Y) * Sigmoid(2 * i.X)), i.Y * Sigmoid(-i.X) + (1 - i.Y) * Sigmoid(-2 * i.X)),
        ["1 − ((1 − w) (1 − p) + w p) = (1 − w) p + w (1 − p)"] = i => (1 - ((1 - i.Y) * (1 - i.X) + i.Y * i.X), (1 - i.Y) * i.X + i.Y * (1 - i.X)),
        ["1 + (x − y)/(x + ε) = 2 − (y + ε)/(x + ε)"] = i => (1 + (Exp(i.X) - i.Y) / (Exp(i.X) + 1e-3), 2 - (i.Y + 1e-3) / (Exp(i.X) + 1e-3)),
        ["3 − (x − y)/x + z = 2 + y/x + z"] = i => (3 - (Cosh(i.X) - i.Y) / Cosh(i.X) + i.Y, 2 + i.Y / Cosh(i.X) + i.Y),
        ["c ? 2x : 0 = 2 (c ? x : 0)"] = i => (Where(Greater(i.X, i.Y), 2 * i.X, 0), 2 * Where(Greater(i.X, i.Y), i.X, 0)),
        ["c ? x/N : 0 = (c ? x : 0)/N"] = i => (Where(Greater(i.X, i.Y), i.X / i.Graph.Count(), 0), Where(Greater(i.X, i.Y), i.X, 0) / i.Graph.Count()),
        ["c ? x : x = x"] = i => (Where(Greater(i.X, i.Y), i.X * i.Y, i.Y * i.X), i.X * i.Y),
    };

    public static TheoryData<string> Names => [.. Identities.Keys];

    [Theory, MemberData(nameof(Names))]
    public void An_identity_turns_its_left_side_into_its_right(string identity)
    {
        (Expr left, Expr right) = Identities[identity](new Inputs(items: 1, Classes));
        Assert.Equal(right, Simplify.Run(left));
        Assert.Equal(right, Simplify.Run(right));
    }

    [Theory, MemberData(nameof(Names))]
    public void An_identity_holds_for_all_values(string identity)
    {
        Inputs inputs = Values();
        (Expr left, Expr right) = Identities[identity](inputs);
        double[] expected = inputs.Evaluate(left), actual = inputs.Evaluate(right), bounds = new RoundingError(inputs).Of(left);
        for (int i = 0; i < expected.Length; i++)
        {
            Close.Assert(expected[i], actual[i], 1e-12, $"{identity}, place {i}", scale: bounds[i]);
        }
    }

    [Fact]
    public void Simplifying_twice_changes_nothing_more()
    {
        Assert.All(Specs.All, kernel => Assert.All(
            LossProgram.Build(kernel.Spec, kernel.Definition).Outputs, output => Assert.Equal(output.Value, Simplify.Run(output.Value))));
    }

    [Fact]
    public void Stopped_gradients_are_forgotten_after_differentiation()
    {
        Inputs i = new();
        Assert.Equal(Softplus(i.X) * Exp(i.Y), Simplify.Forward(StopGradient(Softplus(StopGradient(i.X))) * Exp(i.Y)));
    }

    private static Expr OneHot(Inputs i) => Where(Equal(i.Graph.Index(Axes.Class), i.Index), 1, 0);

    /// <summary>Every pair of numbers of the grid; rows of such numbers, each class in turn the true one.</summary>
    private static Inputs Values()
    {
        Inputs inputs = new(Grid.Length * Grid.Length, Classes);
        Random random = new(1);
        return inputs
            .With(inputs.X, [.. Grid.SelectMany(x => Grid.Select(_ => x))])
            .With(inputs.Y, [.. Grid.SelectMany(_ => Grid)])
            .With(inputs.Row, [.. Enumerable.Range(0, inputs.Items * Classes).Select(_ => Grid[random.Next(Grid.Length)])])
            .With(inputs.Index, [.. Enumerable.Range(0, inputs.Items).Select(i => (double)(i % Classes))]);
    }
}
