using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// Splits the work into passes. A value that needs a sum over all items waits for the next pass over the items; one that needs a reduction over a row's
/// classes waits for the next loop over them. Nothing else makes a loop.
/// </summary>
internal static class Schedule
{
    /// <param name="outputs">The kernel's outputs, lowered.</param>
    /// <param name="rowsInLanes">Whether rows stand side by side in vectors, and not classes.</param>
    public static KernelPlan Run(IReadOnlyList<Output> outputs, bool rowsInLanes = false)
    {
        Stages items = new(Axes.Item);
        Expr? returned = outputs.FirstOrDefault(o => o.Role is null)?.Value;
        Output[] written = outputs.Where(o => o.Role is not null && !o.IsOfCall).ToArray();
        Expr[] sums = Reachable(outputs.Select(o => o.Value), IsOfLabels).Where(n => IsReduction(n, Axes.Item)).ToArray();
        HashSet<Expr> awaited = [.. Reachable(sums.Select(s => s[0]).Concat(written.Select(o => o.Value)), IsOfLabels).Where(n => IsReduction(n, Axes.Item))];
        int passes = sums.Select(s => items.Of(s[0])).Concat(written.Select(o => items.Of(o.Value))).DefaultIfEmpty(-1).Max() + 1;
        return new(Enumerable.Range(0, passes).Select(Pass).ToArray(), returned, [.. outputs.Where(o => o.IsOfCall)]);

        ItemPass Pass(int stage)
        {
            // What no later pass waits for is left to the last, which computes most of it anyway, and whose outputs may be the memory that the others read.
            bool isLast = stage == passes - 1;
            Expr[] reductions = sums.Where(s => awaited.Contains(s) ? items.Of(s[0]) == stage : isLast).ToArray();
            Store[] stores = written.Where(_ => isLast).Select(o => new Store(o.Role!.Value, o.Component, o.Value)).ToArray();
            IReadOnlyList<Segment> segments = ScheduleClasses.Run(reductions, stores, scatters: !rowsInLanes);
            Expr[] parameters = segments
                .SelectMany(s => s.Values.SelectMany(v => v.Args).Concat(s.Stores.Select(store => store.Value)).Concat(s.Reductions.Select(r => r[0])))
                .Where(n => n.Axes == Axes.None && !n.IsConstant)
                .Distinct().OrderBy(n => n.Id).ToArray();
            return new(parameters, segments, reductions);
        }
    }

    /// <summary>The total weight of the rows that are not ignored: it is made where their class indices are checked, before the passes.</summary>
    public static bool IsOfLabels(Expr n) => n is { Op: Op.SumOver, Axis: Axes.Item } && n[0] is { Op: Op.Select } weight && weight[1].Value is 0
        && weight[0] is (Op.Equal, { Op: Op.Input, Role: Role.Targets } index, _) && index.Element.IsClassIndex()
        && weight[2] is { Value: 1 } or (Op.Pick, { Op: Op.Input, Role: Role.ClassWeights }, _);

    public static bool IsReduction(Expr n, Axes axis) => n.Op is Op.SumOver or Op.MaximumOver && n.Axis == axis;

    /// <summary>All nodes under the roots, each after what it uses; the longer way down comes first, so that what is quick is computed just before its use.</summary>
    public static IReadOnlyList<Expr> Reachable(IEnumerable<Expr> roots, Func<Expr, bool>? stopAt = null)
    {
        HashSet<Expr> seen = [];
        List<Expr> order = [];
        foreach (Expr root in roots)
        {
            Visit(root);
        }

        return order;

        void Visit(Expr n)
        {
            if (!seen.Add(n) || stopAt?.Invoke(n) == true)
            {
                return;
            }

            Expr[] args = n.Args;
            if (args.Length == 2 && args[1].Height > args[0].Height)
            {
                args = [args[1], args[0]];
            }
            else if (args.Length > 2)
            {
                args = HighestFirst(args);
            }

            foreach (Expr arg in args)
            {
                Visit(arg);
            }

            order.Add(n);
        }
    }

    /// <summary>A few values, those of equal height in their order.</summary>
    private static Expr[] HighestFirst(Expr[] args)
    {
        Expr[] sorted = [.. args];
        for (int i = 1; i < sorted.Length; i++)
        {
            for (int place = i; place > 0 && sorted[place - 1].Height < sorted[place].Height; place--)
            {
                (sorted[place - 1], sorted[place]) = (sorted[place], sorted[place - 1]);
            }
        }

        return sorted;
    }
}

/// <summary>How many loops over an axis must end before a value can be computed.</summary>
internal sealed class Stages(Axes axis)
{
    private readonly Dictionary<Expr, int> _stages = [];

    public int Of(Expr n)
    {
        if (!_stages.TryGetValue(n, out int stage))
        {
            stage = Schedule.IsOfLabels(n) ? 0
                : Schedule.IsReduction(n, axis) ? Of(n[0]) + 1 : Latest(n.Args);
            _stages[n] = stage;
        }

        return stage;
    }

    private int Latest(Expr[] args)
    {
        int latest = 0;
        foreach (Expr arg in args)
        {
            latest = Math.Max(latest, Of(arg));
        }

        return latest;
    }
}
