namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A call of a function of the library.</summary>
/// <param name="function">The function.</param>
/// <param name="isInDouble">Whether a formula of floats calls the one of <c>Math</c>, which takes and gives doubles.</param>
/// <param name="arguments">What it is called with.</param>
internal sealed class FunctionCall(Function function, bool isInDouble, params Number[] arguments) : Number(arguments)
{
    /// <summary>Whether the library's function is no better than its formula, as .NET's log(1 + x) and exp(x) − 1 are.</summary>
    public bool IsRough => function.Home == Home.Number;

    public override Dual Of(Evaluation e) => function.Of(e, Array.ConvertAll(Parts, part => ((Number)part).Of(e)));

    public override Written Write(Writer w)
    {
        NumberType type = isInDouble ? NumberType.Double : NumberType.Own;
        string arguments = string.Join(", ", Parts.Select(part => w.As(type, (Number)part)));
        string home = function.Home switch
        {
            Home.Math => isInDouble || !w.IsFloat || function.Name == "Clamp" ? "Math" : "MathF",
            Home.Number => w.Keyword(type),
            _ => "Formula",
        };
        return new($"{home}.{function.Name}({arguments})", function.Name == "Sign" ? NumberType.Whole : type);
    }
}

/// <summary>A call of another formula of the same type, of numbers.</summary>
internal sealed class FormulaCall(string[] parameters, Block body, params Number[] arguments) : Number([.. arguments, body])
{
    public override Dual Of(Evaluation e)
    {
        Dual[] arguments = [.. Parts.SkipLast(1).Select(part => ((Number)part).Of(e))];
        return e.Inside(() =>
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                e.Variables[parameters[i]] = arguments[i];
            }

            return ((Block)Parts[^1]).Run(e)!.Value;
        });
    }

    public override Written Write(Writer w)
    {
        string arguments = string.Join(", ", Parts.SkipLast(1).Select(part => w.As(NumberType.Own, (Number)part)));
        string own = w.Keyword(NumberType.Own);
        return new($"{w.Function(own, $"({string.Join(", ", parameters.Select(p => $"{own} {p}"))})\n{w.MemberBlock((Block)Parts[^1])}")}({arguments})", NumberType.Own);
    }
}

/// <summary>A call of another formula of the same rows or boxes.</summary>
internal sealed class ItemCall(ParameterKind prediction, ParameterKind target, Block body) : Number(body)
{
    public override Dual Of(Evaluation e) => e.Inside(() => ((Block)Parts[0]).Run(e)!.Value);

    public override Written Write(Writer w)
    {
        string own = w.Keyword(NumberType.Own);
        string Declared(string name, ParameterKind kind) => $"{new Parameter(name, kind, false).Type(own)} {name}";
        return new($"{w.Function(own, $"({Declared("prediction", prediction)}, {Declared("target", target)})\n{w.MemberBlock((Block)Parts[0])}")}(prediction, target)", NumberType.Own);
    }
}
