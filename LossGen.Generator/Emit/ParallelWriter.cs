using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes how the groups of a pass are shared out among threads: the choice, the part for one group, and the object that the threads take groups from.</summary>
internal sealed class ParallelWriter(CodeWriter writer, KernelSignature signature, KernelSpec spec, IEnumerable<(string Type, string Name)> places)
{
    private const int MostStreams = 6;

    private string RangeName => signature.Name + "Range";

    private string WorkName => signature.Name + "Work";

    /// <summary>What is the same for all groups.</summary>
    private (string Type, string Name)[] Shared =>
    [
        .. places,
        .. signature.NeedsClasses && signature.Classes == 0 ? [("nuint", "classes")] : Array.Empty<(string, string)>(),
        .. signature.Scalars.Select(s => (signature.Real.Keyword(), s.Name)),
    ];

    /// <summary>Runs the groups: on this thread where threads would not pay.</summary>
    public void Share(Func<Expr, string> scalar, string block, string operations, Func<Expr, string> totalName)
    {
        string[] totals = signature.Reductions.Select(totalName).ToArray();
        foreach (string total in totals)
        {
            writer.Line($"double {total} = 0;");
        }

        string shared = string.Concat(Shared.Select(s => ", " + (signature.Scalars.FirstOrDefault(p => p.Name == s.Name).Value is { } value ? $"({s.Type}){scalar(value)}" : s.Name)));
        writer.Block($"if (GroupWork.Pays(count, {operations}))", () =>
        {
            IEnumerable<string> streams = signature.Streams.Select(s => $"ref Unsafe.As<{KernelSignature.TypeOf(s)}, byte>(ref {spec.First(s.Role)})")
                .Concat(Enumerable.Repeat("ref Unsafe.NullRef<byte>()", MostStreams - signature.Streams.Count));
            writer.Line($"{WorkName} work = new(count, {block}{shared});");
            writer.Line($"work.Run({string.Join(", ", streams)});");
            for (int i = 0; i < totals.Length; i++)
            {
                writer.Line($"{totals[i]} = work.Total({i});");
            }
        });
        writer.Block("else", () =>
        {
            string streams = string.Join(", ", signature.Streams.Select(s => "ref " + spec.First(s.Role)));
            writer.Line($"{RangeName}({streams}, count, 0, count{shared}{string.Concat(totals.Select(t => $", ref {t}"))});");
        });
        writer.Gap();
    }

    /// <summary>The method for a group, whose body the action writes, and the work that calls it.</summary>
    public void Write(Func<Expr, string> totalName, Action body)
    {
        string[] totals = signature.Reductions.Select(totalName).ToArray();
        string streams = string.Join(", ", signature.Streams.Select(s => $"ref {KernelSignature.TypeOf(s)} {spec.First(s.Role)}"));
        string shared = string.Concat(Shared.Select(s => $", {s.Type} {s.Name}"));
        writer.Gap();
        writer.Line("// The blocks of some groups of items, of one or of all; adds them to the sums.");
        writer.Block($"private static void {RangeName}({streams}, nuint count, nuint first, nuint afterLast{shared}{string.Concat(totals.Select(t => $", ref double {t}"))})", body);

        writer.Gap();
        writer.Line("// The groups of one call.");
        writer.Block($"private sealed class {WorkName}(nuint count, nuint block{shared}) : GroupWork(count, block, {totals.Length})", () =>
        {
            IEnumerable<string> arguments =
            [
                .. signature.Streams.Select((s, i) => $"ref Stream<{KernelSignature.TypeOf(s)}>({i})"),
                "Items",
                "first",
                "afterLast",
                .. Shared.Select(s => s.Name),
                .. totals.Select((_, i) => $"ref sums[{i}]"),
            ];
            writer.Line("protected override void Run(nuint first, nuint afterLast, Span<double> sums) =>");
            writer.Line($"    {RangeName}({string.Join(", ", arguments)});");
        });
    }
}
