namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A sum, difference, product or quotient.</summary>
internal sealed class Arithmetic(char sign, Number a, Number b) : Number(a, b)
{
    public override Dual Of(Evaluation e) => Of(e, sign, N(0).Of(e), N(1).Of(e));

    public static Dual Of(Evaluation e, char sign, Dual a, Dual b)
    {
        if (sign is '+' or '-')
        {
            (a, b) = (Fused(e, a), Fused(e, b));
        }

        double v;
        bool areExact = a.IsExact && b.IsExact;
        double terms;
        switch (sign)
        {
            case '+' or '-':
                v = sign == '+' ? a.Value + b.Value : a.Value - b.Value;
                double tangent = sign == '+' ? a.Tangent + b.Tangent : a.Tangent - b.Tangent;
                terms = Math.Abs(a.Tangent) + Math.Abs(b.Tangent) + a.Beside + b.Beside;
                double inner = Math.Max(a.LargestTerm, b.LargestTerm);
                return e.Step(v, tangent, 1, 1, areExact && IsCoarse(a.Value) && IsCoarse(b.Value), terms: terms, beside: inner) with
                {
                    LargestTerm = Math.Max(inner, Math.Max(Math.Abs(a.Value), Math.Abs(b.Value))),
                    Beside = a.Beside + b.Beside,
                };
            case '*':
                v = a.Value * b.Value;
                terms = Math.Abs(a.Tangent * b.Value) + Math.Abs(a.Value * b.Tangent);
                return e.Step(v, (a.Tangent * b.Value) + (a.Value * b.Tangent), 1, 2, areExact && Math.FusedMultiplyAdd(a.Value, b.Value, -v) == 0, terms: terms) with
                {
                    IsProduct = true,
                    Beside = Math.Abs(a.Beside * b.Value) + Math.Abs(a.Value * b.Beside),
                };
            default:
                v = a.Value / b.Value;
                e.Pass(1 / b.Value);
                if (b.Value == 0)
                {
                    e.Unsettle();       // the sign of a 0 is nobody's promise
                }

                terms = (Math.Abs(a.Tangent) + Math.Abs(v * b.Tangent)) / Math.Abs(b.Value);
                return e.Step(v, (a.Tangent - (v * b.Tangent)) / b.Value, 2, 4, areExact && IsPowerOfTwo(b.Value), terms: terms) with { IsProduct = true, Beside = Math.Abs(a.Beside / b.Value) };
        }
    }

    public override Written Write(Writer w)
    {
        Written left = N(0).Write(w), right = N(1).Write(w);
        if (sign == '/' && left.Type == NumberType.Whole && right.Type == NumberType.Whole)
        {
            right = w.As(NumberType.Own, right);      // a quotient of whole numbers is no part of a formula
        }

        return new($"({left.Text} {sign} {right.Text})", (NumberType)Math.Max((int)left.Type, (int)right.Type));
    }

    /// <summary>A term as a fused multiplication has it: a product that is not rounded, though other uses of it may be.</summary>
    private static Dual Fused(Evaluation e, Dual x) => x.IsProduct && !x.IsExact ? e.Step(x.Value, x.Tangent, 1, 1) with { Beside = x.Beside } : x;

    /// <summary>Whether a few such numbers can be added in any order, and nothing rounds.</summary>
    private static bool IsCoarse(double x) => Math.Abs(x) < 1024 && x * 1024 == Math.Floor(x * 1024);

    private static bool IsPowerOfTwo(double x) => x != 0 && Math.Abs(Math.ScaleB(1, Math.ILogB(x))) == Math.Abs(x);
}

/// <summary>The opposite number.</summary>
internal sealed class Negation(Number a) : Number(a)
{
    public override Dual Of(Evaluation e) => N(0).Of(e) is var x ? x with { Value = -x.Value, Tangent = -x.Tangent } : default;

    public override Written Write(Writer w) => N(0).Write(w) is var x ? x with { Text = $"(-{x.Text})" } : default;
}

/// <summary>A number that is written out.</summary>
internal sealed class Literal(double value, NumberType type) : Number
{
    public double Value => value;

    public override Dual Of(Evaluation e) => e.Constant(value);

    public override Written Write(Writer w) => new(w.Literal(value, type), type);
}

/// <summary>A parameter, a local variable or a constant field.</summary>
internal sealed class Variable(string name, NumberType type) : Number
{
    public string Name => name;

    public override Dual Of(Evaluation e) => e.Variables[name];

    public override Written Write(Writer w) => new(name, type);
}

/// <summary>A constant field of the type that holds the formula.</summary>
internal sealed class Field(string name, double value) : Number
{
    public override Dual Of(Evaluation e) => e.Constant(value);

    public override Written Write(Writer w)
    {
        w.Declare($"private const {w.Keyword(NumberType.Own)} {w.Prefix}{name} = {w.Literal(value, NumberType.Own)};");
        return new(w.Prefix + name, NumberType.Own);
    }
}
