using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Cuts long straight-line work in two loops over a tile of items that stays in the nearest cache. With sixteen registers one long loop spills, and fills
/// the processor's window with operations that wait for one result.
/// </summary>
internal static class StageCut
{
    /// <summary>Shorter work is faster in one loop.</summary>
    private const int Shortest = 32;

    /// <summary>What carrying a value over costs, in the cycles by which a stage is shorter: one write and one read.</summary>
    private const int CostOfPlane = 2;

    /// <summary>The two stages, and the values that pass from one to the other; or one stage and none.</summary>
    public static (IReadOnlyList<Segment> Stages, IReadOnlyList<Expr> Planes) Run(Segment work, IReadOnlyList<Expr> reductions)
    {
        Expr[] results = work.Stores.Select(s => s.Value).Concat(reductions.Select(r => r[0])).Distinct().ToArray();
        IReadOnlyList<Expr> values = work.Values;
        if (values.Count < Shortest)
        {
            return ([work], []);
        }

        (IReadOnlyList<Expr> order, int cut) = Orders(values)
            .SelectMany(o => Enumerable.Range(o.Count / 4, o.Count / 2 + 1), (o, c) => (Order: o, Cut: c))
            .Where(c => Carried(c.Order, results, c.Cut).All(v => v.Type != NodeType.Int))
            .OrderBy(c => Cost(c.Order, results, c.Cut))
            .First();
        Expr[] planes = Carried(order, results, cut).OrderBy(p => p.Id).ToArray();
        Segment first = work with { Values = Readiness.Order(order.Take(cut).ToArray(), planes), Stores = [] };
        Segment second = work with { Values = Readiness.Order(order.Skip(cut).ToArray(), results) };
        return ([first, second], planes);
    }

    /// <summary>
    /// Where a cut can lie: in the order of the formula, or in the order in which operations can start. The second puts what waits for nothing, such as a
    /// comparison of two inputs, into the first stage: its result then passes in place of the inputs.
    /// </summary>
    private static IEnumerable<IReadOnlyList<Expr>> Orders(IReadOnlyList<Expr> values)
    {
        Dictionary<Expr, int> start = Readiness.Starts(values);
        return [values, values.OrderBy(v => start[v]).ToArray()];
    }

    private static int Cost(IReadOnlyList<Expr> order, Expr[] results, int cut) =>
        Math.Max(Readiness.Depth(order.Take(cut).ToArray()), Readiness.Depth(order.Skip(cut).ToArray())) + (CostOfPlane * Carried(order, results, cut).Count());

    /// <summary>What a later stage takes over: all that is computed, while a stream of one value an item is simply read again.</summary>
    private static IEnumerable<Expr> Carried(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results, int cut) =>
        Order.Crossing(values, results, cut).Where(v => v.Op != Op.Input || v.Graph!.HasComponents(v.Role));
}
