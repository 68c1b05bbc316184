namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A pattern of a number.</summary>
internal abstract class Pattern(params Node[] parts) : Node(parts)
{
    public abstract bool Of(Evaluation e, double value);

    public abstract string Write(Writer w);

    protected Pattern P(int part) => (Pattern)Parts[part];
}

/// <summary>A relation to a constant, or the constant itself where the relation is <c>==</c>.</summary>
internal sealed class Relation(string relation, Literal constant) : Pattern(constant)
{
    public override bool Of(Evaluation e, double value) => Comparison.Holds(e, relation, value, ((Literal)Parts[0]).Value);

    public override string Write(Writer w) => relation == "==" ? N(0).Write(w).Text : $"{relation} {N(0).Write(w).Text}";
}

/// <summary>Both of two patterns, or one of them.</summary>
internal sealed class PatternPair(bool isAnd, Pattern a, Pattern b) : Pattern(a, b)
{
    public override bool Of(Evaluation e, double value) => isAnd ? P(0).Of(e, value) && P(1).Of(e, value) : P(0).Of(e, value) || P(1).Of(e, value);

    public override string Write(Writer w) => $"({P(0).Write(w)} {(isAnd ? "and" : "or")} {P(1).Write(w)})";
}

/// <summary>The opposite of a pattern.</summary>
internal sealed class NotPattern(Pattern a) : Pattern(a)
{
    public override bool Of(Evaluation e, double value) => !P(0).Of(e, value);

    public override string Write(Writer w) => $"not {P(0).Write(w)}";
}
