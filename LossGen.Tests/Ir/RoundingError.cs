using LossGen.Generator.Ir;

namespace LossGen.Tests.Ir;

/// <summary>
/// How far rounding may lead: every operation adds a unit of its own result and hands on what its arguments bring, by its derivatives as central differences
/// of the interpreter's own rows. What comes out is relative to the unit: the scale for a tolerance.
/// </summary>
internal sealed class RoundingError(Inputs inputs)
{
    private const double Step = 1e-6;
    private readonly Dictionary<Expr, double[]> _errors = [];

    public double[] Of(Expr e)
    {
        if (!_errors.TryGetValue(e, out double[]? errors))
        {
            double[] values = inputs.Evaluate(e);
            double[][] arguments = [.. e.Args.Select(inputs.Evaluate)], handed = [.. e.Args.Select(Of)];
            errors = [.. values.Select((value, place) => Math.Abs(value) + Handed(e, place, values.Length, arguments, handed))];
            _errors[e] = errors;
        }

        return errors;
    }

    private double Handed(Expr e, int place, int places, double[][] arguments, double[][] handed)
    {
        if (e.Args.Length == 0)
        {
            return 0;
        }

        if (OpInfo.ReducesClasses(e.Op) || e.Op is Op.SumOver or Op.MaximumOver or Op.Softmax or Op.SoftmaxExcess or Op.SoftmaxRest)
        {
            return handed[0].Max() * arguments[0].Length;       // their derivatives are at most 1
        }

        if (e.Op == Op.SoftmaxPullback)
        {
            return (handed[0].Max() * arguments[0].Length * 2 * arguments[1].Max(Math.Abs)) + (2 * handed[1].Max());
        }

        double[] at = [.. arguments.Select(a => a[At(place, places, a.Length)])];
        double sum = 0;
        for (int i = 0; i < at.Length; i++)
        {
            double step = Step * (1 + Math.Abs(at[i]));
            double[] up = [.. at], down = [.. at];
            (up[i], down[i]) = (at[i] + step, at[i] - step);
            double slope = (Scalar(e, up) - Scalar(e, down)) / (2 * step);
            sum += e[i].Type == NodeType.Real && double.IsFinite(slope) ? Math.Abs(slope) * handed[i][At(place, places, handed[i].Length)] : 0;
        }

        return sum;
    }

    private double Scalar(Expr e, double[] arguments) => new Interpreter(inputs.Items, inputs.Classes, inputs.Numbers, _ => 1).Scalar(e, arguments);

    /// <summary>A place in an array of an argument that varies over fewer axes: classes are innermost.</summary>
    private int At(int place, int places, int length) => length == places ? place : length == 1 ? 0 : length == inputs.Items ? place / inputs.Classes : place % inputs.Classes;
}
