using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>For each operation a formula in which its derivative matters: over a number an item, or over a row.</summary>
internal static class DerivativeRules
{
    /// <summary>A value an item; operations over rows are made a value an item by a weighted sum.</summary>
    public static readonly Dictionary<Op, Func<Inputs, Expr>> All = new()
    {
        [Op.Add] = i => (i.X + Exp(i.X)) + (i.Y + i.X),
        [Op.Product] = i => 3 * Pow(Exp(i.X), 1.3) * i.Y / (2 + Square(i.X)) * Sqrt(1 + Square(i.X)),
        [Op.Exp] = i => Exp(i.X * i.Y),
        [Op.Expm1] = i => Expm1(i.X * i.Y),
        [Op.Log] = i => Log(1.5 + Square(i.X)) * i.Y,
        [Op.Log2] = i => Log2(1.5 + Square(i.X)) * i.Y,
        [Op.Log1p] = i => Log1p(Exp(i.X) * Square(i.Y)),
        [Op.Sigmoid] = i => Sigmoid(i.X * i.Y),
        [Op.Softplus] = i => Softplus(i.X - i.Y),
        [Op.Tanh] = i => Tanh(i.X * i.Y) * i.X,
        [Op.Sinh] = i => Sinh(i.X - i.Y) + Sinh(i.X),
        [Op.Cosh] = i => Cosh(i.X * i.Y),
        [Op.LogCosh] = i => LogCosh(i.X - 2 * i.Y),
        [Op.Sin] = i => Sin(i.X * i.Y) + Tan(0.3 * i.X),
        [Op.Cos] = i => Cos(3 * i.X - i.Y),
        [Op.Erf] = i => Erf(i.X * i.Y),
        [Op.Cbrt] = i => Cbrt(i.X * i.Y) * i.X,
        [Op.Power] = i => Power(Exp(i.Y), i.X) + Power(Abs(i.X), i.Y) + Power(2.5, i.X) + Power(i.X, Round(i.Y)) + Power(-2, Round(i.Y)) * i.X,
        [Op.Atan2] = i => Atan2(i.X * i.Y, i.Y - i.X) + Atan2(i.Y, 1 + Square(i.X)),
        [Op.Abs] = i => Abs(i.X - i.Y) * i.X,
        [Op.CopySign] = i => CopySign(i.X * i.Y, i.Y) * i.X + CopySign(2, i.X) * i.X,
        [Op.Floor] = i => Floor(3 * i.X) * i.X,
        [Op.Ceiling] = i => Ceiling(3 * i.X) * i.X,
        [Op.Round] = i => Round(3 * i.X) * i.X,
        [Op.Truncate] = i => Truncate(3 * i.X) * i.X,
        [Op.Minimum] = i => Min(i.X, i.Y) * Min(2 * i.X, 0.3),
        [Op.Maximum] = i => Max(i.X, i.Y) * Max(0.3, i.X),
        [Op.Smaller] = i => Smaller(i.X * i.X, i.Y) + Smaller(i.Y, 3 * i.X),
        [Op.Larger] = i => Larger(i.X * i.X, i.Y) * Larger(i.Y, i.X),
        [Op.Select] = i => Where(Greater(i.X, i.Y), Square(i.X), Exp(i.X)) + Where(Greater(i.Y, i.X), i.X, 0) * i.Y,
        [Op.NegateIf] = i => NegateIf(Greater(i.X, i.Y), Exp(i.X)),
        [Op.StopGradient] = i => StopGradient(Exp(i.X)) * Square(i.X),
        [Op.TieWeight] = i => TieWeight(i.X, i.Y) * i.X,
        [Op.Greater] = i => Where(Greater(i.X, 0.2), i.X, Square(i.X)),
        [Op.GreaterOrEqual] = i => Where(GreaterOrEqual(i.X, i.Y), i.X, Square(i.X)),
        [Op.Equal] = i => Where(Equal(i.X, i.Y), i.Y, i.X * i.Y),
        [Op.Not] = i => Where(And(Not(Greater(i.X, 0)), Greater(i.Y, 0)), i.X, Square(i.X)),
        [Op.And] = i => Where(And(Greater(i.X, 0), Greater(i.Y, 0)), i.X, Square(i.X)),
        [Op.Or] = i => Where(Or(Greater(i.X, 0), Greater(i.Y, 0)), i.X, Square(i.X)),
        [Op.SumOver] = i => Sum(Axes.Class, Exp(i.Row) * i.Weight) * Sum(Axes.Class, i.Row * i.X),
        [Op.MaximumOver] = i => i.Graph.Reduce(Op.MaximumOver, Axes.Class, i.Row * i.Weight) * i.Y,
        [Op.Pick] = i => Exp(Pick(i.Row * i.Weight, i.Index)),
        [Op.LogSumExp] = i => LogSumExp(i.Row * i.Weight) * i.X,
        [Op.Softmax] = i => Sum(Axes.Class, Softmax(i.Row) * i.Weight),
        [Op.CrossEntropy] = i => i.Graph.Make(Op.CrossEntropy, i.Row * i.Weight, i.Index) * i.X,
        [Op.SoftmaxMiss] = i => SoftmaxMiss(i.Row * i.Weight, i.Index) * i.X,
        [Op.SoftmaxRest] = i => Sum(Axes.Class, i.Graph.Make(Op.SoftmaxRest, Softmax(i.Row)) * i.Weight * i.Row),
        [Op.SoftmaxPullback] = i => Sum(Axes.Class, i.Graph.Make(Op.SoftmaxPullback, i.Row * i.Weight, Exp(i.Row) * i.X) * i.Row),
        [Op.SoftmaxExcess] = i => Sum(Axes.Class, i.Graph.Make(Op.SoftmaxExcess, i.Row, i.Index) * i.Weight * i.Row),
    };

    /// <summary>Formulas in which a value is broadcast, and reduced again: what varies over fewer axes collects the derivatives of all places that it reaches.</summary>
    public static readonly Dictionary<string, Func<Inputs, Expr>> Broadcasts = new()
    {
        ["a row's number in every class"] = i => Sum(Axes.Class, Exp(i.Row * i.X)),
        ["a row's mean in every class"] = i => Sum(Axes.Class, Square(i.Row - Sum(Axes.Class, i.Row) / Classes)),
        ["a row's logarithmic sum in every class"] = i => Sum(Axes.Class, (LogSumExp(i.Row) - i.Row) * i.Weight),
        ["a row's logarithmic sum in every class, the same weight"] = i => Sum(Axes.Class, LogSumExp(i.Row) - i.Row),
        ["a sum over items for every item"] = i => i.X * Sum(Axes.Item, Exp(i.X) * i.Y),
        ["a sum over items for every class of every item"] = i => Sum(Axes.Class, Sigmoid(i.Row * Sum(Axes.Item, i.X * i.Y))),
        ["a ratio of sums over items"] = i => Sum(Axes.Item, i.X * i.Y) / (1 + Sum(Axes.Item, Square(i.X))) + 0 * i.X,
        ["the number of items"] = i => i.X * i.X / i.Graph.Count(),
    };

    public const int Classes = 4;
}
