using LossGen.Generator.Parsing;

namespace LossGen.Generator.Ir;

/// <summary>
/// The reference: computes formulas in double, operation by operation as they read. Every backend is compared with it. A value is an array over the axes
/// that it varies over, items first.
/// </summary>
internal sealed class Interpreter(int items, int classes, IReadOnlyDictionary<Role, double[]> inputs, Func<Role, int> components)
{
    private readonly Dictionary<Expr, double[]> _values = [];
    private readonly Dictionary<(Expr, int), double[]> _exponentials = [];

    /// <summary>The value for every item and class that it varies over.</summary>
    public double[] Evaluate(Expr e)
    {
        if (!_values.TryGetValue(e, out double[]? values))
        {
            values = Compute(e);
            _values[e] = values;
        }

        return values;
    }

    private double[] Compute(Expr e) => e.Op switch
    {
        Op.SumOver or Op.MaximumOver or Op.LogSumExp => Reduce(e),
        Op.Pick => Each(e, (item, _) => At(e[0], item, ClassOf(e[1], item))),
        Op.CrossEntropy => Each(e, (item, _) => CrossEntropy(e[0], item, ClassOf(e[1], item))),
        Op.SoftmaxMiss => Each(e, (item, _) => SoftmaxOfOthers(e[0], item, ClassOf(e[1], item))),
        Op.SoftmaxRest => Each(e, (item, k) => e[0].Op == Op.Softmax ? SoftmaxOfOthers(e[0][0], item, k) : 1 - At(e[0], item, k)),
        Op.SoftmaxPullback => Each(e, (item, k) => SoftmaxPullback(e[0], e[1], item, k)),
        Op.Softmax => Each(e, (item, k) => Softmax(e[0], item, k)),
        Op.SoftmaxExcess => Each(e, (item, k) => k == (int)At(e[1], item, 0) ? -SoftmaxOfOthers(e[0], item, k) : Softmax(e[0], item, k)),
        Op.Index => Each(e, (item, k) => e.Axis == Axes.Class ? k : item),
        Op.Input => Each(e, (item, k) => inputs[e.Role][(e.Axes & Axes.Class) != 0 ? (item * classes) + k : (item * components(e.Role)) + e.Component]),
        _ => Each(e, (item, k) => Scalar(e, Array.ConvertAll(e.Args, arg => At(arg, item, k)))),
    };

    /// <summary>One row an operation on numbers; a truth value is 0 or 1.</summary>
    internal double Scalar(Expr e, double[] a) => e.Op switch
    {
        Op.Constant => e.Number,
        Op.Count => e.Axis == Axes.Class ? classes : items,
        Op.Product => a.Zip(e.Exponents, Math.Pow).Aggregate(e.Number, (product, factor) => product * factor),
        Op.Exp => Math.Exp(a[0]),
        Op.Log => Math.Log(a[0]),
        Op.Log1p => RealMath.Log1p(a[0]),
        Op.Sigmoid => RealMath.Sigmoid(a[0]),
        Op.Softplus => RealMath.Softplus(a[0]),
        Op.Atan2 => RealMath.Atan2(a[0], a[1]),
        Op.StopGradient => a[0],
        Op.TieWeight => a[0] > a[1] ? 1 : a[0] < a[1] ? 0 : 0.5,
        Op.Larger => a[0] > a[1] ? a[0] : a[1],
        Op.Smaller => a[0] > a[1] ? a[1] : a[0],
        Op.Add or Op.AddInt => a[0] + a[1],
        Op.Abs => Math.Abs(a[0]),
        Op.Minimum => Math.Min(a[0], a[1]),
        Op.Maximum => Math.Max(a[0], a[1]),
        Op.Greater => a[0] > a[1] ? 1 : 0,
        Op.GreaterOrEqual => a[0] >= a[1] ? 1 : 0,
        Op.Equal => a[0] == a[1] ? 1 : 0,
        Op.And => a[0] * a[1],
        Op.Or => Math.Max(a[0], a[1]),
        Op.Select => a[0] != 0 ? a[1] : a[2],
        Op.NegateIf => a[0] != 0 ? -a[1] : a[1],
        Op.Subtract or Op.SubtractInt => a[0] - a[1],
        Op.Multiply => a[0] * a[1],
        Op.Divide => a[0] / a[1],
        Op.FusedMultiplyAdd => (a[0] * a[1]) + a[2],
        Op.MultiplySubtract => (a[0] * a[1]) - a[2],
        Op.NegatedMultiplyAdd => a[2] - (a[0] * a[1]),
        Op.Negate => -a[0],
        Op.NegativeAbs => -Math.Abs(a[0]),
        Op.SquareRoot => Math.Sqrt(a[0]),
        Op.ToReal => a[0],
        _ => throw new NotSupportedException($"{e.Op} is about the bits of a number: it has no value in formulas"),
    };

    private double[] Each(Expr e, Func<int, int, double> value)
    {
        int rows = (e.Axes & Axes.Item) != 0 ? items : 1, columns = (e.Axes & Axes.Class) != 0 ? classes : 1;
        double[] result = new double[rows * columns];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = value(i / columns, i % columns);
        }

        return result;
    }

    private double At(Expr e, int item, int k)
    {
        int column = (e.Axes & Axes.Class) != 0 ? k : 0, columns = (e.Axes & Axes.Class) != 0 ? classes : 1;
        return Evaluate(e)[((e.Axes & Axes.Item) != 0 ? item * columns : 0) + column];
    }

    private double[] Reduce(Expr e)
    {
        Axes axis = e.Op == Op.LogSumExp ? Axes.Class : e.Axis;
        return Each(e, (item, k) =>
        {
            IEnumerable<double> values = Enumerable.Range(0, axis == Axes.Class ? classes : items).Select(i => axis == Axes.Class ? At(e[0], item, i) : At(e[0], i, k));
            return e.Op switch
            {
                Op.SumOver => values.Sum(),
                Op.MaximumOver => values.Max(),
                _ => LogSumExp(values.ToArray()),
            };
        });
    }

    /// <summary>The class index of an item; the first class where it is none.</summary>
    private int ClassOf(Expr index, int item) => At(index, item, 0) is var y && y >= 0 && y < classes ? (int)y : 0;

    /// <summary>Each class against each other: sₖ gₖ (1 − sₖ) − sₖ Σ of the others' g s.</summary>
    private double SoftmaxPullback(Expr x, Expr g, int item, int k) => Softmax(x, item, k)
        * ((At(g, item, k) * SoftmaxOfOthers(x, item, k)) - Enumerable.Range(0, classes).Where(c => c != k).Sum(c => At(g, item, c) * Softmax(x, item, c)));

    private double[] Row(Expr x, int item) => Enumerable.Range(0, classes).Select(k => At(x, item, k)).ToArray();

    private double Softmax(Expr x, int item, int k) => Exponentials(x, item)[k] / Exponentials(x, item).Sum();

    private double SoftmaxOfOthers(Expr x, int item, int own) => Exponentials(x, item).Where((_, k) => k != own).Sum() / Exponentials(x, item).Sum();

    /// <summary>exp(x − top): a logarithmic sum in place of the top would lose its last digits beside a huge logit.</summary>
    private double[] Exponentials(Expr x, int item)
    {
        if (!_exponentials.TryGetValue((x, item), out double[]? row))
        {
            double top = Row(x, item).Max();
            row = Array.ConvertAll(Row(x, item), v => Math.Exp(v - top));
            _exponentials[(x, item)] = row;
        }

        return row;
    }

    /// <summary>softplus of the others' logarithmic sum over the own logit: no digit cancels.</summary>
    private double CrossEntropy(Expr x, int item, int own)
    {
        double[] others = Row(x, item).Where((_, k) => k != own).ToArray();
        return others.Length == 0 ? 0 : RealMath.Softplus(LogSumExp(others) - At(x, item, own));
    }

    private static double LogSumExp(double[] values)
    {
        double top = values.Max();
        return top + Math.Log(values.Sum(v => Math.Exp(v - top)));
    }
}
