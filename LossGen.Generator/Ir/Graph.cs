using LossGen.Generator.Parsing;

namespace LossGen.Generator.Ir;

/// <summary>The nodes of one kernel, hash-consed: asking for an equal node gives the same one.</summary>
internal sealed class Graph
{
    private readonly Dictionary<int, Expr> _byHash = [];       // the newest node of a hash, on which the others hang
    private int _count;
    private readonly HashSet<Role> _withComponents = [];

    /// <summary>A node as asked for, without any simplification.</summary>
    public Expr Make(Op op, params Expr[] args)
    {
        Axes axes = AxesOf(args) | (op == Op.Spread ? Axes.Item : Axes.None);
        NodeType type = op is Op.Select ? args[1].Type : OpInfo.Of(op).Result;
        return Intern(op, OpInfo.ReducesClasses(op) ? axes & ~Axes.Class : axes, type, args);
    }

    public Expr Input(Role role, ElementType element, Axes axes, int component = 0)
    {
        if (component > 0)
        {
            _withComponents.Add(role);
        }

        NodeType type = element.IsReal() ? NodeType.Real : NodeType.Int;
        return Intern(Op.Input, axes, type, [], role: role, element: element, component: component);
    }

    /// <summary>Whether an item has several values of a role.</summary>
    public bool HasComponents(Role role) => _withComponents.Contains(role);

    /// <summary>The number of items, or of classes.</summary>
    public Expr Count(Axes axis = Axes.Item) => Intern(Op.Count, Axes.None, NodeType.Real, [], axis: axis);

    public Expr Index(Axes axis) => Intern(Op.Index, axis, NodeType.Int, [], axis: axis);

    public Expr Real(double number) => Intern(Op.Constant, Axes.None, NodeType.Real, [], number: number);

    /// <summary>A value as one of this graph: a constant may belong to none.</summary>
    public Expr Of(Expr x) => IsHomeless(x) ? Real(x.Number) : x;

    /// <summary>A whole number, one that a double holds exactly.</summary>
    public Expr Int(long number) => (long)(double)number == number
        ? Intern(Op.Constant, Axes.None, NodeType.Int, [], number: number)
        : throw new ArgumentOutOfRangeException(nameof(number), $"{number} has more digits than a double");

    /// <summary>A value that is the same for all classes, as one of each class of each item.</summary>
    public Expr OfEachClass(Expr x) => Intern(Op.Spread, x.Axes | Axes.Item | Axes.Class, NodeType.Real, [x], axis: Axes.Class);

    public Expr Reduce(Op op, Axes axis, Expr arg) => Intern(op, arg.Axes & ~axis, NodeType.Real, [arg], axis: axis);

    public Expr Product(double coefficient, Expr[] bases, double[] exponents) =>
        Intern(Op.Product, AxesOf(bases), NodeType.Real, bases, number: coefficient, exponents: exponents);

    /// <summary>The same node over other arguments, without any simplification.</summary>
    public Expr With(Expr node, Expr[] args) =>
        node.Op switch
        {
            Op.Product => Product(node.Number, args, node.Exponents),
            Op.SumOver or Op.MaximumOver => Reduce(node.Op, node.Axis, args[0]),
            Op.Spread when node.Axis == Axes.Class => OfEachClass(args[0]),
            _ => args.Length == 0 ? node : Make(node.Op, args),
        };

    private Expr Intern(
        Op op,
        Axes axes,
        NodeType type,
        Expr[] args,
        double number = 0,
        double[]? exponents = null,
        Axes axis = Axes.None,
        Role role = default,
        ElementType element = default,
        int component = 0)
    {
        if (Array.Exists(args, IsHomeless))
        {
            args = Array.ConvertAll(args, Of);
        }

        if (OpInfo.IsCommutative(op) && args[0].Id > args[1].Id)
        {
            args = [args[1], args[0]];
        }

        exponents ??= [];
        int hash = Hash(op, args, number, exponents, (axis, role, element, component));
        _byHash.TryGetValue(hash, out Expr? newest);
        for (Expr? known = newest; known is not null; known = known.Older)
        {
            if (known.Op == op && known.Axes == axes && known.Type == type && known.Axis == axis && known.Role == role && known.Element == element && known.Component == component
                && BitConverter.DoubleToInt64Bits(known.Number) == BitConverter.DoubleToInt64Bits(number) && AreSame(known.Args, args) && AreSame(known.Exponents, exponents))
            {
                return known;
            }
        }

        Expr node = new(this, _count++, op, axes, type, args)
        {
            Number = number,
            Exponents = exponents,
            Axis = axis,
            Role = role,
            Element = element,
            Component = component,
            Older = newest,
        };
        _byHash[hash] = node;
        return node;
    }

    /// <summary>A constant that belongs to no graph yet.</summary>
    private static bool IsHomeless(Expr arg) => arg is { IsConstant: true, Graph: null };

    private static Axes AxesOf(Expr[] args)
    {
        Axes all = Axes.None;
        foreach (Expr arg in args)
        {
            all |= arg.Axes;
        }

        return all;
    }

    private static int Hash(Op op, Expr[] args, double number, double[] exponents, (Axes, Role, ElementType, int) leaf)
    {
        const int factor = 31;
        int hash = unchecked((int)op * factor + BitConverter.DoubleToInt64Bits(number).GetHashCode());
        foreach (Expr arg in args)
        {
            hash = unchecked(hash * factor + arg.Id);
        }

        foreach (double exponent in exponents)
        {
            hash = unchecked(hash * factor + exponent.GetHashCode());
        }

        return args.Length == 0 ? unchecked(hash * factor + leaf.GetHashCode()) : hash;
    }

    /// <summary>Equal nodes of a graph are one.</summary>
    private static bool AreSame(Expr[] left, Expr[] right)
    {
        bool same = left.Length == right.Length;
        for (int i = 0; same && i < left.Length; i++)
        {
            same = ReferenceEquals(left[i], right[i]);
        }

        return same;
    }

    private static bool AreSame(double[] left, double[] right)
    {
        bool same = left.Length == right.Length;
        for (int i = 0; same && i < left.Length; i++)
        {
            same = left[i].Equals(right[i]);
        }

        return same;
    }
}
