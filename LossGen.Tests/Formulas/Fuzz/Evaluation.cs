namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>
/// One run of a formula on dual numbers in double. It writes down which way each branch, kink and step went. One of its steps can be changed a little, to see how much of a rounding
/// there comes out at the end; or each step is rounded to the kernel's type, to see whether a plain program stays finite.
/// </summary>
/// <param name="isFloat">Whether the kernel's numbers are floats.</param>
/// <param name="isPrecise">Whether its functions are to be the better ones.</param>
/// <param name="ties">Where the derivative of equal corners goes.</param>
/// <param name="format">What the numbers of a box are.</param>
internal sealed class Evaluation(bool isFloat, bool isPrecise, TieRule ties, BoxFormat format)
{
    private const double SmallestFloat = 1.1754943508222875e-38, SmallestDouble = 2.2250738585072014e-308;

    private readonly List<double> _turns = [];
    private readonly List<Dual> _constants = [];
    private int _steps, _stops;

    /// <summary>The numbers by their names in the formula.</summary>
    public Dictionary<string, Dual> Variables { get; private set; } = [];

    /// <summary>What there are several numbers of: rows and boxes.</summary>
    public Dictionary<string, Dual[]> Several { get; } = [];

    /// <summary>What a function comes to, whose local variables are its own.</summary>
    public Dual Inside(Func<Dual> function)
    {
        (Dictionary<string, Dual> variables, Dictionary<string, bool> truths) = (Variables, Truths);
        (Variables, Truths) = ([], []);
        Dual result = function();
        (Variables, Truths) = (variables, truths);
        return result;
    }

    /// <summary>Class indices: the label, and those of the lambdas around.</summary>
    public Dictionary<string, int> Indices { get; } = [];

    /// <summary>The truth values by their names.</summary>
    public Dictionary<string, bool> Truths { get; private set; } = [];

    /// <summary>Whether each step is rounded to the kernel's type.</summary>
    public bool Rounds { get; init; }

    /// <summary>The step that is changed: its value and its derivative in turn; −1 for none.</summary>
    public int Changed { get; init; } = -1;

    /// <summary>The change, in units in the last place of the kernel's type.</summary>
    public double Change { get; init; }

    /// <summary>What <c>StopGradient</c> gave in another run, and so gives here.</summary>
    public IReadOnlyList<Dual>? Stopped { get; init; }

    /// <summary>How many changes are possible.</summary>
    public int Changes => 2 * _steps;

    /// <summary>Which way branches, kinks and steps went.</summary>
    public IReadOnlyList<double> Turns => _turns;

    public IReadOnlyList<Dual> Stops => _constants;

    /// <summary>Whether a step was infinite or not a number: a kernel that gets by without it may come to something else.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Whether the formula is somewhere where its value or derivative is a matter of convention that nobody has written down.</summary>
    public bool IsUnsettled { get; private set; }

    /// <summary>Whether equal corners have been given no derivative, though their box has one.</summary>
    public bool IsTied { get; set; }

    /// <summary>The largest number on the way.</summary>
    public double Largest { get; private set; }

    /// <summary>
    /// Whether a number on the way was so large, but still a number, that the product with another may be none: a kernel multiplies in an order of its own.
    /// </summary>
    public bool IsHuge { get; private set; }

    /// <summary>The relative size of a unit in the last place. In double it is taken larger, and what comes of it is scaled: the change must be seen through the rounding of this run.</summary>
    public double Unit => isFloat ? Math.ScaleB(1, -23) : Math.ScaleB(1, -40);

    /// <summary>How far off a function may be: 6 units in the last place, and 4 in double and where precision is asked for.</summary>
    public double FunctionUlps => isFloat && !isPrecise ? 6 : 4;

    public TieRule Ties => ties;

    public BoxFormat Format => format;

    /// <summary>The smallest number with all its digits, enlarged as <see cref="Unit"/> is.</summary>
    public double Smallest => isFloat ? SmallestFloat : Math.ScaleB(SmallestDouble, 12);

    /// <summary>The result of a step.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="tangent">Its derivative.</param>
    /// <param name="ulps">How many units in the last place a kernel may be off.</param>
    /// <param name="slopeUlps">The same of the derivative.</param>
    /// <param name="isExact">Whether no arithmetic has anything to round here.</param>
    /// <param name="terms">What the derivative is the sum of, without signs, where that is more than the derivative: a kernel adds up what comes in by each way, rounded by itself.</param>
    /// <param name="beside">The size of what the value may be rounded beside, where that is more than the value.</param>
    /// <param name="vanishing">How much of the smallest number a derivative is off that is too small for any number; 0 where neither it nor the value can be.</param>
    public Dual Step(double value, double tangent, double ulps, double slopeUlps, bool isExact = false, double vanishing = 0, double terms = 0, double beside = 0)
    {
        isExact &= IsOwn(value);
        if (Changed == 2 * _steps && !isExact)
        {
            value += Change * ulps * ((Unit * Math.Max(beside, Math.Abs(value))) + (value == 0 && vanishing == 0 ? 0 : Smallest));
        }
        else if (Changed == (2 * _steps) + 1)
        {
            tangent += Change * slopeUlps * ((Unit * Math.Max(terms, Math.Abs(tangent))) + (tangent == 0 && vanishing == 0 ? 0 : Math.Max(1, vanishing) * Smallest));
        }

        _steps++;
        (value, tangent) = (Rounded(value), Rounded(tangent));
        Overflowed |= !double.IsFinite(value) || !double.IsFinite(tangent);
        Largest = Math.Max(Largest, Math.Abs(value));
        Pass(value);
        Pass(tangent);
        return new(value, tangent, isExact);
    }

    /// <summary>A number of the formula's text: one that the kernel's type does not have is rounded.</summary>
    public Dual Constant(double value) => IsOwn(value) ? new(value, 0, true) : Step(value, 0, 1, 0);

    public bool Turn(bool way)
    {
        _turns.Add(way ? 1 : 0);
        return way;
    }

    public double Turn(double way)
    {
        _turns.Add(way);
        return way;
    }

    public Dual Stop(Dual x)
    {
        Dual constant = _stops < Stopped?.Count ? Stopped[_stops++] : x with { Tangent = 0 };       // fewer where a branch turns
        _constants.Add(constant);
        return constant;
    }

    /// <summary>A number that a formula or its derivative comes by.</summary>
    public void Pass(double x) => IsHuge |= Math.Abs(x) > (isFloat ? 1e18 : 1e150) && double.IsFinite(x);

    public void Unsettle() => IsUnsettled = true;

    /// <summary>Whether the kernel's type has a number.</summary>
    private bool IsOwn(double value) => !isFloat || (float)value == value;

    private double Rounded(double x) => Rounds && isFloat ? (float)x : x;
}
