namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A statement.</summary>
internal abstract class Statement(params Node[] parts) : Node(parts)
{
    /// <summary>What it returns; null where it comes to its end.</summary>
    public abstract Dual? Run(Evaluation e);

    public abstract string Write(Writer w);
}

/// <summary>Statements one after the other.</summary>
internal sealed class Block(params Statement[] statements) : Node(statements)
{
    public Dual? Run(Evaluation e)
    {
        foreach (Statement statement in Parts.Cast<Statement>())
        {
            if (statement.Run(e) is { } result)
            {
                return result;
            }
        }

        return null;
    }
}

/// <summary>A new local variable of a number.</summary>
internal sealed class Local(string name, NumberType type, bool isInferred, Number value) : Statement(value)
{
    public string Name => name;

    public override Dual? Run(Evaluation e)
    {
        e.Variables[name] = N(0).Of(e);
        return null;
    }

    public override string Write(Writer w) => w.Line($"{(isInferred ? "var" : w.Keyword(type))} {name} = {w.As(type, N(0))};");
}

/// <summary>A new local variable of a truth value.</summary>
internal sealed class LocalTruth(string name, Truth value) : Statement(value)
{
    public override Dual? Run(Evaluation e)
    {
        e.Truths[name] = T(0).Of(e);
        return null;
    }

    public override string Write(Writer w) => w.Line($"bool {name} = {T(0).Write(w)};");
}

/// <summary>An assignment; with an operator of its own where there is one.</summary>
internal sealed class Assignment(string name, NumberType type, char? sign, Number value) : Statement(value)
{
    public override Dual? Run(Evaluation e)
    {
        Dual value = N(0).Of(e);
        e.Variables[name] = sign is { } operation ? Arithmetic.Of(e, operation, e.Variables[name], value) : value;
        return null;
    }

    public override string Write(Writer w) => w.Line($"{name} {sign}= {w.As(type, N(0))};");
}

/// <summary><c>++</c> or <c>−−</c>.</summary>
internal sealed class Increment(string name, char sign) : Statement
{
    public override Dual? Run(Evaluation e)
    {
        e.Variables[name] = Arithmetic.Of(e, sign, e.Variables[name], new(1, 0, true));
        return null;
    }

    public override string Write(Writer w) => w.Line($"{name}{sign}{sign};");
}

/// <summary>A branch, with or without another one.</summary>
internal sealed class If : Statement
{
    public If(Truth condition, Block yes)
        : base(condition, yes)
    {
    }

    public If(Truth condition, Block yes, Block no)
        : base(condition, yes, no)
    {
    }

    public override Dual? Run(Evaluation e) => T(0).Of(e) ? ((Block)Parts[1]).Run(e) : Parts.Length == 3 ? ((Block)Parts[2]).Run(e) : null;

    public override string Write(Writer w) =>
        w.Line($"if ({T(0).Write(w)})") + w.Block((Block)Parts[1]) + (Parts.Length == 3 ? w.Line("else") + w.Block((Block)Parts[2]) : "");
}

/// <summary>The end of a formula.</summary>
internal sealed class Return(Number value) : Statement(value)
{
    public override Dual? Run(Evaluation e) => N(0).Of(e);

    public override string Write(Writer w) => w.Line($"return {w.As(NumberType.Own, N(0))};");
}
