namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>What an item's value and its derivative by one parameter should be, and how near a kernel can come to them.</summary>
/// <remarks>
/// The tolerance is measured: each step of the formula is changed in turn by what a kernel's step may be off, and what comes out at the end is added up. Where such a change turns a
/// branch, a kink or a step of a stair, nothing is said of the result.
/// </remarks>
internal sealed class Expectation
{
    /// <summary>The most changes that are tried: time grows with their square, and a row of many classes may have thousands of steps.</summary>
    private const int MostChanges = 1000;

    private readonly FormulaCase _formula;
    private readonly double _weight, _scale, _before;
    private readonly double[][] _inputs;
    private readonly (int Parameter, int Component) _by;
    private readonly Evaluation _plain, _rounded;
    private (double Value, double Slope)? _tolerance;
    private bool _isTurned;

    /// <param name="formula">The formula.</param>
    /// <param name="inputs">The item's numbers of each parameter.</param>
    /// <param name="by">The number that the derivative is by.</param>
    public Expectation(FormulaCase formula, double[][] inputs, (int Parameter, int Component) by)
    {
        (_formula, _inputs, _by) = (formula, inputs, by);
        _weight = formula.Parameters.Zip(inputs).Where(p => p.First.Kind == ParameterKind.Weight).Select(p => p.Second[0]).FirstOrDefault(1);
        _scale = formula.Returns == Reduction.Mean ? 1.0 / RandomNumbers.Items(formula) : 1;
        _before = formula.Accumulates ? RandomNumbers.Before : 0;
        (_plain, Result) = Run();
        (_rounded, Plain) = Run(rounds: true);
    }

    /// <summary>A derivative whose rounding the slope may have, too.</summary>
    public double Beside { get; init; }

    /// <summary>The item's loss in double, weighted, and what an output for the derivative holds afterwards.</summary>
    public Dual Result { get; }

    /// <summary>The same with each step rounded to the kernel's type, as a plain program has it.</summary>
    public Dual Plain { get; }

    /// <summary>Whether a kernel has to give a number where a plain program does: not where a convention says what it is, and not where numbers as large as these meet.</summary>
    public bool MustBeFinite => double.IsFinite(Result.Value) && double.IsFinite(Plain.Value) && !_plain.IsUnsettled && !_rounded.IsUnsettled && !_plain.IsHuge;

    /// <summary>Whether what a kernel may be off makes it no number: the other side of a branch may be none, and so is the root of a 0 that comes out below it.</summary>
    public bool MayBeNone => _plain.Changes <= MostChanges && Enumerable.Range(0, _plain.Changes).SelectMany(step => new[] { Run(changed: step, change: 1), Run(changed: step, change: -1) })
        .Any(run => !double.IsFinite(run.Result.Value) || !double.IsFinite(run.Result.Tangent));

    /// <summary>How many changes it takes to measure what a kernel may be off.</summary>
    public int Changes => _plain.Changes;

    /// <summary>Whether a kernel may give a value: one that is near enough, or any where nothing is said of it.</summary>
    public bool Allows(double value) => IsNear(value, Result.Value) || !IsSettled || Math.Abs(value - Result.Value) <= Tolerance.Value;

    /// <summary>Whether a kernel may give a slope.</summary>
    public bool AllowsSlope(double slope) => IsNear(slope, Result.Tangent) || !IsSettled || Math.Abs(slope - Result.Tangent) <= Tolerance.Slope;

    /// <summary>Whether the result is one that a kernel has to meet.</summary>
    public bool IsSettled => !_plain.Overflowed && !_rounded.Overflowed && !_plain.IsUnsettled && !_plain.IsHuge && _plain.Changes <= MostChanges && _plain.Turns.SequenceEqual(_rounded.Turns) && Tolerance is var _ && !_isTurned;

    /// <summary>How far off a kernel may be.</summary>
    public (double Value, double Slope) Tolerance => _tolerance ??= Measured();

    /// <summary>
    /// Whether a slope is that of the value on both sides, as far as differences show it: over long and short steps, unless there is a kink near by. Where short steps do not converge
    /// nothing is said, since long ones may pass over what happens in between.
    /// </summary>
    public bool IsSlope(double slope)
    {
        (double Slope, double Tolerance, double Step)[] near = _plain.IsTied ? [] : [.. Differences(1e-5)];
        if (near.Length == 0)
        {
            return true;
        }

        (double Slope, double Tolerance, double Step)[] all = [.. near, .. Differences(1e-3)];
        return all.Any(d => Math.Abs(slope - d.Slope) <= d.Tolerance)
            || !IsSettled || all.Any(d => Math.Abs(slope - d.Slope) <= d.Tolerance + Tolerance.Slope + (_scale * Noise / d.Step));
    }

    /// <summary>How far off a value of this evaluation may be, which is in double: what comes of a small number that was added to a large one is lost in the differences.</summary>
    private double Noise => Tolerance.Value * (_formula.IsFloat ? Math.ScaleB(1, -29) : 1);

    /// <summary>The item's loss without its weight.</summary>
    public double Loss => Result.Value / _weight;

    /// <summary>Whether a loss without its weight is one that an evaluation may come to.</summary>
    public bool AllowsLoss(double loss) => Allows(_weight * loss);

    /// <summary>Whether a number is so near that the tolerance need not be measured.</summary>
    private bool IsNear(double x, double expected) => Math.Abs(x - expected) <= 4 * Math.ScaleB(1, _formula.IsFloat ? -23 : -52) * Math.Abs(expected);

    /// <summary>The slope by differences, how far off that may be, and the shortest step; nothing where they do not converge.</summary>
    private IEnumerable<(double Slope, double Tolerance, double Step)> Differences(double relative)
    {
        double step = relative * Math.Max(0.1, Math.Abs(_inputs[_by.Parameter][_by.Component]));
        double[] slopes = new double[3];
        for (int i = 0; i < slopes.Length; i++, step /= 2)
        {
            (Evaluation left, Dual below) = Run(shift: -step);
            (Evaluation right, Dual above) = Run(shift: step);
            if (!left.Turns.SequenceEqual(_plain.Turns) || !right.Turns.SequenceEqual(_plain.Turns) || left.Overflowed || right.Overflowed)
            {
                yield break;
            }

            slopes[i] = (_scale * (above.Value - below.Value) / (2 * step)) + _before;
        }

        // Each halving divides the error by four, until rounding is all that is left.
        double spread = Math.Abs(slopes[0] - slopes[1]) + Math.Abs(slopes[1] - slopes[2]), rounding = 1e-12 * _weight * _plain.Largest / step;
        double slope = ((4 * slopes[2]) - slopes[1]) / 3;
        if (spread <= (0.01 * Math.Abs(slope)) + rounding)
        {
            yield return (slope, (2 * spread) + rounding + (1e-6 * Math.Abs(slope)), step);
        }
    }

    private (double Value, double Slope) Measured()
    {
        double scale = _formula.IsFloat ? 1 : Math.ScaleB(1, -12);       // in double, changes are larger than its units in the last place
        double[] changes = _formula.IsFloat ? [1, -1] : [1, -1, 0.02, -0.02];       // and smaller ones show what large ones saturate
        double unit = _plain.Unit * scale;
        (double value, double slope) = (4 * unit * Math.Abs(Result.Value), 4 * unit * Math.Max(Beside, Math.Abs(Result.Tangent)));
        for (int step = 0; step < _plain.Changes && !_isTurned; step++)
        {
            double ofValue = 0, ofSlope = 0;
            foreach (double change in changes)
            {
                (Evaluation e, Dual changed) = Run(changed: step, change: change);
                _isTurned |= !e.Turns.SequenceEqual(_plain.Turns) || e.Overflowed;
                ofValue = Math.Max(ofValue, Math.Abs((changed.Value - Result.Value) / change));
                ofSlope = Math.Max(ofSlope, Math.Abs((changed.Tangent - Result.Tangent) / change));
            }

            value += 2 * scale * ofValue;
            slope += 2 * scale * ofSlope;
        }

        return (value + (scale * _plain.Smallest), slope + (scale * _plain.Smallest));
    }

    private (Evaluation Evaluation, Dual Result) Run(bool rounds = false, int changed = -1, double change = 0, double shift = 0)
    {
        Evaluation e = new(_formula.IsFloat, _formula.IsPrecise, _formula.Ties, _formula.Format) { Rounds = rounds, Changed = changed, Change = change, Stopped = shift == 0 ? null : _plain.Stops };
        for (int i = 0; i < _inputs.Length; i++)
        {
            Parameter p = _formula.Parameters[i];
            Dual[] numbers = [.. _inputs[i].Select((x, component) => (i, component) == _by ? new Dual(x + shift, 1, true) : new(x, 0, true))];
            switch (p.Kind)
            {
                case ParameterKind.Weight:
                    break;
                case ParameterKind.Label:
                    e.Truths[p.Name] = _inputs[i][0] != 0;
                    break;
                case ParameterKind.Class:
                    e.Indices[p.Name] = (int)_inputs[i][0];
                    break;
                case ParameterKind.Row or ParameterKind.Box:
                    e.Several[p.Name] = numbers;
                    break;
                default:
                    e.Variables[p.Name] = numbers[0];
                    break;
            }
        }

        Dual result = _formula.Body.Run(e)!.Value;
        return (e, new(_weight * result.Value, (_scale * _weight * result.Tangent) + _before));
    }
}
