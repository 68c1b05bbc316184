using System.Runtime.CompilerServices;
using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes loops whose steps are vectors of items, elements or boxes: one loop, or two stages that take turns over a tile of items.</summary>
internal sealed class ItemWriter(CodeWriter writer, KernelSignature signature, ItemPass pass, Skeleton skeleton, Spelling spelling, Func<UniqueNames> names)
{
    private const int LargestTile = 256;
    private const int SmallestTile = 64;
    private const int TileFloats = 1024;

    // One cut serves all widths.
    private static readonly ConditionalWeakTable<ItemPass, StageCut> Cuts = new();

    private readonly StageCut _cut = spelling.CutsLongLoops
        ? Cuts.GetValue(pass, p => StageCut.Of(p.Segments[0], p.Reductions))
        : new(pass.Segments, []);

    private int Tile => Math.Max(SmallestTile, Math.Min(LargestTile, TileFloats / Math.Max(1, _cut.Planes.Count) / SmallestTile * SmallestTile));

    public void Write()
    {
        if (_cut.Stages.Count == 1)
        {
            Method(signature.Name + spelling.Suffix, "", signature.Parameters, () => Loop(_cut.Stages[0], isLast: true));
            return;
        }

        Method(signature.Name + spelling.Suffix, ", in two stages over a tile of items", signature.Parameters, Tiles);
        for (int stage = 0; stage < _cut.Stages.Count; stage++)
        {
            Segment work = _cut.Stages[stage];
            bool isLast = stage == _cut.Stages.Count - 1;
            string what = isLast ? "; the second stage" : "; the first stage";
            Method(StageName(stage), what, $"{signature.Parameters}, ref {Real} planes", () => Loop(work, isLast));
        }
    }

    private string Real => signature.Real.Keyword();

    private string StageName(int stage) => $"{signature.Name}{spelling.Suffix}{(stage == 0 ? "First" : "Second")}";

    private void Method(string name, string what, string parameters, Action body)
    {
        string step = spelling.Lanes == 1 ? "One item at a time" : $"{spelling.Lanes} items at a time";
        writer.Gap();
        writer.Line($"// {step}{what}: {spelling.Description}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {name}({parameters})", body);
    }

    private void Tiles()
    {
        writer.Line($"ref {Real} planes = ref Lanes.Aligned(stackalloc {Real}[{Tile * _cut.Planes.Count} + Lanes.Alignment]);");
        writer.Block($"for (nuint start = 0; start < count; start += {Tile})", () =>
        {
            writer.Line($"nuint items = nuint.Min({Tile}, count - start);");
            string arguments = string.Join(", ", signature.All(
                s => $"ref Unsafe.Add(ref {s.Stem}, {(skeleton.Components(s.Role) > 1 ? "4 * start" : "start")})",
                _ => [],
                "items",
                [],
                s => s,
                "ref sums"));
            for (int stage = 0; stage < _cut.Stages.Count; stage++)
            {
                writer.Line($"{StageName(stage)}({arguments}, ref planes);");
            }
        });
    }

    private void Loop(Segment work, bool isLast)
    {
        Body body = new(spelling, writer, names());
        body.Constants([.. work.Values]);
        HashSet<Expr> used = [.. work.Values.SelectMany(v => v.Args), .. work.Stores.Select(store => store.Value)];
        body.Scalars(signature.Scalars, used.Contains);

        IReadOnlyList<Expr> reductions = isLast ? pass.Reductions : [];
        Accumulator[] accumulators = reductions.Select((r, i) => new Accumulator(r, spelling, body.Names.Next(r.Name ?? "sum"), SumsOf(i), skeleton == Skeleton.Box)).ToArray();
        Array.ForEach(accumulators, a => a.Load(writer));
        writer.Gap();
        writer.Block($"for (nuint i = 0; i < count; i += {spelling.Lanes})", () => Step(work, isLast, body, accumulators));
        writer.Gap();
        Array.ForEach(accumulators, a => a.Store(writer));
    }

    private void Step(Segment work, bool isLast, Body body, Accumulator[] accumulators)
    {
        Expr[] results = work.Stores.Select(s => s.Value).Concat(accumulators.Select(a => a.Reduction[0])).ToArray();
        HashSet<Expr> computed = [.. work.Values];
        HashSet<Expr> read = [.. work.Values.SelectMany(v => v.Args).Concat(results).Where(n => n.Axes != Axes.None && !computed.Contains(n))];
        body.Fetch = value => FetchPlane(body, value);
        body.Computed = isLast ? null : value => StorePlane(body, value);
        Inputs(body, read.Where(n => n.Op == Op.Input && !(isLast && _cut.Planes.Contains(n))));
        foreach (Expr plane in _cut.Planes.Where(p => !isLast && p.Op == Op.Input))
        {
            StorePlane(body, plane);
        }

        writer.Gap();
        body.Compute(work.Values, isLast ? results : results.Concat(_cut.Planes));
        writer.Gap();
        foreach (Accumulator a in accumulators)
        {
            FetchPlane(body, a.Reduction[0]);
            a.Add(writer, body.Text(a.Reduction[0]), "i");
        }

        Stores(body, work);
    }

    /// <summary>Writes what a later stage takes over.</summary>
    private void StorePlane(Body body, Expr value)
    {
        if (PlaneOf(value) is { } plane)
        {
            writer.Line(spelling.Store(body.Text(value), plane, "i") + ";");
        }
    }

    /// <summary>Reads what an earlier stage computed.</summary>
    private void FetchPlane(Body body, Expr value)
    {
        if (PlaneOf(value) is { } plane && !body.IsBound(value))
        {
            string name = body.Names.Next(value.Name ?? (value.Op == Op.Input ? BoxName(value) : "carried"));
            writer.Line($"var {name} = {spelling.Load(spelling.RealType, plane, "i")};");
            body.Bind(value, name);
        }
    }

    private void Inputs(Body body, IEnumerable<Expr> inputs)
    {
        foreach (IGrouping<Role, Expr> group in inputs.GroupBy(n => n.Role).OrderBy(g => g.Key))
        {
            Expr first = group.First();
            if (skeleton.Components(group.Key) == 1)
            {
                string name = body.Names.Next(FormulaPrinter.InputName(first));
                string load = spelling.Load(first.Element, signature.Stem(group.Key), "i");
                writer.Line($"var {name} = {(skeleton == Skeleton.Box ? spelling.ToBoxOrder(load) : load)};");
                body.Bind(first, name);
                continue;
            }

            Expr[] coordinates = Enumerable.Range(0, 4).Select(c => first.Graph!.Input(first.Role, first.Element, first.Axes, c)).ToArray();
            string[] names = Array.ConvertAll(coordinates, c => body.Names.Next(BoxName(c)));
            writer.Line(spelling.LoadBox(signature.Stem(group.Key), "4 * i", names));
            for (int c = 0; c < coordinates.Length; c++)
            {
                body.Bind(coordinates[c], names[c]);
            }
        }
    }

    private void Stores(Body body, Segment work)
    {
        foreach (IGrouping<Role, Store> group in work.Stores.GroupBy(s => s.Role))
        {
            foreach (Store store in group)
            {
                FetchPlane(body, store.Value);
            }

            string[] values = group.OrderBy(s => s.Component).Select(s => body.Text(s.Value)).ToArray();
            writer.Line(values.Length == 1
                ? spelling.Store(skeleton == Skeleton.Box ? spelling.FromBoxOrder(values[0]) : values[0], signature.Stem(group.Key), "i") + ";"
                : spelling.StoreBox(signature.Stem(group.Key), "4 * i", values));
        }
    }

    private static string BoxName(Expr coordinate) => FormulaPrinter.InputName(coordinate).Replace(".", "");

    /// <summary>Where a value is carried over, or null.</summary>
    private string? PlaneOf(Expr value)
    {
        for (int plane = 0; plane < _cut.Planes.Count; plane++)
        {
            if (_cut.Planes[plane] == value)
            {
                return plane == 0 ? "planes" : $"Unsafe.Add(ref planes, {plane * Tile})";
            }
        }

        return null;
    }

    private string SumsOf(int index) => index == 0 ? "sums" : $"Unsafe.Add(ref sums, {index * spelling.VirtualLanes})";
}
