using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>Random formulas, out of all that formulas are written with. The same seed gives the same formula.</summary>
internal sealed class RandomFormulas(Inputs inputs, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A formula that varies over items, and over classes where it is asked to.</summary>
    public Expr Next(int depth, bool overClasses = false)
    {
        Expr Deeper(bool classes = false) => Next(depth - 1, classes) is { Graph: not null } formula ? formula : Leaf(classes);       // a constant has no graph
        if (depth == 0)
        {
            return Leaf(overClasses);
        }

        return _random.Next(overClasses ? 29 : 31) switch
        {
            0 or 1 => Deeper(overClasses) + Deeper(),
            2 => Deeper(overClasses) - Deeper(overClasses),
            3 or 4 => Deeper(overClasses) * Deeper(),
            5 => Square(Deeper(overClasses)),
            6 => Exp(-Square(Deeper(overClasses))),
            7 => Log(Square(Deeper(overClasses)) + 0.5),
            8 => Log1p(Abs(Deeper(overClasses))),
            9 => Sigmoid(Deeper(overClasses)),
            10 => 1 - Sigmoid(Deeper(overClasses)),
            11 => Softplus(Deeper(overClasses)),
            12 => Pow(Sigmoid(Deeper(overClasses)), Power()),
            13 => Deeper(overClasses) / (1 + Square(Deeper())),
            14 => Max(Deeper(overClasses), Deeper()),
            15 => Larger(Deeper(), Smaller(Deeper(), Deeper(overClasses))),
            16 => Where(Greater(Deeper(), Deeper(overClasses)), Deeper(overClasses), Deeper()),
            17 => Atan2(Deeper(overClasses), Deeper() + 0.3),
            18 => Where(Or(Greater(Deeper(), 0.5), And(Greater(Deeper(overClasses), 0), Greater(Deeper(), 0))), Deeper(overClasses), Deeper()),
            19 => overClasses ? Softmax(Deeper(true)) : NegateIf(Greater(Deeper(), Deeper()), Deeper()),
            20 => Tanh(Deeper(overClasses)),
            21 => Exp(-Abs(Deeper(overClasses))) - 1,
            22 => 1 / (1 + Exp(Deeper(overClasses))),
            23 => Log(Cosh(Deeper(overClasses))) - Erf(Deeper()),
            24 => Sin(Deeper(overClasses)) * Cos(Deeper()),
            25 => Functions.Power(0.5 + Sigmoid(Deeper(overClasses)), Deeper()),
            26 => Sqrt(Square(Deeper(overClasses)) + Square(Deeper())),
            27 => Cbrt(1 + Square(Deeper(overClasses))) + Log2(1 + Square(Deeper())),
            28 => Where(Not(GreaterOrEqual(Deeper(), Floor(Deeper(overClasses)))), CopySign(Deeper(overClasses), Deeper()), Truncate(Deeper())),
            29 => LogSumExp(Deeper(true)) - Pick(Deeper(true), inputs.Index),
            _ => Sum(Axes.Class, Deeper(true) * inputs.Weight),
        };
    }

    private double Power() => new[] { 0.5, 1.3, 2, 2.5, -1, -0.5 }[_random.Next(6)];

    private Expr Leaf(bool overClasses) => _random.Next(4) switch
    {
        _ when overClasses => _random.Next(2) == 0 ? inputs.Row : inputs.Weight,
        0 => (Math.Round(4 * _random.NextDouble() - 2, 1) + 0.05) * inputs.X,
        1 => inputs.Y,
        2 => inputs.X + 1,
        _ => inputs.X,
    };
}
