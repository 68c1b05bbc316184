using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>What the kernels of one pass take, in order, and what they call it.</summary>
internal sealed class KernelSignature
{
    /// <summary>Items in a plane, as <c>CellTile.Most</c>.</summary>
    public const int Plane = 128;

    private readonly HashSet<Role> _read;

    private readonly KernelSpec _spec;

    private readonly ItemPass _pass;

    public KernelSignature(KernelSpec spec, ItemPass pass, string name, bool hasRowsInLanes = false)
    {
        (_spec, _pass) = (spec, pass);
        Name = name;
        Real = spec.Real;
        HasRowsInLanes = hasRowsInLanes;
        NeedsClasses = (hasRowsInLanes && !spec.HasPlanes) || pass.VectorAxis == Axes.Class;
        Classes = spec.Classes;
        _read = [.. InputsOf(pass.Segments.SelectMany(s => s.Values.Concat(s.Stores.Select(st => st.Value)).Concat(s.Reductions.Select(r => r[0]))).Concat(pass.Reductions.Select(r => r[0]))).Select(n => n.Role)];
        HashSet<Role> used = [.. _read, .. pass.Segments.SelectMany(s => s.Stores).Select(s => s.Role)];
        StoresOverClasses = [.. pass.Segments.SelectMany(s => s.Stores).Where(s => (s.Value.Axes & Axes.Class) != 0).Select(s => s.Role)];
        Streams = spec.Parameters.Where(p => used.Contains(p.Role)).ToArray();
        UniqueNames names = new(Streams.Select(s => s.Stem), ReservedNames.All);
        Scalars = pass.Parameters.Select((p, i) => (p, names.Next(p.Op == Op.Input && p.Role.IsOwn() ? ParameterSpec.StemOf(p.Role, p.Name) : p.Name ?? (p.Op == Op.Input ? p.Role.ParameterName() : i == 0 ? "scale" : "scale" + CSharpLiteral.Int(i + 1))))).ToArray();
        Reductions = pass.Reductions;
    }

    public string Name { get; }

    /// <summary>The type of the numbers.</summary>
    public ElementType Real { get; }

    /// <summary>How many lanes a sum has: sixteen floats, eight doubles.</summary>
    public int VirtualLanes => Backends.Spelling.Of(Real)[0].VirtualLanes;

    /// <summary>Whether the kernel works on rows, and takes the number of classes.</summary>
    public bool NeedsClasses { get; }

    /// <summary>The number of classes where the attribute fixes it, else 0.</summary>
    public int Classes { get; }

    /// <summary>The number of classes as the kernels write it.</summary>
    public string ClassCount => Classes > 0 ? CSharpLiteral.Int(Classes) : "classes";

    public IReadOnlyList<ParameterSpec> Streams { get; }

    /// <summary>The values that are the same for all items.</summary>
    public IReadOnlyList<(Expr Value, string Name)> Scalars { get; }

    public IReadOnlyList<Expr> Reductions { get; }

    /// <summary>What the kernels call a role's stream.</summary>
    public string Stem(Role role) => _spec.Stem(role);

    /// <summary>Whether the pass reads values of a role; an output is read where it is added to.</summary>
    public bool Reads(Role role) => _read.Contains(role);

    public string CountName => NeedsClasses && !HasRowsInLanes ? "rows" : "count";

    /// <summary>Whether rows stand side by side in the vectors, and not classes.</summary>
    public bool HasRowsInLanes { get; }

    public bool IsOverViews => _spec.IsOverViews;

    /// <summary>Whether the values that an item, or a class, has of a stream stand in planes.</summary>
    public bool HasPlanes => _spec.HasPlanes;

    /// <summary>Where a value is: the place in its stream, or in one of the stream's planes.</summary>
    public string At(int component, string place = "i") => component == 0 || !HasPlanes ? place : $"{CSharpLiteral.Int(Plane * component)} + {place}";

    /// <summary>Whether a stream has a value for each class.</summary>
    public bool IsOverClasses(ParameterSpec stream) => stream.Role == Role.ClassWeights || _spec.IsOverClasses(stream) || StoresOverClasses.Contains(stream.Role);

    /// <summary>How many elements apart the classes of a stream are: the parameter's name.</summary>
    public static string ClassStep(ParameterSpec stream) => ClassStep(stream.Role);

    public static string ClassStep(Role role) => role.ParameterName() + "Class";

    /// <summary>How many elements apart the rows of a stream are: the parameter's name.</summary>
    public static string RowStep(ParameterSpec stream) => stream.Stem + "Item";

    /// <summary>Where the rows of a stream are gathered: the parameter's name.</summary>
    public static string Tile(ParameterSpec stream) => stream.Stem + "Tile";

    /// <summary>The kernel that gathers rows that do not lie side by side itself, part by part: theirs are more classes than tiles are made for.</summary>
    public KernelSignature OfLongRows() => new(_spec, _pass, Name + "Long", hasRowsInLanes: true) { GathersRows = true };

    /// <summary>Whether the kernel gathers rows.</summary>
    public bool GathersRows { get; private set; }

    /// <summary>Whether the kernel gathers the rows of a stream.</summary>
    public bool IsGathered(ParameterSpec stream) => GathersRows && IsOverClasses(stream) && stream.Role != Role.ClassWeights;

    /// <summary>What a kernel takes beside a stream over classes that stands in lanes by rows: the step from class to class, and what it needs to gather rows.</summary>
    public string[] Place(ParameterSpec stream, string classStep, string rowStep, string tile) => IsGathered(stream) ? [classStep, rowStep, tile] : [classStep];

    private HashSet<Role> StoresOverClasses { get; }

    public string Parameters => string.Join(", ", All(
        s => $"ref {TypeOf(s)} {s.Stem}",
        s => Place(s, "nuint " + ClassStep(s), "nuint " + RowStep(s), $"ref {TypeOf(s)} {Tile(s)}"),
        "nuint " + CountName,
        RowArguments("nuint classes", $"ref {Real.Keyword()} workspace"),
        s => $"{Real.Keyword()} {s}",
        $"ref {Real.Keyword()} {SumsName}"));

    /// <summary>The type of a stream's values in the kernels, where truth values are bytes.</summary>
    public static string TypeOf(ParameterSpec stream) => (stream.Element == ElementType.Bool ? ElementType.Byte : stream.Element).Keyword();

    /// <summary>The arguments that a kernel of another width takes over.</summary>
    public string Forwarded => string.Join(", ", All(
        s => "ref " + s.Stem,
        s => Place(s, ClassStep(s), RowStep(s), "ref " + Tile(s)),
        CountName,
        RowArguments("classes", "ref workspace"),
        s => s,
        "ref " + SumsName));

    /// <summary>Where the sums over the items go: lanes that are added to; or a term an item, whose sum is taken after the block.</summary>
    public string SumsName => HasRowsInLanes ? "terms" : "sums";

    /// <summary>The arguments in the order of the parameters.</summary>
    public IEnumerable<string> All(Func<ParameterSpec, string> stream, Func<ParameterSpec, string[]> place, string count, string[] row, Func<string, string> scalar, string sums) =>
    [
        .. Streams.SelectMany(s => HasRowsInLanes && IsOverClasses(s) ? [stream(s), .. place(s)] : new[] { stream(s) }),
        count,
        .. row,
        .. Scalars.Select(s => scalar(s.Name)),
        .. Reductions.Count > 0 ? [sums] : Array.Empty<string>(),
    ];

    /// <summary>What a kernel over rows takes beside the streams: the class count, unless it is a constant, and a workspace.</summary>
    public string[] RowArguments(string classes, string workspace) =>
        !NeedsClasses ? [] : [.. Classes > 0 ? [] : new[] { classes }, .. HasRowsInLanes ? [] : new[] { workspace }];

    private static IEnumerable<Expr> InputsOf(IEnumerable<Expr> roots) => Schedule.Reachable(roots, n => n.Axes == Axes.None).Where(n => n.Op == Op.Input);
}
