namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>What a row has at a class: that of its label, or that of the lambda around.</summary>
internal sealed class At(string row, string index) : Number
{
    public override Dual Of(Evaluation e) => e.Several[row][e.Indices[index]];

    public override Written Write(Writer w) => new($"{row}[{index}]", NumberType.Own);
}

/// <summary>The number of classes.</summary>
internal sealed class Length(string row) : Number
{
    public override Dual Of(Evaluation e) => new(e.Several[row].Length, 0, true);

    public override Written Write(Writer w) => new($"{row}.Length", NumberType.Whole);
}

/// <summary>Whether the class of a lambda is that of the row.</summary>
internal sealed class IsLabel(string index, string label) : Truth
{
    public override bool Of(Evaluation e) => e.Indices[index] == e.Indices[label];

    public override string Write(Writer w) => $"({index} == {label})";
}

/// <summary>A sum, a largest value or the logarithm of a sum of exponentials over the classes.</summary>
internal sealed class RowReduction(string name, string row, string index, Number term, bool isBlock) : Number(term)
{
    public override Dual Of(Evaluation e)
    {
        Dual[] terms = new Dual[e.Several[row].Length];
        for (int k = 0; k < terms.Length; k++)
        {
            e.Indices[index] = k;
            terms[k] = N(0).Of(e);
        }

        return name switch
        {
            "Sum" => Sum(e, terms),
            "Max" => Largest(e, terms),
            _ => LogSumExp(e, terms),
        };
    }

    public override Written Write(Writer w)
    {
        string term = w.As(NumberType.Own, N(0));
        string lambda = isBlock && term == $"{row}[{index}]" ? "" : isBlock ? $"{index} => {{ var term = {term}; return term; }}" : $"{index} => {term}";
        return new($"{row}.{name}({lambda})", NumberType.Own);
    }

    private static Dual Sum(Evaluation e, Dual[] terms) => terms.Aggregate((a, b) => Arithmetic.Of(e, '+', a, b));

    /// <summary>Several that are the largest share its derivative alike.</summary>
    private static Dual Largest(Evaluation e, Dual[] terms)
    {
        double top = terms.Max(term => term.Value);
        Dual[] largest = [.. terms.Where(term => term.Value == top)];
        e.Turn(largest.Length == 1 ? Array.FindIndex(terms, term => term.Value == top) : -largest.Length);
        return double.IsNaN(top) ? new(double.NaN) : e.Step(top, largest.Average(term => term.Tangent), 0, 2, largest.All(term => term.IsExact));
    }

    private static Dual LogSumExp(Evaluation e, Dual[] terms)
    {
        double shift = terms.Max(term => term.Value);
        if (double.IsInfinity(shift))
        {
            return e.Step(shift, double.NaN, 0, 0);
        }

        Dual[] powers = [.. terms.Select(term => Math.Exp(term.Value - shift) is var power ? e.Step(power, power * term.Tangent, e.FunctionUlps, 2 * e.FunctionUlps, false, 1) : default)];
        Dual sum = Sum(e, powers);
        Dual log = e.Step(Math.Log(sum.Value), sum.Tangent / sum.Value, e.FunctionUlps, e.FunctionUlps);
        return Arithmetic.Of(e, '+', log, new(shift));
    }
}
