using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Passes;

/// <summary>
/// A costly value that a later loop over the classes needs again waits in the output that this loop will write: one read in place of many operations.
/// Its sums then have a loop of their own. They would be the end of a long chain in every row, and a class that is left out would cost a comparison in
/// every step: it is one number less in memory. Not in an output that is added to.
/// </summary>
internal static class KeepInOutput
{
    /// <summary>From this many operations on, a value is kept rather than computed again.</summary>
    private const int WorthKeeping = 4;

    /// <param name="segments">The loops, changed in place.</param>
    /// <param name="atClass">What is written at single classes after all loops.</param>
    public static void Run(List<Segment> segments, IReadOnlyList<Store> atClass)
    {
        int last = segments.FindLastIndex(s => s.Axis == Axes.Class && s.Stores.Count > 0);
        int earlier = last <= 0 ? -1 : segments.FindLastIndex(last - 1, s => s.Axis == Axes.Class);
        if (earlier < 0)
        {
            return;
        }

        Segment source = segments[earlier], to = segments[last];
        Expr? kept = to.Values.LastOrDefault(v => v.Type == NodeType.Real && source.Values.Contains(v) && Cost(v) >= WorthKeeping);
        if (kept is null || to.Stores.Count != 1)
        {
            return;
        }

        Role role = to.Stores[0].Role;
        if (Reads(to, input => input.Role == role))
        {
            return;
        }

        Segment keeping = to with { Values = Values(to.Stores.Select(s => s.Value).Concat(to.Reductions.Select(r => r[0])), kept), Workspace = role };
        if (Reads(keeping, input => input.Role.IsPrediction() && (input.Axes & Axes.Class) != 0))
        {
            return;                             // the output may be the prediction's own memory
        }

        segments[last] = keeping;

        Expr[] sums = source.Reductions.Where(r => r[0] == kept || IsPatched(r[0], kept)).ToArray();
        Expr[] patches = sums.Select(r => r[0]).Where(v => v != kept).Distinct().ToArray();
        bool splits = patches.Length == 0
            || (patches.Length == 1 && sums.All(r => r[0] != kept) && atClass.Any(s => s.Role == role && s.At == IndexOf(patches[0][0])));
        sums = splits ? sums : [];

        Expr[] rest = source.Reductions.Except(sums).ToArray();
        IEnumerable<Store> stores = [.. source.Stores, new(role, 0, kept, IsKept: true), .. sums.Length == 0 ? [] : patches.Select(p => new Store(role, 0, p[1], IndexOf(p[0]), IsKept: true))];
        segments[earlier] = source with { Values = Values(rest.Select(r => r[0]).Concat(source.Stores.Select(s => s.Value)).Append(kept), null), Reductions = rest, Stores = stores.ToArray() };
        if (sums.Length > 0)
        {
            segments.Insert(earlier + 1, new(Axes.Class, [], sums, [], role));
        }
    }

    private static bool Reads(Segment loop, Func<Expr, bool> isMeant) =>
        loop.Values.SelectMany(v => v.Args).Concat(loop.Stores.Select(s => s.Value)).Any(n => n.Op == Op.Input && isMeant(n));

    /// <summary>Whether a value is the kept one, save that it is a constant at a row's class.</summary>
    private static bool IsPatched(Expr v, Expr kept) => v.Op == Op.Select && v[2] == kept && v[1].IsConstant && IndexOf(v[0]) is not null;

    /// <summary>The class index of "this is the row's class", or null.</summary>
    public static Expr? IndexOf(Expr condition) =>
        condition is not (Op.Equal, var i, var j) ? null
        : i.Op == Op.Index ? j
        : j.Op == Op.Index ? i
        : null;

    private static Expr[] Values(IEnumerable<Expr> roots, Expr? kept) =>
        Schedule.Reachable(roots, n => (n.Axes & Axes.Class) == 0 || n == kept).Where(n => n.Args.Length > 0).ToArray();

    private static int Cost(Expr v) => Values([v], null).Length;
}
