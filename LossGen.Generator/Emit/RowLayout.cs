using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// The workspace of a kernel over rows. Rows are taken in tiles of at most sixteen, and what each row has one of waits in a plane of sixteen, so that the
/// work between the loops over the classes is done for many rows at once.
/// </summary>
internal sealed class RowLayout
{
    public const int Lanes = Accumulator.VirtualLanes;

    public RowLayout(KernelSignature signature, ItemPass pass)
    {
        OverClasses = signature.Streams.Where(s => s.Role.IsPrediction() || s.Role == Role.Gradient).ToArray();
        Segment[] straight = pass.Segments.Where(s => s.Axis == Axes.Item).ToArray();
        Segment[] loops = pass.Segments.Where(s => s.Axis == Axes.Class).ToArray();
        HashSet<Expr> computed = [.. straight.SelectMany(s => s.Values.Where(v => v.Op != Op.Pick))];

        IEnumerable<Expr> operands = straight.SelectMany(s => s.Values.Where(v => v.Op != Op.Pick).SelectMany(v => v.Args));
        IEnumerable<Expr> written = straight.SelectMany(s => s.Stores).Select(s => s.Value).Concat(pass.Reductions.Select(r => r[0]));
        IEnumerable<Expr> broadcast = loops.SelectMany(l => l.Values.SelectMany(v => v.Args).Concat(l.Stores.Select(s => s.Value)));
        Gathered = operands.Concat(written).Concat(broadcast).Where(n => n.Axes == Axes.Item && n.Type == NodeType.Real && n.Op is Op.Pick or Op.Input).Distinct().ToArray();
        Planes = Gathered
            .Concat(loops.SelectMany(l => l.Reductions))
            .Concat(written.Concat(broadcast).Concat(straight.SelectMany(s => s.Values.SelectMany(v => v.Args).Where(a => computed.Contains(a) && !s.Values.Contains(a)))).Where(computed.Contains))
            .Distinct().ToArray();
        int accumulators = loops.Select(l => l.Reductions.Count).DefaultIfEmpty(0).Max();
        FirstPlane = Lanes * (OverClasses.Count + accumulators);
        Floats = FirstPlane + (Lanes * Planes.Count);
    }

    /// <summary>The streams with one value a class.</summary>
    public IReadOnlyList<ParameterSpec> OverClasses { get; }

    /// <summary>What is read once a row: weights, and logits at the class index.</summary>
    public IReadOnlyList<Expr> Gathered { get; }

    /// <summary>The values that wait in planes.</summary>
    public IReadOnlyList<Expr> Planes { get; }

    public int FirstPlane { get; }

    /// <summary>The size of the workspace.</summary>
    public int Floats { get; }

    /// <summary>Where a value's plane begins, or −1.</summary>
    public int OffsetOf(Expr value)
    {
        for (int i = 0; i < Planes.Count; i++)
        {
            if (Planes[i] == value)
            {
                return FirstPlane + (Lanes * i);
            }
        }

        return -1;
    }

    /// <summary>A plane's element of the row of the tile.</summary>
    public string Element(Expr value) => $"Unsafe.Add(ref workspace, {OffsetOf(value)} + row)";

    /// <summary>A plane as a memory to load from.</summary>
    public string Plane(Expr value) => $"Unsafe.Add(ref workspace, {OffsetOf(value)})";
}
