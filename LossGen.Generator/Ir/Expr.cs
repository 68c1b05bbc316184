using LossGen.Generator.Parsing;

namespace LossGen.Generator.Ir;

/// <summary>
/// A value of the program. Nodes are hash-consed by their <see cref="Graph"/>: equal expressions are one node, so one computation.
/// A constant may belong to no graph yet; it joins the graph of what it is combined with.
/// </summary>
internal sealed class Expr : IEquatable<Expr>
{
    private static readonly Expr[] NoArgs = [];

    internal Expr(Graph? graph, int id, Op op, Axes axes, NodeType type, Expr[] args)
    {
        Graph = graph;
        Id = id;
        Op = op;
        Axes = axes;
        Type = type;
        Args = args;
        foreach (Expr arg in args)
        {
            Height = Math.Max(Height, 1 + arg.Height);
        }
    }

    public Graph? Graph { get; }

    /// <summary>The order of creation, which is a topological order.</summary>
    public int Id { get; }

    public Op Op { get; }

    /// <summary>The axes that the value varies over.</summary>
    public Axes Axes { get; }

    public NodeType Type { get; }

    public Expr[] Args { get; }

    /// <summary>The number of operations on the longest way down to a leaf.</summary>
    public int Height { get; }

    /// <summary>A constant's number, or a product's coefficient.</summary>
    public double Number { get; internal set; }

    /// <summary>A product's exponents, one a base.</summary>
    public double[] Exponents { get; internal set; } = [];

    /// <summary>The axis of an index or a reduction.</summary>
    public Axes Axis { get; internal set; }

    /// <summary>An input's role.</summary>
    public Role Role { get; internal set; }

    /// <summary>An input's element type.</summary>
    public ElementType Element { get; internal set; }

    /// <summary>Which of an item's values an input is: the coordinate of a box.</summary>
    public int Component { get; internal set; }

    /// <summary>The name of that value, for the reader: <c>x1</c>.</summary>
    public string? Coordinate { get; internal set; }

    /// <summary>The name to give the value in generated code, where somebody knew one.</summary>
    public string? Name { get; private set; }

    /// <summary>The step of the formula that the value belongs to: a comment in generated code.</summary>
    public string? Step { get; private set; }

    /// <summary>A node of the same graph that has the same hash.</summary>
    internal Expr? Older { get; set; }

    public Expr this[int index] => Args[index];

    public bool IsConstant => Op == Op.Constant;

    /// <summary>The number of a constant, else null: for patterns such as <c>{ Value: 1 }</c>.</summary>
    public double? Value => IsConstant ? Number : null;

    /// <summary>Whether all bits of a constant are 0, as those of −0 are not.</summary>
    public bool IsNothing => IsConstant && Bits == 0;

    /// <summary>A number's bits: 0 and −0 are different constants.</summary>
    private long Bits => BitConverter.DoubleToInt64Bits(Number);

    /// <summary>Names the value in generated code, unless it has a name.</summary>
    public Expr As(string name)
    {
        Name ??= name;
        return this;
    }

    /// <summary>Puts the value under a step of the formula, unless it has one.</summary>
    public Expr In(string? step)
    {
        Step ??= step;
        return this;
    }

    public void Deconstruct(out Op op, out Expr argument)
    {
        op = Args.Length == 1 ? Op : Op.Constant;
        argument = Args.Length == 1 ? Args[0] : this;
    }

    public void Deconstruct(out Op op, out Expr first, out Expr second)
    {
        op = Args.Length == 2 ? Op : Op.Constant;
        (first, second) = Args.Length == 2 ? (Args[0], Args[1]) : (this, this);
    }

    public bool Equals(Expr? other) => ReferenceEquals(this, other) || (other is { IsConstant: true } && IsConstant && Type == other.Type && Bits == other.Bits);

    public override bool Equals(object? obj) => Equals(obj as Expr);

    public override int GetHashCode() => IsConstant ? Bits.GetHashCode() : Id;

    public override string ToString() => FormulaPrinter.Print(this);

    public static implicit operator Expr(double number) => new(null, -1, Op.Constant, Axes.None, NodeType.Real, NoArgs) { Number = number };

    public static bool operator ==(Expr? left, Expr? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Expr? left, Expr? right) => !(left == right);

    public static Expr operator +(Expr left, Expr right) => Algebra.Add(left, right);

    public static Expr operator -(Expr left, Expr right) => Algebra.Add(left, Algebra.Scale(right, -1));

    public static Expr operator -(Expr operand) => Algebra.Scale(operand, -1);

    public static Expr operator *(Expr left, Expr right) => Algebra.Multiply(left, right);

    public static Expr operator /(Expr left, Expr right) => Algebra.Multiply(left, Algebra.Power(right, -1));
}
