namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Looks for smaller formulas that fail the same way.</summary>
internal static class Shrinker
{
    private const int Rounds = 30;
    private const int Candidates = 48;

    public static (FormulaCase Formula, Failure Failure) Run(FormulaCase formula, Failure failure)
    {
        for (int round = 0; round < Rounds; round++)
        {
            FormulaCase[] candidates = [.. Smaller(formula).OrderBy(candidate => candidate.Body.Size).Take(Candidates).Select((candidate, i) => candidate with { Name = $"F{i}" })];
            Dictionary<FormulaCase, Compiled> compiled = FormulaProgram.Compile(candidates);
            (FormulaCase, Failure)? smaller = null;
            foreach (FormulaCase candidate in candidates)
            {
                Failure? own = compiled[candidate].Failure ?? FormulaCheck.Run(candidate, compiled[candidate].Kernel!);
                if (own?.Kind == failure.Kind)
                {
                    smaller = (candidate, own);
                    break;
                }
            }

            if (smaller is null)
            {
                break;
            }

            (formula, failure) = smaller.Value;
        }

        return (formula, failure);
    }

    private static IEnumerable<FormulaCase> Smaller(FormulaCase formula) => Smaller(formula.Body).Select(body => formula with { Body = (Block)body });

    /// <summary>The node with one of its parts smaller, or one of its parts in its place.</summary>
    private static IEnumerable<Node> Smaller(Node node)
    {
        foreach (Node inner in node.Parts.SelectMany(part => part.All()).Where(inner => Fits(node, inner)))
        {
            yield return inner;
        }

        if (node is Number and not (Literal or Variable))
        {
            yield return new Literal(1, NumberType.Whole);
            yield return new Variable("prediction", NumberType.Own);
        }

        for (int i = 0; i < node.Parts.Length; i++)
        {
            if (node is Block && node.Parts.Length > 1)
            {
                yield return node.With([.. node.Parts[..i], .. node.Parts[(i + 1)..]]);
            }

            foreach (Node part in Smaller(node.Parts[i]))
            {
                yield return node.With([.. node.Parts[..i], part, .. node.Parts[(i + 1)..]]);
            }
        }
    }

    private static bool Fits(Node place, Node node) => (place, node) switch
    {
        (Number, Number) or (Truth, Truth) or (Pattern, Pattern) => true,
        (Block, Block) => true,
        _ => false,
    };
}
