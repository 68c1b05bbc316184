using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Ir;

/// <summary>
/// Forward-mode differentiation: a second way to the derivative that shares nothing with the reverse one, nor with the interpreter. Every value is computed
/// for each item and class, whether it varies over them or not.
/// </summary>
internal sealed class ForwardMode(Inputs inputs, Role variable, double[] direction)
{
    private readonly Dictionary<Expr, Dual[,]> _values = [];

    public Dual[,] Of(Expr e)
    {
        if (!_values.TryGetValue(e, out Dual[,]? values))
        {
            Dual[][,] arguments = [.. e.Args.Select(Of)];
            values = new Dual[inputs.Items, inputs.Classes];
            for (int i = 0; i < inputs.Items; i++)
            {
                for (int k = 0; k < inputs.Classes; k++)
                {
                    values[i, k] = At(e, arguments, i, k);
                }
            }

            _values[e] = values;
        }

        return values;
    }

    private Dual At(Expr e, Dual[][,] arguments, int item, int k)
    {
        Dual a = arguments.Length > 0 ? arguments[0][item, k] : default, b = arguments.Length > 1 ? arguments[1][item, k] : default;
        return e.Op switch
        {
            Op.Constant => e.Number,
            Op.Count => inputs.Items,
            Op.Index => e.Axis == Axes.Class ? k : item,
            Op.Input => Input(e, item, k),
            Op.Add => a + b,
            Op.Product => e.Exponents.Select((exponent, i) => Dual.Pow(arguments[i][item, k], exponent)).Aggregate((Dual)e.Number, (product, factor) => product * factor),
            Op.Exp => Dual.Exp(a),
            Op.Expm1 => Dual.Exp(a) - 1,
            Op.Log => Dual.Log(a),
            Op.Log2 => Dual.Log(a) / Math.Log(2),
            Op.Log1p => Dual.Log(1 + a),
            Op.Sigmoid => 1 / (1 + Dual.Exp(0 - a)),
            Op.Softplus => Dual.Log(1 + Dual.Exp(a)),
            Op.Tanh => 1 - (2 / (1 + Dual.Exp(2 * a))),
            Op.Sinh => (Dual.Exp(a) - Dual.Exp(0 - a)) / 2,
            Op.Cosh => (Dual.Exp(a) + Dual.Exp(0 - a)) / 2,
            Op.LogCosh => Dual.Log((Dual.Exp(a) + Dual.Exp(0 - a)) / 2),
            Op.Sin => Dual.Sin(a),
            Op.Cos => Dual.Sin(a + (Math.PI / 2)),
            Op.Erf => Dual.Erf(a),
            Op.Cbrt => Dual.Abs(a).Value == 0 ? a : Dual.Pow(Dual.Abs(a), 1 / 3.0) * Math.Sign(a.Value),
            Op.Power => a.Value < 0 ? Dual.Pow(a, b.Value) : Dual.Exp(b * Dual.Log(a)),
            Op.Atan2 => Dual.Atan2(a, b),
            Op.Abs => Dual.Abs(a),
            Op.CopySign => Dual.Abs(a) * Math.CopySign(1, b.Value),
            Op.Floor => Math.Floor(a.Value),
            Op.Ceiling => Math.Ceiling(a.Value),
            Op.Round => Math.Round(a.Value),
            Op.Truncate => Math.Truncate(a.Value),
            Op.Minimum or Op.Smaller => Dual.Min(a, b),
            Op.Maximum or Op.Larger => Dual.Max(a, b),
            Op.StopGradient => a.Value,
            Op.TieWeight => a.Value > b.Value ? 1 : a.Value < b.Value ? 0 : 0.5,
            Op.Greater => a.Value > b.Value ? 1 : 0,
            Op.GreaterOrEqual => a.Value >= b.Value ? 1 : 0,
            Op.Equal => a.Value == b.Value ? 1 : 0,
            Op.And => a.Value * b.Value,
            Op.Or => a.Value + b.Value > 0 ? 1 : 0,
            Op.Not => 1 - a.Value,
            Op.Select => a.Value != 0 ? b : arguments[2][item, k],
            Op.NegateIf => a.Value != 0 ? 0 - b : b,
            Op.Pick => arguments[0][item, (int)b.Value],
            Op.LogSumExp => LogSumExp(arguments[0], item),
            Op.Softmax => Softmax(arguments[0], item, k),
            Op.CrossEntropy => LogSumExp(arguments[0], item) - arguments[0][item, (int)b.Value],
            Op.SoftmaxExcess => Dual.Exp(a - LogSumExp(arguments[0], item)) - (k == (int)b.Value ? 1 : 0),
            Op.SoftmaxMiss => 1 - Dual.Exp(arguments[0][item, (int)b.Value] - LogSumExp(arguments[0], item)),
            Op.SoftmaxRest => 1 - a,
            Op.SoftmaxPullback => Softmax(arguments[0], item, k) * (b - Enumerable.Range(0, inputs.Classes)
                .Select(c => Softmax(arguments[0], item, c) * arguments[1][item, c]).Aggregate((x, y) => x + y)),
            Op.SumOver => Along(e, arguments[0], item, k).Aggregate((x, y) => x + y),
            Op.MaximumOver => Largest([.. Along(e, arguments[0], item, k)]),
            _ => throw new NotSupportedException($"{e.Op} has no row in ForwardMode"),
        };
    }

    private Dual Softmax(Dual[,] x, int item, int k) => Dual.Exp(x[item, k] - LogSumExp(x, item));

    private Dual Input(Expr e, int item, int k)
    {
        int place = (e.Axes & Axes.Class) != 0 ? (item * inputs.Classes) + k : item;
        return new(inputs[e][place], e.Role == variable ? direction[place] : 0);
    }

    private IEnumerable<Dual> Along(Expr e, Dual[,] x, int item, int k) => e.Axis == Axes.Class
        ? Enumerable.Range(0, inputs.Classes).Select(other => x[item, other])
        : Enumerable.Range(0, inputs.Items).Select(other => x[other, k]);

    private Dual LogSumExp(Dual[,] x, int item) => Dual.Log(Enumerable.Range(0, inputs.Classes).Select(k => Dual.Exp(x[item, k])).Aggregate((a, b) => a + b));

    /// <summary>The largest; several such share the derivative alike.</summary>
    private static Dual Largest(Dual[] values)
    {
        double top = values.Max(v => v.Value);
        return new(top, values.Where(v => v.Value == top).Average(v => v.Tangent));
    }
}
