namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A comparison of two numbers.</summary>
internal sealed class Comparison(string relation, Number a, Number b) : Truth(a, b)
{
    public override bool Of(Evaluation e) => Holds(e, relation, N(0).Of(e).Value, N(1).Of(e).Value);

    /// <summary>Which of the two is larger counts for equality too: numbers that are equal by chance are not so in a kernel that rounds elsewhere.</summary>
    public static bool Holds(Evaluation e, string relation, double a, double b) => relation switch
    {
        "<" => e.Turn(a < b),
        "<=" => e.Turn(a <= b),
        ">" => e.Turn(a > b),
        ">=" => e.Turn(a >= b),
        "==" => e.Turn((double)a.CompareTo(b)) == 0 && a == b,
        _ => e.Turn((double)a.CompareTo(b)) != 0 || a != b,
    };

    public override string Write(Writer w) => $"({N(0).Write(w).Text} {relation} {N(1).Write(w).Text})";
}

/// <summary>Whether a number is one: <c>float.IsNaN(x)</c> and the like.</summary>
internal sealed class Kind(string function, Number a) : Truth(a)
{
    public override bool Of(Evaluation e)
    {
        double x = N(0).Of(e).Value;
        return e.Turn(function switch { "IsNaN" => double.IsNaN(x), "IsFinite" => double.IsFinite(x), _ => double.IsInfinity(x) });
    }

    public override string Write(Writer w) => $"{w.Keyword(NumberType.Own)}.{function}({w.As(NumberType.Own, N(0))})";
}

/// <summary>Both of two conditions, or one of them.</summary>
internal sealed class Both(bool isAnd, Truth a, Truth b) : Truth(a, b)
{
    public override bool Of(Evaluation e) => isAnd ? T(0).Of(e) && T(1).Of(e) : T(0).Of(e) || T(1).Of(e);

    public override string Write(Writer w) => $"({T(0).Write(w)} {(isAnd ? "&&" : "||")} {T(1).Write(w)})";
}

/// <summary>The opposite of a condition.</summary>
internal sealed class Not(Truth a) : Truth(a)
{
    public override bool Of(Evaluation e) => !T(0).Of(e);

    public override string Write(Writer w) => "!" + T(0).Write(w);
}

/// <summary>A truth value by its name.</summary>
internal sealed class TruthVariable(string name) : Truth
{
    public string Name => name;

    public override bool Of(Evaluation e) => e.Truths[name];

    public override string Write(Writer w) => name;
}

/// <summary>A number and a pattern: <c>x is > 1 and not 2</c>.</summary>
internal sealed class Match(Number value, Pattern pattern) : Truth(value, pattern)
{
    public override bool Of(Evaluation e) => ((Pattern)Parts[1]).Of(e, N(0).Of(e).Value);

    public override string Write(Writer w) => $"({w.As(NumberType.Own, N(0))} is {((Pattern)Parts[1]).Write(w)})";
}

/// <summary>A choice of two numbers by a condition.</summary>
internal sealed class Choice(Truth condition, Number yes, Number no) : Number(condition, yes, no)
{
    public override Dual Of(Evaluation e) => T(0).Of(e) ? N(1).Of(e) : N(2).Of(e);

    public override Written Write(Writer w)
    {
        Written yes = N(1).Write(w), no = N(2).Write(w);
        return new($"({T(0).Write(w)} ? {yes.Text} : {no.Text})", (NumberType)Math.Max((int)yes.Type, (int)no.Type));
    }
}

/// <summary>A switch expression: the first arm whose pattern and condition hold, else the last.</summary>
internal sealed class Switch(Number value, Number otherwise, params Arm[] arms) : Number([value, otherwise, .. arms])
{
    public override Dual Of(Evaluation e)
    {
        double of = N(0).Of(e).Value;
        return Parts.Skip(2).Cast<Arm>().FirstOrDefault(arm => arm.Takes(e, of))?.Of(e) ?? N(1).Of(e);
    }

    public override Written Write(Writer w)
    {
        Written otherwise = N(1).Write(w);
        Written[] arms = [.. Parts.Skip(2).Cast<Arm>().Select(arm => arm.Write(w))];
        return new(
            $"({w.As(NumberType.Own, N(0))} switch {{ {string.Concat(arms.Select(arm => arm.Text + ", "))}_ => {otherwise.Text} }})",
            arms.Append(otherwise).Max(arm => arm.Type));
    }
}

/// <summary>An arm of a switch expression.</summary>
internal sealed class Arm : Node
{
    public Arm(Pattern pattern, Number value)
        : base(pattern, value)
    {
    }

    public Arm(Pattern pattern, Number value, Truth when)
        : base(pattern, value, when)
    {
    }

    public bool Takes(Evaluation e, double value) => ((Pattern)Parts[0]).Of(e, value) && (Parts.Length == 2 || T(2).Of(e));

    public Dual Of(Evaluation e) => N(1).Of(e);

    public Written Write(Writer w) => N(1).Write(w) is var value
        ? value with { Text = $"{((Pattern)Parts[0]).Write(w)}{(Parts.Length == 2 ? "" : " when " + T(2).Write(w))} => {value.Text}" }
        : default;
}
