using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>
/// Looks for places where a formula jumps as the prediction changes. On lines between predictions it finds where a comparison turns, ever closer, and
/// looks at the value on both sides. The points are the same each time.
/// </summary>
internal sealed class JumpSearch
{
    private const int Lines = 48;
    private const int Halvings = 60;
    private const int Classes = 3;

    /// <summary>Constants of 'float' on both sides of a branch meet no better than this, relative to values of at least 1.</summary>
    private const double Tolerance = 1e-4;

    private readonly KernelSpec _spec;
    private readonly Skeleton _skeleton;
    private readonly Expr _value;
    private readonly Expr[] _comparisons;
    private readonly Dictionary<Role, double[]> _inputs;
    private readonly double[] _from, _to;

    private JumpSearch(KernelSpec spec, Skeleton skeleton, Expr value)
    {
        (_spec, _skeleton, _value) = (spec, skeleton, value);
        _comparisons = [.. Schedule.Reachable(Schedule.Reachable([value]).Where(n => n.Op == Op.Select).Select(n => n[0]))
            .Where(n => n.Op is Op.Greater or Op.GreaterOrEqual && Schedule.Reachable([n]).Any(leaf => leaf.Op == Op.Input && leaf.Role.IsPrediction()))];
        _inputs = spec.Parameters.Where(p => !p.Role.IsOutput()).ToDictionary(p => p.Role, p => Values(p, 1));
        _from = _inputs[spec.Prediction.Role];
        _to = Values(spec.Prediction, 2);
    }

    /// <summary>The first jump of a formula, or null.</summary>
    public static Jump? Find(KernelSpec spec, Skeleton skeleton, Expr value)
    {
        JumpSearch search = new(spec, skeleton, value);
        return search._comparisons.Length == 0 || (search._value.Axes & Axes.Item) == 0 ? null : search.Find();
    }

    private Jump? Find()
    {
        double[] low = new double[Lines], high = [.. Enumerable.Repeat(1.0, Lines)];
        bool[][] before = Turns(At(low)), after = Turns(At(high));
        bool[] crosses = [.. before.Zip(after, (a, b) => !a.SequenceEqual(b))];
        for (int halving = 0; halving < Halvings; halving++)
        {
            double[] middle = [.. low.Zip(high, (a, b) => (a + b) / 2)];
            bool[][] now = Turns(At(middle));
            for (int line = 0; line < Lines; line++)
            {
                (now[line].SequenceEqual(before[line]) ? low : high)[line] = middle[line];
            }
        }

        double[] left = At(low).Evaluate(_value), right = At(high).Evaluate(_value);
        return Enumerable.Range(0, Lines)
            .Where(line => crosses[line] && Math.Abs(left[line] - right[line]) > Tolerance * Math.Max(1, Math.Abs(left[line])))     // not where one is no number
            .Select(line => new Jump(left[line], right[line], [.. _inputs.Select(input => (input.Key, Numbers(input.Key == _spec.Prediction.Role ? Predictions(low) : input.Value, line)))]))
            .FirstOrDefault();
    }

    /// <summary>How each comparison of each line turns out.</summary>
    private bool[][] Turns(Interpreter at)
    {
        double[][] truths = [.. _comparisons.Select(at.Evaluate)];
        return [.. Enumerable.Range(0, Lines).Select(line => truths.SelectMany(t => Numbers(t, line)).Select(t => t != 0).ToArray())];
    }

    private Interpreter At(double[] places)
    {
        _inputs[_spec.Prediction.Role] = Predictions(places);
        return new(Lines, Classes, _inputs, role => _skeleton.Components(role));
    }

    private double[] Predictions(double[] places) => [.. _from.Select((from, i) => from + (places[i / (_from.Length / Lines)] * (_to[i] - from)))];

    /// <summary>What a line has of an array: one number, or some; or what all lines have.</summary>
    private static double[] Numbers(double[] values, int line) => values.Length < Lines ? values : [.. values.Skip(line * (values.Length / Lines)).Take(values.Length / Lines)];

    private double[] Values(ParameterSpec p, int seed)
    {
        int each = p.Role.IsScalar() ? 1 : _skeleton == Skeleton.Row && _spec.IsOverClasses(p) ? Classes * Lines : _skeleton.Components(p.Role) * Lines;
        return [.. Enumerable.Range(1, each).Select(i => Value(p, i, Spread(i, seed)))];
    }

    private double Value(ParameterSpec p, int i, double u) =>
        p.Element.IsClassIndex() ? i % Classes
        : p.Role == Role.Targets && _skeleton != Skeleton.Box && i % 2 == 0 ? i / 2 % 2                // labels too
        : _skeleton == Skeleton.Box && _skeleton.Components(p.Role) > 1 ? (u * 4) + ((i - 1) % 4 < 2 ? 0 : 2)
        : p.Role == Role.Probabilities ? u
        : p.Role == Role.Predictions || p.Role == Role.Logits || p.Role == Role.Targets ? (8 * u) - 4
        : u + 0.5;                                                                                     // a width, a temperature, a weight

    /// <summary>Numbers from 0 to 1, evenly spread: multiples of a number that no ratio comes near.</summary>
    private static double Spread(int i, int seed) => (i * 0.6180339887498949 * seed) % 1;
}

/// <summary>A jump of a formula.</summary>
/// <param name="Left">The value on one side.</param>
/// <param name="Right">The value on the other side.</param>
/// <param name="Inputs">Where: what each input is there.</param>
internal sealed record Jump(double Left, double Right, IReadOnlyList<(Role Role, double[] Numbers)> Inputs);
