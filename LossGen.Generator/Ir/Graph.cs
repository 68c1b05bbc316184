using LossGen.Generator.Parsing;

namespace LossGen.Generator.Ir;

/// <summary>The nodes of one kernel, hash-consed: asking for an equal node gives the same one.</summary>
internal sealed class Graph
{
    private readonly Dictionary<Key, Expr> _nodes = [];
    private readonly HashSet<Role> _withComponents = [];

    /// <summary>A node as asked for, without any simplification.</summary>
    public Expr Make(Op op, params Expr[] args)
    {
        OpInfo info = OpInfo.Of(op);
        Axes axes = args.Aggregate(Axes.None, (all, arg) => all | arg.Axes);
        NodeType type = op is Op.Select ? args[1].Type : info.Result;
        axes |= op == Op.Spread ? Axes.Item : Axes.None;
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

    /// <summary>A whole number, one that a double holds exactly.</summary>
    public Expr Int(long number) => (long)(double)number == number
        ? Intern(Op.Constant, Axes.None, NodeType.Int, [], number: number)
        : throw new ArgumentOutOfRangeException(nameof(number), $"{number} has more digits than a double");

    public Expr Reduce(Op op, Axes axis, Expr arg) => Intern(op, arg.Axes & ~axis, NodeType.Real, [arg], axis: axis);

    public Expr Product(double coefficient, Expr[] bases, double[] exponents) =>
        Intern(Op.Product, bases.Aggregate(Axes.None, (all, b) => all | b.Axes), NodeType.Real, bases, number: coefficient, exponents: exponents);

    /// <summary>The same node over other arguments, without any simplification.</summary>
    public Expr With(Expr node, Expr[] args) =>
        node.Op switch
        {
            Op.Product => Product(node.Number, args, node.Exponents),
            Op.SumOver or Op.MaximumOver => Reduce(node.Op, node.Axis, args[0]),
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
        args = Array.ConvertAll(args, arg => arg is { IsConstant: true, Graph: null } ? Real(arg.Number) : arg);
        if (OpInfo.IsCommutative(op) && args[0].Id > args[1].Id)
        {
            args = [args[1], args[0]];
        }

        Key key = new(op, axes, type, new(args), BitConverter.DoubleToInt64Bits(number), new(exponents), axis, (role, element, component));
        if (!_nodes.TryGetValue(key, out Expr? node))
        {
            node = new Expr(this, _nodes.Count, op, axes, type, args)
            {
                Number = number,
                Exponents = exponents ?? [],
                Axis = axis,
                Role = role,
                Element = element,
                Component = component,
            };
            _nodes.Add(key, node);
        }

        return node;
    }

    private sealed record Key(
        Op Op,
        Axes Axes,
        NodeType Type,
        EquatableArray<Expr> Args,
        long Number,
        EquatableArray<double> Exponents,
        Axes Axis,
        (Role, ElementType, int) Input);
}
