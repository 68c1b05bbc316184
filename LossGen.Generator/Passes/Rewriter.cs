using System.Runtime.CompilerServices;
using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>Rebuilds formulas of one graph from their leaves and applies rules to every node until none changes it. What formulas share is done once.</summary>
internal sealed class Rewriter(Func<Expr, Expr> rules)
{
    private readonly Dictionary<Expr, Expr> _done = [];

    public Expr Rewrite(Expr node)
    {
        if (node.Args.Length == 0)
        {
            return node;
        }

        if (!_done.TryGetValue(node, out Expr? result))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();       // identities that undo each other fail as an exception and leave the compiler alive
            Expr rebuilt = Rebuild(node, Array.ConvertAll(node.Args, Rewrite));
            Keep(node, rebuilt);
            Expr ruled = rules(rebuilt);
            result = ruled == rebuilt ? rebuilt : Rewrite(ruled);
            _done[node] = result;
        }

        Keep(node, result);         // a name may have been given since
        return result;
    }

    private static void Keep(Expr node, Expr result)
    {
        if (node.Name is { } name && result.Args.Length > 0)
        {
            result.As(name);
        }
    }

    /// <summary>The node over new arguments, in normal form.</summary>
    public static Expr Rebuild(Expr node, Expr[] args) => node.Op switch
    {
        Op.Add => args[0] + args[1],
        Op.Product => Product(node, args),
        Op.Exp => Exp(args[0]),
        Op.Expm1 => Expm1(args[0]),
        Op.Log => Log(args[0]),
        Op.Log2 => Log2(args[0]),
        Op.Log1p => Log1p(args[0]),
        Op.Sigmoid => Sigmoid(args[0]),
        Op.Softplus => Softplus(args[0]),
        Op.Tanh => Tanh(args[0]),
        Op.Sinh => Sinh(args[0]),
        Op.Cosh => Cosh(args[0]),
        Op.LogCosh => LogCosh(args[0]),
        Op.Sin => Sin(args[0]),
        Op.Cos => Cos(args[0]),
        Op.Erf => Erf(args[0]),
        Op.Cbrt => Cbrt(args[0]),
        Op.Power => Power(args[0], args[1]),
        Op.Atan2 => Atan2(args[0], args[1]),
        Op.Abs => Abs(args[0]),
        Op.CopySign => CopySign(args[0], args[1]),
        Op.Floor => Floor(args[0]),
        Op.Ceiling => Ceiling(args[0]),
        Op.Round => Round(args[0]),
        Op.Truncate => Truncate(args[0]),
        Op.Minimum => Min(args[0], args[1]),
        Op.Maximum => Max(args[0], args[1]),
        Op.Greater => Greater(args[0], args[1]),
        Op.GreaterOrEqual => GreaterOrEqual(args[0], args[1]),
        Op.Equal => Equal(args[0], args[1]),
        Op.And => And(args[0], args[1]),
        Op.Or => Or(args[0], args[1]),
        Op.Not => Not(args[0]),
        Op.Select => Where(args[0], args[1], args[2]),
        Op.NegateIf => NegateIf(args[0], args[1]),
        Op.SumOver when IsOfRow(node, args[0]) => Sum(Axes.Class, node.Graph!.Of(args[0])),
        Op.MaximumOver when IsOfRow(node, args[0]) => args[0],
        Op.LogSumExp => LogSumExp(node.Graph!.Of(args[0])),
        _ => node.Graph!.With(node, args),
    };

    /// <summary>Whether what was reduced over the classes has come to the same for all of them.</summary>
    private static bool IsOfRow(Expr reduction, Expr x) => reduction.Axis == Axes.Class && (x.Axes & Axes.Class) == 0;

    private static Expr Product(Expr node, Expr[] bases)
    {
        Expr product = node.Number;
        for (int i = 0; i < bases.Length; i++)
        {
            product *= Pow(bases[i], node.Exponents[i]);
        }

        return product;
    }
}
