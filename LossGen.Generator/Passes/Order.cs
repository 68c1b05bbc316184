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
        if (values.Count == 0 || Waiting(values, results).Max() <= Registers)
        {
            return values;
        }

        Dictionary<Expr, int> uses = Uses(values, results);
        Expr[] roots = values.Where(v => uses[v] != 1 || results.Contains(v)).ToArray();
        Dictionary<Expr, Expr[]> trees = roots.ToDictionary(r => r, r => Tree(r, new HashSet<Expr>(roots), values));
        Dictionary<Expr, Expr[]> operands = roots.ToDictionary(r => r, r => trees[r].SelectMany(v => v.Args).Where(a => !trees[r].Contains(a) && a.Axes != Axes.None).Distinct().ToArray());
        Dictionary<Expr, int> left = operands.Values.SelectMany(o => o).GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());

        List<Expr> order = [];
        HashSet<Expr> done = [];
        List<Expr> waiting = [.. roots];
        while (waiting.Count > 0)
        {
            // Of what can be computed now: what frees the most registers; the formula's order decides between equals.
            Expr next = waiting
                .Where(r => operands[r].All(o => done.Contains(o) || !trees.ContainsKey(o)))
                .OrderByDescending(r => operands[r].Count(o => left[o] == 1 && !results.Contains(o)))
                .First();
            waiting.Remove(next);
            order.AddRange(trees[next]);
            done.Add(next);
            foreach (Expr operand in operands[next])
            {
                left[operand]--;
            }
        }

        return order;
    }

    /// <summary>How many values, inputs among them, wait for a later use after each step.</summary>
    public static IEnumerable<int> Waiting(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results)
    {
        for (int i = 0; i < values.Count; i++)
        {
            yield return Crossing(values, results, i + 1).Count();
        }
    }

    /// <summary>The values of the first steps that later steps use.</summary>
    public static IEnumerable<Expr> Crossing(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results, int cut)
    {
        HashSet<Expr> before = [.. values.Take(cut), .. values.Take(cut).SelectMany(v => v.Args).Where(a => a.Op == Op.Input)];
        return values.Skip(cut).SelectMany(v => v.Args).Concat(results).Distinct().Where(before.Contains);
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

    /// <summary>A value that is used several times, with all that is computed for it alone.</summary>
    private static Expr[] Tree(Expr root, HashSet<Expr> roots, IReadOnlyList<Expr> values)
    {
        HashSet<Expr> inside = [.. values];
        return Schedule.Reachable([root], n => !inside.Contains(n) || (n != root && roots.Contains(n))).ToArray();
    }
}
