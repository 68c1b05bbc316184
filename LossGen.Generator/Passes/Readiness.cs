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
        Dictionary<Expr, Expr[]> held = values.ToDictionary(v => v, v => v.Args.Where(IsHeld).Distinct().ToArray());
        Dictionary<Expr, int> left = [];
        foreach (Expr a in held.Values.SelectMany(args => args).Concat(results.Where(IsHeld)))
        {
            left[a] = left.TryGetValue(a, out int count) ? count + 1 : 1;
        }

        Dictionary<Expr, int> path = Paths(values), finished = [];
        HashSet<Expr> live = [.. left.Keys.Where(v => v.Op == Op.Input)];
        ReadyList ready = new(values, v => v.Args.Distinct());
        List<Expr> order = [];
        while (ready.Any)
        {
            Expr next = ready.Take(live.Count < Registers ? Soonest : Freest);
            order.Add(next);
            finished[next] = Start(next) + Latency(next);
            if (left.ContainsKey(next))
            {
                live.Add(next);
            }

            foreach (Expr operand in held[next])
            {
                live.Add(operand);
                if (--left[operand] == 0)
                {
                    live.Remove(operand);
                }
            }
        }

        return order;

        int Soonest(Expr a, Expr b) => Start(a) is var x && Start(b) is var y && x != y ? x.CompareTo(y) : path[b].CompareTo(path[a]);

        int Freest(Expr a, Expr b) => Freed(a) is var x && Freed(b) is var y && x != y ? y.CompareTo(x) : Start(a).CompareTo(Start(b));

        int Start(Expr v)
        {
            int start = 0;
            foreach (Expr arg in v.Args)
            {
                start = Math.Max(start, finished.TryGetValue(arg, out int time) ? time : 0);
            }

            return start;
        }

        int Freed(Expr v)
        {
            int freed = 0;
            foreach (Expr a in held[v])
            {
                freed += left[a] == 1 && live.Contains(a) ? 1 : 0;
            }

            return freed;
        }
    }

    private static bool IsHeld(Expr v) => v.Axes != Axes.None;

    /// <summary>The longest time from an operand to a result, of the first steps and of those behind them, for each number of first steps.</summary>
    public static (int[] Before, int[] After) Depths(IReadOnlyList<Expr> values)
    {
        int[] before = new int[values.Count + 1], after = new int[values.Count + 1];
        Dictionary<Expr, int> start = Starts(values), path = Paths(values);
        for (int i = 0; i < values.Count; i++)
        {
            before[i + 1] = Math.Max(before[i], start[values[i]] + Latency(values[i]));
        }

        for (int i = values.Count - 1; i >= 0; i--)
        {
            after[i] = Math.Max(after[i + 1], path[values[i]]);
        }

        return (before, after);
    }

    /// <summary>When each operation can start, if all others start as soon as they can.</summary>
    public static Dictionary<Expr, int> Starts(IReadOnlyList<Expr> values)
    {
        Dictionary<Expr, int> start = [];
        foreach (Expr v in values)
        {
            int ready = 0;
            foreach (Expr arg in v.Args)
            {
                ready = Math.Max(ready, start.TryGetValue(arg, out int begun) ? begun + Latency(arg) : 0);
            }

            start[v] = ready;
        }

        return start;
    }

    /// <summary>The time from an operation's start to the last result that needs it.</summary>
    private static Dictionary<Expr, int> Paths(IReadOnlyList<Expr> values)
    {
        Dictionary<Expr, int> path = values.ToDictionary(v => v, Latency);
        for (int i = values.Count - 1; i >= 0; i--)
        {
            foreach (Expr operand in values[i].Args)
            {
                if (path.TryGetValue(operand, out int known))
                {
                    path[operand] = Math.Max(known, Latency(operand) + path[values[i]]);
                }
            }
        }

        return path;
    }

    /// <summary>Cycles from operands to result, on the x64 processors of these years.</summary>
    private static int Latency(Expr v) => v.Op switch
    {
        Op.Multiply or Op.FusedMultiplyAdd or Op.MultiplySubtract or Op.NegatedMultiplyAdd => 4,
        Op.Add or Op.Subtract or Op.ToReal => 3,
        Op.Floor or Op.Ceiling or Op.Round or Op.Truncate => 8,
        Op.Divide or Op.SquareRoot => 12,
        _ => 1,
    };
}
