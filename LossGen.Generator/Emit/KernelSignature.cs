using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>What the kernels of one pass take, in order, and what they call it.</summary>
internal sealed class KernelSignature
{
    private readonly HashSet<Role> _read;

    public KernelSignature(KernelSpec spec, ItemPass pass, string name)
    {
        Name = name;
        Real = spec.Real;
        NeedsClasses = pass.VectorAxis == Axes.Class;
        Classes = spec.Classes;
        _read =
        [
            .. pass.Segments.SelectMany(s => s.Values.Concat(s.Stores.Select(st => st.Value)).Concat(s.Reductions)).SelectMany(InputsOf).Select(n => n.Role),
            .. pass.Reductions.SelectMany(InputsOf).Select(n => n.Role),
        ];
        HashSet<Role> used = [.. _read, .. pass.Segments.SelectMany(s => s.Stores).Select(s => s.Role)];
        Streams = spec.Parameters.Where(p => used.Contains(p.Role)).ToArray();
        Scalars = pass.Parameters.Select((p, i) => (p, p.Name ?? (i == 0 ? "scale" : "scale" + CSharpLiteral.Int(i + 1)))).ToArray();
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

    /// <summary>Whether the pass reads values of a role; an output is read where it is added to.</summary>
    public bool Reads(Role role) => _read.Contains(role);

    public string CountName => NeedsClasses ? "rows" : "count";

    public string Parameters => string.Join(", ", All(
        s => $"ref {TypeOf(s)} {s.Role.ParameterName()}",
        "nuint " + CountName,
        RowArguments("nuint classes", "ref float workspace"),
        s => $"{Real.Keyword()} {s}",
        $"ref {Real.Keyword()} sums"));

    /// <summary>The type of a stream's values in the kernels, where truth values are bytes.</summary>
    public static string TypeOf(ParameterSpec stream) => (stream.Element == ElementType.Bool ? ElementType.Byte : stream.Element).Keyword();

    /// <summary>The arguments that a kernel of another width takes over.</summary>
    public string Forwarded => string.Join(", ", All(
        s => "ref " + s.Role.ParameterName(),
        CountName,
        RowArguments("classes", "ref workspace"),
        s => s,
        "ref sums"));

    /// <summary>The arguments in the order of the parameters.</summary>
    public IEnumerable<string> All(Func<ParameterSpec, string> stream, string count, string[] row, Func<string, string> scalar, string sums) =>
        [.. Streams.Select(stream), count, .. row, .. Scalars.Select(s => scalar(s.Name)), .. Reductions.Count > 0 ? [sums] : Array.Empty<string>()];

    /// <summary>What a kernel over rows takes beside the streams: the class count, unless it is a constant, and a workspace.</summary>
    public string[] RowArguments(string classes, string workspace) =>
        !NeedsClasses ? [] : Classes > 0 ? [workspace] : [classes, workspace];

    private static IEnumerable<Expr> InputsOf(Expr root) => Schedule.Reachable([root], n => n.Axes == Axes.None).Where(n => n.Op == Op.Input);
}
