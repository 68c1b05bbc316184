using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>
/// The workspace of a kernel over rows. Rows are taken in tiles, and what each row has one of waits in a plane with a place for each row of a tile, so that
/// the work between the loops over the classes is done for many rows at once. Classes that are no whole step of the virtual lanes wait there too, a step's places a row.
/// </summary>
internal sealed class RowLayout
{
    /// <summary>The most rows in a tile, as <c>Blocks.RowTile</c> gives it.</summary>
    private const int Rows = 64;

    private const int Block = 2048;

    public RowLayout(KernelSignature signature, ItemPass pass)
    {
        (Step, IsDouble) = (signature.VirtualLanes, signature.Real == ElementType.Double);
        IsPlain = signature.Classes is > 0 and <= Block && signature.Classes % Step == 0;
        Segment[] straight = pass.Segments.Where(s => s.Axis == Axes.Item).ToArray();
        Segment[] loops = pass.Segments.Where(s => s.Axis == Axes.Class).ToArray();
        ParameterSpec[] inLoops = signature.Streams.Where(s => loops.Any(l => ClassLoopWriter.Uses(l, s.Role))).ToArray();
        (OverClasses, OfAllRows) = (inLoops.Where(s => s.Role != Role.ClassWeights).ToArray(), inLoops.FirstOrDefault(s => s.Role == Role.ClassWeights));
        HashSet<Expr> computed = [.. straight.SelectMany(s => s.Values.Where(v => v.Op != Op.Pick))];

        IEnumerable<Expr> operands = straight.SelectMany(s => s.Values.Where(v => v.Op != Op.Pick).SelectMany(v => v.Args));
        IEnumerable<Expr> written = straight.SelectMany(s => s.Stores).Select(s => s.Value).Concat(pass.Reductions.Select(r => r[0]));
        IEnumerable<Expr> broadcast = loops.SelectMany(Broadcast).Where(n => !IsMadeAgain(n));
        Gathered = operands.Concat(written.Concat(broadcast).Where(n => n.Type == NodeType.Real)).Where(n => n.Axes == Axes.Item && n.Op is Op.Pick or Op.Input).Distinct().ToArray();
        Planes = Gathered
            .Concat(loops.SelectMany(l => l.Reductions))
            .Concat(written.Concat(broadcast).Concat(straight.SelectMany(s => s.Values.SelectMany(v => v.Args).Where(a => computed.Contains(a) && !s.Values.Contains(a)))).Where(computed.Contains))
            .Distinct().ToArray();
        Sums = IsPlain ? [] : loops.SelectMany(l => l.Reductions).Where(r => r.Op == Op.SumOver).ToArray();
        int accumulators = loops.Select(l => l.Reductions.Count).DefaultIfEmpty(0).Max();
        FirstPlane = Step * accumulators;
        FirstSum = FirstPlane + (Rows * Planes.Count);
        FirstTail = FirstSum + (PlacesOfSum * Rows * Sums.Count);
        Size = FirstTail + (IsPlain ? 0 : Step * ((Rows * OverClasses.Count) + (OfAllRows is null ? 0 : 1)));
    }

    /// <summary>Whether the class count is known to be whole steps that fit a block: then there are no tails, and one plain loop.</summary>
    public bool IsPlain { get; }

    /// <summary>What of a loop is the same for all classes, each after what it uses.</summary>
    public static IEnumerable<Expr> Broadcast(Segment loop) => loop.Values.SelectMany(v => v.Args).Concat(loop.Stores.Select(s => s.Value))
        .Where(n => (n.Axes & Axes.Class) == 0)
        .SelectMany(WithParts)
        .Where(n => !n.IsConstant && n.Axes != Axes.None).Distinct();

    /// <summary>Truth values and whole numbers are made where they are needed: planes hold neither.</summary>
    public static bool IsMadeAgain(Expr n) => n.Type != NodeType.Real && n.Args.Length > 0;

    private static IEnumerable<Expr> WithParts(Expr n) => IsMadeAgain(n) ? n.Args.SelectMany(WithParts).Append(n) : [n];

    /// <summary>The streams with one value a class of each row.</summary>
    public IReadOnlyList<ParameterSpec> OverClasses { get; }

    /// <summary>The stream of which all rows have the same value a class, or null.</summary>
    public ParameterSpec? OfAllRows { get; }

    /// <summary>What is read once a row: weights, and logits at the class index.</summary>
    public IReadOnlyList<Expr> Gathered { get; }

    /// <summary>The values that wait in planes.</summary>
    public IReadOnlyList<Expr> Planes { get; }

    /// <summary>The sums over classes that are added up part by part, in double.</summary>
    public IReadOnlyList<Expr> Sums { get; }

    private int FirstPlane { get; }

    private int FirstSum { get; }

    private int FirstTail { get; }

    /// <summary>The size of the workspace, in numbers of the kernel's type.</summary>
    public int Size { get; }

    /// <summary>The classes of a step, as many as there are virtual lanes.</summary>
    public int Step { get; }

    private bool IsDouble { get; }

    private int PlacesOfSum => IsDouble ? 1 : 2;

    /// <summary>A plane's element of the row of the tile, or of one after it.</summary>
    public string Element(Expr value, int after = 0) => $"Unsafe.Add(ref workspace, {OffsetOf(value) + after} + row)";

    /// <summary>A plane as a memory to load from.</summary>
    public string Plane(Expr value) => $"Unsafe.Add(ref workspace, {OffsetOf(value)})";

    /// <summary>The virtual lanes of a reduction, where there are no vectors.</summary>
    public string Lanes(int reduction) => $"Unsafe.Add(ref workspace, {Step * reduction})";

    /// <summary>The doubles, one a row, of a sum over parts of the classes.</summary>
    public string SumSoFar(Expr sum)
    {
        string first = $"Unsafe.Add(ref workspace, {FirstSum + (PlacesOfSum * Rows * Sums.ToList().IndexOf(sum))})";
        return IsDouble ? first : $"Unsafe.As<float, double>(ref {first})";
    }

    /// <summary>Where the tails of a stream begin.</summary>
    public int TailOf(ParameterSpec stream) => FirstTail + (Step * Rows * (stream == OfAllRows ? OverClasses.Count : OverClasses.ToList().IndexOf(stream)));

    private int OffsetOf(Expr value)
    {
        int plane = Planes.ToList().IndexOf(value);
        return plane >= 0 ? FirstPlane + (Rows * plane) : throw new InvalidOperationException($"{value.Op} waits in no plane");
    }
}
