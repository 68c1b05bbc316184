using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Orders straight-line work so that few values wait in registers at once: the compiler behind us keeps the order that we write. Work that fits the
/// registers anyway keeps the order of the formula, which reads best.
/// </summary>
internal static class Order
{
    /// <summary>More waiting values than this spill on most machines.</summary>
    private const int Registers = 16;

    public static IReadOnlyList<Expr> Run(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results)
    {
        if (new Liveness(values, results).Counts(_ => true).Max() <= Registers)
        {
            return values;
        }

        Dictionary<Expr, int> uses = Uses(values, results);
        Expr[] roots = values.Where(v => uses[v] != 1 || results.Contains(v)).ToArray();
        Dictionary<Expr, Expr[]> trees = Trees(roots, values);
        Dictionary<Expr, Expr[]> operands = roots.ToDictionary(r => r, r => Operands(trees[r]));
        Dictionary<Expr, int> left = operands.Values.SelectMany(o => o).GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());
        ReadyList ready = new(roots, root => operands[root]);
        List<Expr> order = [];
        while (ready.Any)
        {
            // Of what can be computed now: what frees the most registers; the formula's order decides between equals.
            Expr next = ready.Take((a, b) => Freed(b).CompareTo(Freed(a)));
            order.AddRange(trees[next]);
            foreach (Expr operand in operands[next])
            {
                left[operand]--;
            }
        }

        return order;

        int Freed(Expr root) => operands[root].Count(o => left[o] == 1 && !results.Contains(o));
    }

    private static Dictionary<Expr, int> Uses(IReadOnlyList<Expr> values, IEnumerable<Expr> results)
    {
        Dictionary<Expr, int> uses = values.ToDictionary(v => v, _ => 0);
        foreach (Expr used in values.SelectMany(v => v.Args).Concat(results).Where(uses.ContainsKey))
        {
            uses[used]++;
        }

        return uses;
    }

    /// <summary>The values that are used several times, each with all that is computed for it alone.</summary>
    private static Dictionary<Expr, Expr[]> Trees(Expr[] roots, IReadOnlyList<Expr> values)
    {
        HashSet<Expr> inside = [.. values], shared = [.. roots];
        return roots.ToDictionary(root => root, root => Schedule.Reachable([root], n => !inside.Contains(n) || (n != root && shared.Contains(n))).ToArray());
    }

    /// <summary>What a tree takes from elsewhere.</summary>
    private static Expr[] Operands(Expr[] tree)
    {
        HashSet<Expr> inside = [.. tree];
        return tree.SelectMany(v => v.Args).Where(a => !inside.Contains(a) && a.Axes != Axes.None).Distinct().ToArray();
    }
}
