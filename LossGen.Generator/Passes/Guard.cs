using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>Keeps the slopes of what is not chosen out of a derivative: <c>x > 0 ? √x : 0</c> has derivative 0 where x is not positive, whatever that of the root is.</summary>
/// <param name="value">The value that is differentiated.</param>
internal sealed class Guard(Expr value)
{
    private readonly Dictionary<Expr, bool> _isTame = [];

    /// <summary>Whether a choice is by what is no number: then all that is not chosen may be none, and nothing of it may be multiplied by 0.</summary>
    private readonly bool _choosesNumbers = Schedule.Reachable([value]).Any(n => (n.Op == Op.Equal && n[0] == n[1])
        || (n.Op is Op.Equal or Op.Greater or Op.GreaterOrEqual && n.Args.Any(a => a.Value is double.PositiveInfinity or double.NegativeInfinity)));

    /// <summary>
    /// What a node's adjoint adds to those of its arguments. Where the adjoint is chosen, and 0 where the choice is against the node, so is what it adds: 0 times an infinite slope would be no number.
    /// </summary>
    public Expr?[] Contributions(Expr node, Expr g) => g switch
    {
        _ when IsTame(node) => Differentiate.Rule(node, g),
        { Op: Op.Select } when g[2].Value is 0 => Array.ConvertAll(Contributions(node, g[1]), c => c is null ? null : Where(g[0], c, 0)),
        { Op: Op.Select } when g[1].Value is 0 => Array.ConvertAll(Contributions(node, g[2]), c => c is null ? null : Where(g[0], 0, c)),
        { Op: Op.Add } when Closes(g) => [.. Contributions(node, g[0]).Zip(Contributions(node, g[1]), (a, b) => a is null || b is null ? null : Sum(a, b))],
        { Op: Op.Select } => [.. Contributions(node, g[1]).Zip(Contributions(node, g[2]), (a, b) => a is null || b is null ? null : Where(g[0], a, b))],
        _ => Differentiate.Rule(node, g),
    };

    /// <summary>The sum of two adjoints. Those of the two sides of a choice stay one: where both are used by one node, neither is against it.</summary>
    public static Expr Sum(Expr a, Expr b) =>
        a is { Op: Op.Select } && b is { Op: Op.Select } && a[0] == b[0] ? Where(a[0], Sum(a[1], b[1]), Sum(a[2], b[2])) : a + b;

    /// <summary>An adjoint added up along an axis. A choice that is made for all of it stays one.</summary>
    public static Expr Sum(Axes axis, Expr g) =>
        g is { Op: Op.Select } && (g[0].Axes & axis) == 0 ? Where(g[0], Sum(axis, g.Graph!.Of(g[1])), Sum(axis, g.Graph!.Of(g[2]))) : Functions.Sum(axis, g);

    /// <summary>Whether an adjoint may be 0 because of a choice.</summary>
    private static bool Closes(Expr g) => g switch
    {
        { Op: Op.Select } => g[1].Value is 0 || g[2].Value is 0 || Closes(g[1]) || Closes(g[2]),
        { Op: Op.Add } => Closes(g[0]) || Closes(g[1]),
        _ => false,
    };

    /// <summary>Whether a value and its slopes are finite wherever the inputs are, but for overflow.</summary>
    private bool IsTame(Expr n)
    {
        if (!_isTame.TryGetValue(n, out bool known))
        {
            known = !_choosesNumbers && n.Args.All(IsTame) && n.Op switch
            {
                Op.Product => n.Exponents.All(e => e > 0 && e == Math.Floor(e)) && Math.Abs(n.Number) < double.PositiveInfinity,
                Op.Log or Op.Log2 or Op.Log1p or Op.Exp or Op.Expm1 or Op.Sinh or Op.Cosh or Op.Cbrt or Op.Power => false,
                _ => true,
            };
            _isTame.Add(n, known);
        }

        return known;
    }
}
