namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>What a formula of rows or boxes makes numbers of, where one of elements has variables.</summary>
internal interface IItems
{
    Number Next();

    /// <summary>A condition that only such formulas have, or null.</summary>
    Truth? Condition();

    /// <summary>A call of a formula of the same, or null where there is none.</summary>
    Number? Call(int depth);
}

/// <summary>Values at the row's class, reductions over the classes; inside of these, values at their class.</summary>
internal sealed class RowItems(Grammar grammar, Random random, bool hasLabel) : IItems
{
    private const string Label = "target", Inside = "k";

    private static readonly string[] Reductions = ["Sum", "Max", "LogSumExp"];

    private bool _isInside;

    public Number Next()
    {
        if (_isInside)
        {
            return new At(!hasLabel && random.Next(2) == 0 ? "target" : "prediction", Inside);
        }

        return random.Next(8) switch
        {
            < 3 when hasLabel => new At("prediction", Label),
            7 => new Length("prediction"),
            _ => Reduced(),
        };
    }

    public Truth? Condition() => _isInside && hasLabel ? new IsLabel(Inside, Label) : null;

    public Number? Call(int depth)
    {
        Grammar inner = grammar.Inner();
        inner.Items = new RowItems(inner, random, hasLabel);
        return _isInside ? null : new ItemCall(ParameterKind.Row, hasLabel ? ParameterKind.Class : ParameterKind.Row, inner.Body(depth, random.Next(2)));
    }

    private RowReduction Reduced()
    {
        _isInside = true;
        RowReduction reduction = new(Reductions[random.Next(Reductions.Length)], "prediction", Inside, grammar.Term(random.Next(3)), isBlock: random.Next(4) == 0);
        _isInside = false;
        return reduction;
    }
}

/// <summary>Numbers of the two boxes, of what they share, and of the box that holds both.</summary>
internal sealed class BoxItems(Grammar grammar, Random random) : IItems
{
    public Number Next() => new BoxPart(BoxPart.Names[random.Next(BoxPart.Names.Length)], Box(2));

    public Truth? Condition() => null;

    public Number? Call(int depth)
    {
        Grammar inner = grammar.Inner();
        inner.Items = new BoxItems(inner, random);
        return new ItemCall(ParameterKind.Box, ParameterKind.Box, inner.Body(depth, random.Next(2)));
    }

    private BoxNode Box(int depth) => random.Next(depth > 0 ? 10 : 5) switch
    {
        < 3 => new BoxVariable("prediction"),
        < 5 => new BoxVariable("target"),
        9 when depth > 1 => new NewBox(grammar.Term(0), grammar.Term(0), grammar.Term(1), grammar.Term(0)),
        _ => new BoxPairOf(random.Next(2) == 0, Box(depth - 1), Box(depth - 1)),
    };
}
