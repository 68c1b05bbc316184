using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Orders straight-line work by when each operation's operands are ready. A processor looks only some sixty operations ahead: operations that wait long
/// for a result keep it from seeing work that could be done meanwhile.
/// </summary>
internal static class Readiness
{
    private const int Registers = 12;

    public static IReadOnlyList<Expr> Order(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results)
    {
        HashSet<Expr> inside = [.. values];
        Dictionary<Expr, int> left = values.SelectMany(v => v.Args.Distinct()).Concat(results).Where(IsHeld).GroupBy(a => a).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<Expr, int> path = Paths(values, inside);
        Dictionary<Expr, int> finished = [];
        List<Expr> waiting = [.. values], order = [];
        HashSet<Expr> live = [.. left.Keys.Where(v => v.Op == Op.Input)];
        while (waiting.Count > 0)
        {
            Expr[] ready = waiting.Where(v => v.Args.All(a => !inside.Contains(a) || finished.ContainsKey(a))).ToArray();
            Expr next = live.Count < Registers
                ? ready.OrderBy(Start).ThenByDescending(v => path[v]).First()
                : ready.OrderByDescending(Freed).ThenBy(Start).First();
            waiting.Remove(next);
            order.Add(next);
            finished[next] = Start(next) + Latency(next);
            live.UnionWith(next.Args.Append(next).Where(left.ContainsKey));
            foreach (Expr operand in next.Args.Distinct().Where(left.ContainsKey))
            {
                left[operand]--;
            }

            live.RemoveWhere(v => left[v] == 0);
        }

        return order;

        int Start(Expr v) => v.Args.Select(a => finished.TryGetValue(a, out int time) ? time : 0).DefaultIfEmpty(0).Max();

        int Freed(Expr v) => v.Args.Distinct().Count(a => left.TryGetValue(a, out int uses) && uses == 1 && live.Contains(a));
    }

    private static bool IsHeld(Expr v) => v.Axes != Axes.None;

    /// <summary>The longest time from an operand to a result.</summary>
    public static int Depth(IReadOnlyList<Expr> values) => Paths(values, [.. values]).Values.DefaultIfEmpty(0).Max();

    /// <summary>When each operation can start, if all others start as soon as they can.</summary>
    public static Dictionary<Expr, int> Starts(IReadOnlyList<Expr> values)
    {
        Dictionary<Expr, int> start = [];
        foreach (Expr v in values)
        {
            start[v] = v.Args.Where(start.ContainsKey).Select(a => start[a] + Latency(a)).DefaultIfEmpty(0).Max();
        }

        return start;
    }

    /// <summary>The time from an operation's start to the last result that needs it.</summary>
    private static Dictionary<Expr, int> Paths(IReadOnlyList<Expr> values, HashSet<Expr> inside)
    {
        Dictionary<Expr, int> path = values.ToDictionary(v => v, Latency);
        foreach (Expr v in values.Reverse())
        {
            foreach (Expr operand in v.Args.Where(inside.Contains))
            {
                path[operand] = Math.Max(path[operand], Latency(operand) + path[v]);
            }
        }

        return path;
    }

    /// <summary>Cycles from operands to result, on the x64 processors of these years.</summary>
    private static int Latency(Expr v) => v.Op switch
    {
        Op.Multiply or Op.FusedMultiplyAdd or Op.MultiplySubtract or Op.NegatedMultiplyAdd => 4,
        Op.Add or Op.Subtract or Op.ToReal => 3,
        Op.Divide or Op.SquareRoot => 12,
        _ => 1,
    };
}
