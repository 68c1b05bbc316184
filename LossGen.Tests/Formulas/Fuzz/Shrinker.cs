namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Looks for smaller formulas that fail the same way.</summary>
internal static class Shrinker
{
    private const int Programs = 40;
    private const int Candidates = 48;

    public static (FormulaCase Formula, Failure Failure) Run(FormulaCase formula, Failure failure)
    {
        Queue<FormulaCase[]> programs = Of(formula);
        for (int program = 0; program < Programs && programs.TryDequeue(out FormulaCase[]? candidates); program++)
        {
            if (First(candidates, failure.Kind) is var (smaller, why))
            {
                (formula, failure, programs) = (smaller, why, Of(smaller));
            }
        }

        return (formula, failure);
    }

    /// <summary>Smaller formulas, the smallest first, as many together as a program has.</summary>
    private static Queue<FormulaCase[]> Of(FormulaCase formula) =>
        new(Smaller(formula).OrderBy(candidate => candidate.Body.Size).Chunk(Candidates).Select(chunk => chunk.Select((candidate, i) => candidate with { Name = $"F{i}" }).ToArray()));

    /// <summary>The first of some formulas that fails in a way.</summary>
    private static (FormulaCase Formula, Failure Failure)? First(FormulaCase[] candidates, FailureKind kind)
    {
        Dictionary<FormulaCase, Compiled> compiled = FormulaProgram.Compile(candidates);
        foreach (FormulaCase candidate in candidates)
        {
            Failure? failure = compiled[candidate].Failure ?? FormulaCheck.Run(candidate, compiled[candidate].Kernel!);
            if (failure?.Kind == kind)
            {
                return (candidate, failure);
            }
        }

        return null;
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
            yield return new Variable("prediction", NumberType.Own);       // of rows and boxes no program
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
        (Number, Number) or (Truth, Truth) or (Pattern, Pattern) or (BoxNode, BoxNode) => true,
        (Block, Block) => true,
        _ => false,
    };
}
