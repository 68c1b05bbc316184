using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Orders what one pass does for one item: straight-line work, and for rows the loops over the classes between it.</summary>
internal static class ScheduleClasses
{
    /// <param name="sums">The sums over the items.</param>
    /// <param name="stores">What is written.</param>
    /// <param name="scatters">Whether a single class of a row can be written by itself.</param>
    public static IReadOnlyList<Segment> Run(IReadOnlyList<Expr> sums, IReadOnlyList<Store> stores, bool scatters)
    {
        Stages stages = new(Axes.Class);
        Expr[] roots = sums.Select(s => s[0]).Concat(stores.Select(s => s.Value)).ToArray();
        Expr[] nodes = Schedule.Reachable(roots, n => n.Axes == Axes.None).ToArray();
        (Store[] inLoops, Store[] atClass) = scatters ? Scatter(stores) : ([.. stores.Where(s => OverClasses(s.Value))], []);
        Store[] inRow = stores.Where(s => !OverClasses(s.Value)).ToArray();

        List<Segment> segments = [];
        int last = nodes.Select(stages.Of).DefaultIfEmpty(0).Max();
        Dictionary<Expr, int> latest = Latest(nodes, stages, last);

        // What is written waits for the last loop: it may be the memory that the loops before it read.
        int lastLoop = nodes.Where(n => Schedule.IsReduction(n, Axes.Class)).Select(n => stages.Of(n[0])).Concat(inLoops.Select(s => stages.Of(s.Value))).DefaultIfEmpty(0).Max();
        for (int stage = 0; stage <= last; stage++)
        {
            int now = stage;
            Expr[] straight = nodes.Where(n => !OverClasses(n) && latest[n] == now && !Schedule.IsReduction(n, Axes.Class) && IsOperation(n)).ToArray();
            straight = scatters ? WithParts(straight) : straight;
            Store[] ready = stage == last ? inRow : [];
            segments.Add(new(Axes.Item, Order.Run(straight, [.. ready.Select(s => s.Value), .. sums.Select(s => s[0])]), [], ready));

            Expr[] reductions = nodes.Where(n => Schedule.IsReduction(n, Axes.Class) && stages.Of(n[0]) == now).ToArray();
            Store[] written = stage == lastLoop ? inLoops : [];
            if (reductions.Length + written.Length > 0)
            {
                Expr[] values = Schedule.Reachable(reductions.Select(r => r[0]).Concat(written.Select(s => s.Value)), n => !OverClasses(n)).Where(IsOperation).ToArray();
                segments.Add(new(Axes.Class, values, reductions, written));
            }
        }

        KeepInOutput.Run(segments, atClass);
        if (atClass.Length > 0)
        {
            segments.Add(new(Axes.Item, [], [], atClass));
        }

        return segments.Where(s => s.Values.Count + s.Reductions.Count + s.Stores.Count > 0).DefaultIfEmpty(segments[0]).ToArray();       // a sum of an input needs no work, but a loop
    }

    /// <summary>Truth values and whole numbers of an earlier stage are made again where they are needed: no plane holds them between the loops.</summary>
    private static Expr[] WithParts(Expr[] values)
    {
        HashSet<Expr> known = [.. values];
        return [.. Schedule.Reachable(values.SelectMany(v => v.Args), n => n.Type == NodeType.Real || known.Contains(n)).Where(IsOperation), .. values];
    }

    /// <summary>The stage at which a row's value is needed at the latest: what no loop waits for is put off, and done for many rows at once.</summary>
    private static Dictionary<Expr, int> Latest(Expr[] nodes, Stages stages, int last)
    {
        Dictionary<Expr, int> latest = nodes.ToDictionary(n => n, _ => last);
        foreach (Expr user in Enumerable.Reverse(nodes))
        {
            int stage = OverClasses(user) ? stages.Of(user) : latest[user];
            foreach (Expr operand in user.Args)
            {
                if (latest.TryGetValue(operand, out int sofar) && stage < sofar)
                {
                    latest[operand] = stage;
                }
            }
        }

        return latest;
    }

    /// <summary>A store of "a at the row's class, b elsewhere" writes b everywhere and then a once.</summary>
    private static (Store[] InLoops, Store[] AtClass) Scatter(IReadOnlyList<Store> stores)
    {
        List<Store> inLoops = [], atClass = [];
        foreach (Store store in stores.Where(s => OverClasses(s.Value)))
        {
            if (store.Value is { Op: Op.Select } s && KeepInOutput.IndexOf(s[0]) is { } index && !OverClasses(s[1]))
            {
                inLoops.Add(store with { Value = s[2] });
                atClass.Add(store with { Value = s[1], At = index });
            }
            else
            {
                inLoops.Add(store);
            }
        }

        return ([.. inLoops], [.. atClass]);
    }

    private static bool OverClasses(Expr n) => (n.Axes & Axes.Class) != 0;

    private static bool IsOperation(Expr n) => n.Args.Length > 0;
}
