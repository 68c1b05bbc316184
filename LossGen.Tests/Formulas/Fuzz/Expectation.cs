namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>What an item's value and its derivative by one parameter should be, and how near a kernel can come to them.</summary>
/// <remarks>
/// The tolerance is measured: each step of the formula is changed in turn by what a kernel's step may be off, and what comes out at the end is added up. Where such a change turns a
/// branch, a kink or a step of a stair, nothing is said of the result.
/// </remarks>
internal sealed class Expectation
{
    private readonly FormulaCase _formula;
    private readonly double[] _inputs;
    private readonly int _by;
    private readonly Evaluation _plain, _rounded;
    private (double Value, double Slope)? _tolerance;
    private bool _isTurned;

    /// <param name="formula">The formula.</param>
    /// <param name="inputs">The item's number of each parameter.</param>
    /// <param name="by">The parameter of the derivative.</param>
    public Expectation(FormulaCase formula, double[] inputs, int by)
    {
        (_formula, _inputs, _by) = (formula, inputs, by);
        (_plain, Result) = Run();
        (_rounded, Plain) = Run(rounds: true);
    }

    /// <summary>Value and derivative in double.</summary>
    public Dual Result { get; }

    /// <summary>The same with each step rounded to the kernel's type, as a plain program has it.</summary>
    public Dual Plain { get; }

    /// <summary>Whether the result is one that a kernel has to meet.</summary>
    public bool IsSettled => !_plain.Overflowed && !_rounded.Overflowed && !_plain.IsUnsettled && _plain.Turns.SequenceEqual(_rounded.Turns) && Tolerance is var _ && !_isTurned;

    /// <summary>How far off a kernel may be.</summary>
    public (double Value, double Slope) Tolerance => _tolerance ??= Measured();

    /// <summary>The slope of the value on both sides by differences, and how far off that may be; null where there is a kink near by, or what stands for one.</summary>
    public (double Slope, double Tolerance)? Differences()
    {
        double step = 1e-3 * Math.Max(0.1, Math.Abs(_inputs[_by]));
        double[] slopes = new double[3];
        for (int i = 0; i < slopes.Length; i++, step /= 2)
        {
            (Evaluation left, Dual below) = Run(shift: -step);
            (Evaluation right, Dual above) = Run(shift: step);
            if (!left.Turns.SequenceEqual(_plain.Turns) || !right.Turns.SequenceEqual(_plain.Turns) || left.Overflowed || right.Overflowed)
            {
                return null;
            }

            slopes[i] = (above.Value - below.Value) / (2 * step);
        }

        // Each halving divides the error by four, until rounding is all that is left.
        double spread = Math.Abs(slopes[0] - slopes[1]) + Math.Abs(slopes[1] - slopes[2]);
        double slope = ((4 * slopes[2]) - slopes[1]) / 3;
        return (slope, (2 * spread) + (1e-12 * _plain.Largest / step) + (1e-7 * Math.Abs(slope)));
    }

    private (double Value, double Slope) Measured()
    {
        double scale = _formula.IsFloat ? 1 : Math.ScaleB(1, -12);       // in double, changes are larger than its units in the last place
        double unit = _plain.Unit * scale;
        (double value, double slope) = (4 * unit * Math.Abs(Result.Value), 4 * unit * Math.Abs(Result.Tangent));
        for (int step = 0; step < _plain.Changes && !_isTurned; step++)
        {
            (Evaluation up, Dual more) = Run(changed: step, change: 1);
            (Evaluation down, Dual less) = Run(changed: step, change: -1);
            _isTurned |= !up.Turns.SequenceEqual(_plain.Turns) || !down.Turns.SequenceEqual(_plain.Turns) || up.Overflowed || down.Overflowed;
            value += 2 * scale * Math.Max(Math.Abs(more.Value - Result.Value), Math.Abs(less.Value - Result.Value));
            slope += 2 * scale * Math.Max(Math.Abs(more.Tangent - Result.Tangent), Math.Abs(less.Tangent - Result.Tangent));
        }

        return (value + _plain.Smallest, slope + _plain.Smallest);
    }

    private (Evaluation Evaluation, Dual Result) Run(bool rounds = false, int changed = -1, double change = 0, double shift = 0)
    {
        Evaluation e = new(_formula.IsFloat) { Rounds = rounds, Changed = changed, Change = change, Stopped = shift == 0 ? null : _plain.Stops };
        for (int i = 0; i < _inputs.Length; i++)
        {
            Parameter parameter = _formula.Parameters[i];
            if (parameter.Kind == ParameterKind.Label)
            {
                e.Truths[parameter.Name] = _inputs[i] != 0;
            }
            else
            {
                e.Variables[parameter.Name] = new(i == _by ? _inputs[i] + shift : _inputs[i], i == _by ? 1 : 0, true);
            }
        }

        return (e, _formula.Body.Run(e)!.Value);
    }
}
