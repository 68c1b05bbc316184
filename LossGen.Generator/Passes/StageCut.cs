using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Cuts long straight-line work in two loops over a tile of items that stays in the nearest cache. With sixteen registers one long loop spills, and fills
/// the processor's window with operations that wait for one result.
/// </summary>
/// <param name="Stages">The two stages, or one.</param>
/// <param name="Planes">The values that pass from one to the other.</param>
internal sealed record StageCut(IReadOnlyList<Segment> Stages, IReadOnlyList<Expr> Planes)
{
    /// <summary>Shorter work is faster in one loop.</summary>
    private const int Shortest = 32;

    /// <summary>What carrying a value over costs, in the cycles by which a stage is shorter: one write and one read.</summary>
    private const int CostOfPlane = 2;

    /// <summary>The work of one step in two stages, or in one where it is short.</summary>
    public static StageCut Of(Segment work, IReadOnlyList<Expr> reductions)
    {
        Expr[] results = work.Stores.Select(s => s.Value).Concat(reductions.Select(r => r[0])).Distinct().ToArray();
        IReadOnlyList<Expr> values = work.Values;
        if (values.Count < Shortest)
        {
            return new([work], []);
        }

        (Cuts cuts, int cut) = Cheapest([.. Orders(values).Select(order => new Cuts(order, results))]);
        IReadOnlyList<Expr> order = cuts.Order;
        Expr[] planes = cuts.Carried(cut).OrderBy(p => p.Id).ToArray();
        Segment first = work with { Values = Readiness.Order(order.Take(cut).ToArray(), planes), Stores = [] };
        Segment second = work with { Values = Readiness.Order(order.Skip(cut).ToArray(), results) };
        return new([first, second], planes);
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

    /// <summary>The cut that costs least; the first of equals.</summary>
    private static (Cuts Cuts, int Cut) Cheapest(Cuts[] choices)
    {
        (Cuts Cuts, int Cut, int Cost) best = (choices[0], choices[0].Order.Count, int.MaxValue);
        foreach (Cuts cuts in choices)
        {
            int from = cuts.Order.Count / 4;
            for (int cut = from; cut <= from + (cuts.Order.Count / 2); cut++)
            {
                if (cuts.Cost(cut) is { } cost && cost < best.Cost)
                {
                    best = (cuts, cut, cost);
                }
            }
        }

        return (best.Cuts, best.Cut);
    }

    /// <summary>An order of the work, and what each cut of it costs.</summary>
    private sealed class Cuts
    {
        private readonly Liveness _liveness;
        private readonly int[] _carried, _whole, _before, _after;

        public Cuts(IReadOnlyList<Expr> order, Expr[] results)
        {
            Order = order;
            _liveness = new(order, results);
            _carried = _liveness.Counts(IsCarried);
            _whole = _liveness.Counts(v => IsCarried(v) && v.Type == NodeType.Int);
            (_before, _after) = Readiness.Depths(order);
        }

        public IReadOnlyList<Expr> Order { get; }

        /// <summary>What a later stage takes over: all that is computed, while a stream of one value an item is simply read again.</summary>
        public IEnumerable<Expr> Carried(int cut) => _liveness.At(cut).Where(IsCarried);

        /// <summary>The longer stage and the carrying; null where a whole number would be carried, for which there is no plane.</summary>
        public int? Cost(int cut) => _whole[cut] > 0 ? null : Math.Max(_before[cut], _after[cut]) + (CostOfPlane * _carried[cut]);

        private static bool IsCarried(Expr v) => v.Op != Op.Input || v.Graph!.HasComponents(v.Role);
    }
}
