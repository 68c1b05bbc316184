namespace LossGen.Generator.Parsing.Formulas;

/// <summary>The steps of a formula that is being read: asking for an equal one gives the same place.</summary>
internal sealed class FormulaSteps
{
    private readonly Dictionary<FormulaStep, int> _places = [];
    private readonly List<FormulaStep> _steps = [];

    /// <summary>The value that a formula makes of others.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="operation">How it is made.</param>
    /// <param name="arguments">What it is made of; where one of them is a mistake, so is the result.</param>
    public FormulaValue Add(FormulaType type, string operation, params FormulaValue[] arguments) =>
        arguments.Any(a => a.Type == FormulaType.Unknown)
            ? FormulaValue.Unknown
            : new(type, Place(new(operation, arguments.Select(a => a.Step).ToEquatableArray())), arguments.Select(a => a.Loop).DefaultIfEmpty(0).Max());

    public FormulaValue Constant(double number) => new(FormulaType.Real, Place(new(FormulaOp.Constant, default, number)));

    public FormulaValue Constant(bool truth) => new(FormulaType.Bool, Place(new(truth ? FormulaOp.True : FormulaOp.False, default)));

    public FormulaValue Parameter(FormulaType type, int place) => new(type, Place(new(FormulaOp.Parameter, default, place)));

    /// <summary>The number of a constant, else null.</summary>
    public double? NumberOf(FormulaValue value) => value.Type == FormulaType.Real && _steps[value.Step] is { Operation: FormulaOp.Constant } step ? step.Number : null;

    /// <summary>Names a value, unless it has a name.</summary>
    public void Name(FormulaValue value, string name)
    {
        if (value.Type is FormulaType.Real or FormulaType.Bool && _steps[value.Step] is { Name: null, Arguments.Count: > 0 } step)
        {
            _steps[value.Step] = step with { Name = name };
        }
    }

    /// <summary>The steps that a result needs, in the order in which it asks for them, the result last: where a variable is declared changes no bit.</summary>
    public EquatableArray<FormulaStep> Of(FormulaValue result)
    {
        List<FormulaStep> kept = [];
        Dictionary<int, int> newPlaces = [];
        Keep(result.Step);
        return kept.ToEquatableArray();

        int Keep(int place)
        {
            if (!newPlaces.TryGetValue(place, out int newPlace))
            {
                FormulaStep step = _steps[place] with { Arguments = _steps[place].Arguments.Select(Keep).ToEquatableArray() };
                newPlaces.Add(place, newPlace = kept.Count);
                kept.Add(step);
            }

            return newPlace;
        }
    }

    private int Place(FormulaStep step)
    {
        if (!_places.TryGetValue(step, out int place))
        {
            place = _places.Count;
            _places.Add(step, place);
            _steps.Add(step);
        }

        return place;
    }
}

/// <summary>A value of a formula that is being read.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Step">The step that computes it.</param>
/// <param name="Loop">The lambda over the classes that it belongs to, counted from outside; 0 for a value of the row.</param>
internal readonly record struct FormulaValue(FormulaType Type, int Step, int Loop = 0)
{
    public static FormulaValue Unknown => default;
}
