using LossGen.Generator.Losses;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Random expressions and statements, out of all that formulas are written with.</summary>
internal sealed class Grammar(Random random, bool isFloat)
{
    private static readonly double[] Numbers = [0, 1, 2, 0.5, 3, -1, -0.5, 0.1, 1e-6, 0.25, 10, 1.5, 0.7];

    private readonly Function[] _functions = [.. FunctionTable.All.Where(f => FormulaOperations.Has(f.Name, f.Arity))];
    private readonly List<(string Name, NumberType Type)> _numbers = [];
    private readonly List<string> _truths = [];
    private int _locals, _calls;

    /// <summary>What numbers are made of beside variables.</summary>
    public IItems? Items { get; set; }

    /// <summary>A number that is part of what <see cref="Items"/> makes.</summary>
    public Number Term(int depth) => Number(depth);

    public void Add(string name) => _numbers.Add((name, NumberType.Own));

    public void AddTruth(string name) => _truths.Add(name);

    /// <summary>What a formula that is called is made of.</summary>
    public Grammar Inner() => new(random, isFloat) { _calls = _calls + 1 };

    /// <summary>The body of a formula.</summary>
    public Block Body(int depth, int statements)
    {
        List<Statement> body = [];
        for (int i = 0; i < statements; i++)
        {
            body.Add(Next(depth));
        }

        return new([.. body, new Return(Number(depth))]);
    }

    private Statement Next(int depth)
    {
        (string Name, NumberType Type)[] locals = [.. _numbers.Where(v => v.Name.StartsWith('v'))];
        switch (random.Next(8))
        {
            case 0 when locals.Length > 0:
                (string name, NumberType type) = One(locals);
                return random.Next(4) == 0 ? new Increment(name, One(['+', '-'])) : new Assignment(name, type, One<char?>([null, '+', '-', '*', '/']), Number(depth - 1));
            case 1 when locals.Length > 0:
                (string a, NumberType typeOfA) = One(locals);
                return random.Next(2) == 0
                    ? new If(Truth(depth - 1), new Block(new Assignment(a, typeOfA, null, Number(depth - 1))))
                    : new If(Truth(depth - 1), new Block(new Assignment(a, typeOfA, '*', Number(depth - 1))), new Block(new Assignment(a, typeOfA, '+', Number(depth - 1))));
            case 2:
                return random.Next(4) == 0
                    ? new If(Truth(depth - 1), new Block(new Return(Number(depth))), new Block(new If(Truth(depth - 1), new Block(new Return(Number(depth - 1))))))
                    : new If(Truth(depth - 1), new Block(new Return(Number(depth))));
            case 3:
                string condition = $"b{_locals++}";
                Truth truth = Truth(depth - 1);
                _truths.Add(condition);
                return new LocalTruth(condition, truth);
            default:
                NumberType of = isFloat && random.Next(6) == 0 ? NumberType.Double : NumberType.Own;
                Local local = new($"v{_locals++}", of, random.Next(3) == 0, Number(depth));
                _numbers.Add((local.Name, of));
                return local;
        }
    }

    private Number Number(int depth) => depth <= 0 ? Leaf() : random.Next(20) switch
    {
        < 7 => Combined(depth),
        7 => new Negation(Number(depth - 1)),
        < 14 => Called(depth),
        < 16 => new Choice(Truth(depth - 1), Number(depth - 1), Number(depth - 1)),
        16 => new Switch(Variable(), Number(depth - 1), [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => NextArm(depth - 1))]),
        17 when _calls < 2 => (random.Next(2) == 0 ? Items?.Call(Math.Max(1, depth - 1)) : null) ?? Formula(depth - 1),
        _ => Leaf(),
    };

    private Arithmetic Combined(int depth)
    {
        char sign = One(['+', '+', '-', '-', '*', '*', '*', '/']);
        Number divisor = sign == '/' && random.Next(5) > 0 ? Positive(depth - 1) : Number(depth - 1);
        return new Arithmetic(sign, Number(depth - 1), divisor);
    }

    private FunctionCall Called(int depth)
    {
        Function function = One(_functions);
        bool wantsPositive = (function.Name is "Sqrt" or "Log" or "Log1p" or "LogP1" or "Log2" or "Log10" or "Pow" && random.Next(4) > 0) || (function.Name == "XLogY");
        Number[] arguments = [.. Enumerable.Range(0, function.Arity).Select(place =>
            ConstantsOf(function, place) is { } constants ? new Literal(Own(One(constants)), NumberType.Own)
            : function.Name is "Asin" or "Acos" && random.Next(8) > 0 ? BelowOne(depth - 1)
            : wantsPositive && place == function.Arity - 1 - (function.Constants?.Length ?? 0) ? Positive(depth - 1)
            : Number(depth - 1))];
        return new(function, isFloat && function.Home == Home.Math && random.Next(8) == 0, arguments);
    }

    /// <summary>The few numbers that a function takes at a place, which are its last.</summary>
    private static double[]? ConstantsOf(Function function, int place) =>
        function.Constants is { } constants && place >= function.Arity - constants.Length ? constants[place - function.Arity + constants.Length] : null;

    /// <summary>A number above 0, mostly.</summary>
    private Number Positive(int depth)
    {
        Number x = Number(depth);
        Number Of(string function) => new FunctionCall(_functions.First(f => f.Name == function), false, x);
        return random.Next(6) switch
        {
            0 => Of("Exp"),
            1 => Of("Sigmoid"),
            2 => Of("Softplus"),
            3 => new Arithmetic('+', Of("Abs"), Literal()),
            4 => new Arithmetic('+', Of("Square"), new Literal(Own(One([1, 0.5, 1e-6])), NumberType.Own)),
            _ => new Arithmetic('+', new Literal(1, NumberType.Whole), Of("Exp")),
        };
    }

    /// <summary>A number between -1 and 1.</summary>
    private FunctionCall BelowOne(int depth) => new(One([.. _functions.Where(f => f.Name is "Tanh" or "Sin" or "Erf")]), false, Number(depth));

    private Truth Truth(int depth) => random.Next(depth <= 0 ? 4 : 10) switch
    {
        1 when Items?.Condition() is { } condition => condition,
        0 when _truths.Count > 0 => new TruthVariable(One(_truths)),
        4 or 5 => new Both(random.Next(2) == 0, Truth(depth - 1), Truth(depth - 1)),
        6 => new Not(Truth(depth - 1)),
        7 => new Match(Variable(), Pattern(2)),
        8 when random.Next(2) == 0 => new Kind(One(["IsNaN", "IsFinite", "IsInfinity"]), Number(depth - 1)),
        _ => new Comparison(One(["<", "<=", ">", ">=", ">", "<", "==", "!="]), Number(depth - 1), depth > 1 ? Number(depth - 1) : Literal()),
    };

    private Arm NextArm(int depth) => random.Next(3) == 0 ? new(Pattern(1), Number(depth), Truth(depth)) : new(Pattern(1), Number(depth));

    private Pattern Pattern(int depth) => random.Next(depth == 0 ? 5 : 8) switch
    {
        4 => new NotPattern(Pattern(0)),
        5 or 6 => new PatternPair(random.Next(2) == 0, Pattern(depth - 1), Pattern(depth - 1)),
        _ => new Relation(One(["<", "<=", ">", ">=", "=="]), Constant()),
    };

    /// <summary>A call of another formula, of one or two numbers.</summary>
    private FormulaCall Formula(int depth)
    {
        Number[] arguments = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Number(depth))];
        string[] parameters = [.. arguments.Select((_, i) => $"p{i}")];
        Grammar inner = Inner();
        Array.ForEach(parameters, inner.Add);
        return new(parameters, inner.Body(Math.Max(1, depth), random.Next(2)), arguments);
    }

    private Number Leaf() => random.Next(10) switch
    {
        < 6 => Variable(),
        6 => new Arithmetic('-', Variable(), Variable()),
        7 when random.Next(3) > 0 => Variable(),
        7 => random.Next(2) == 0 ? new Field("Half", 0.5) : new Field("Tenth", Own(0.1)),
        8 => Variable(),
        _ => Literal(),
    };

    /// <summary>The prediction above all, or another number that has a name.</summary>
    private Number Variable()
    {
        if (Items is not null && (_numbers.Count == 0 || random.Next(4) > 0))
        {
            return Items.Next();
        }

        (string name, NumberType type) = random.Next(3) == 0 ? _numbers[0] : One(_numbers);
        return new Variable(name, type);
    }

    private Literal Literal() => isFloat && random.Next(8) == 0 ? new(One(Numbers), NumberType.Double) : Constant();

    /// <summary>A literal that a variable of the kernel's type can be compared with in a pattern.</summary>
    private Literal Constant()
    {
        double value = One(Numbers);
        return random.Next(3) == 0 && value == Math.Floor(value) ? new(value, NumberType.Whole) : new(Own(value), NumberType.Own);
    }

    private double Own(double x) => isFloat ? (float)x : x;

    private T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
