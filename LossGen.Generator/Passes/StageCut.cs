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

        int cut = Enumerable.Range(0, values.Count)
            .Where(c => c >= values.Count / 4 && c <= values.Count * 3 / 4 && Carried(values, results, c).All(v => v.Type != NodeType.Int))
            .OrderBy(c => Math.Max(Readiness.Depth(values.Take(c).ToArray()), Readiness.Depth(values.Skip(c).ToArray())) + (CostOfPlane * Carried(values, results, c).Count()))
            .First();
        Expr[] planes = Carried(values, results, cut).OrderBy(p => p.Id).ToArray();
        Segment first = work with { Values = Readiness.Order(values.Take(cut).ToArray(), planes), Stores = [] };
        Segment second = work with { Values = Readiness.Order(values.Skip(cut).ToArray(), results) };
        return ([first, second], planes);
    }

    /// <summary>What a later stage takes over: all that is computed, while a stream of one value an item is simply read again.</summary>
    private static IEnumerable<Expr> Carried(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results, int cut) =>
        Order.Crossing(values, results, cut).Where(v => v.Op != Op.Input || v.Graph!.HasComponents(v.Role));
}
