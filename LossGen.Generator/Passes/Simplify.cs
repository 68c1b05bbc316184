using System.Runtime.CompilerServices;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>Rewrites a formula by identities until none applies. What the normal form of sums and products does by itself is in <see cref="Algebra"/>.</summary>
internal static partial class Simplify
{
    // A graph's own: the value, its gradient and what rules look at on the way are made of the same nodes.
    private static readonly ConditionalWeakTable<Graph, Rewriter> OfGraph = new(), ForwardOfGraph = new();

    public static Expr Run(Expr root) => root.Graph is null ? root : OfGraph.GetValue(root.Graph, _ => new(Rules)).Rewrite(root);

    /// <summary>Removes the marks that only differentiation reads.</summary>
    public static Expr Forward(Expr root) => root.Graph is null ? root : ForwardOfGraph.GetValue(root.Graph, _ => new(Unmarked)).Rewrite(root);

    private static Expr Unmarked(Expr n) => n switch
    {
        { Op: Op.StopGradient }                                                => n[0],
        { Op: Op.Product } when OfEntropy(n) is { } entropy                    => entropy,
        { Op: Op.Select }                                                      => Extreme(n),
        _                                                                      => n,
    };

    /// <summary>One identity a line. Each holds for all real numbers; those with a reason beside it also save digits.</summary>
    private static Expr Rules(Expr n) => n switch
    {
        (Op.Log, (Op.Sigmoid, var x))                                          => -Softplus(-x),          // log σ(x) would underflow
        (Op.Log, (Op.Exp, var x))                                              => x,
        (Op.Log, (Op.Add, { Value: 1 }, (Op.Exp, var x)))                      => Softplus(x),            // log(1 + eˣ) would overflow
        (Op.Log, (Op.Add, (Op.Exp, var x), { Value: 1 }))                      => Softplus(x),
        (Op.Log, (Op.Add, { Value: 1 }, var x))                                => Log1p(x),               // 1 + x would round
        (Op.Log, (Op.Add, var x, { Value: 1 }))                                => Log1p(x),
        { Op: Op.Log } when Negated(n[0]) is (Op.Expm1, var x)
                                                                               => Log1p(-Exp(x)),         // of 1 − eˣ; a small eˣ would be lost
        (Op.Log, { Op: Op.Select } s) when LessOne(s[1]) is { } a && LessOne(s[2]) is { } b
                                                                               => Log1p(Where(s[0], a, b)),
        (Op.Log, (Op.Cosh, var x))                                             => LogCosh(x),             // cosh would overflow
        (Op.Log, { Op: Op.Product } x) when Unlogged(x) is { } unlogged        => unlogged,
        (Op.Log1p, (Op.Exp, var x))                                            => Softplus(x),
        (Op.Log1p, (Op.Expm1, var x))                                          => x,
        (Op.Expm1, (Op.Log, var x))                                            => x - 1,
        (Op.Expm1, (Op.Log1p, var x))                                          => x,
        (Op.Exp, (Op.Log1p, var x))                                            => 1 + x,
        (Op.Exp, var x) when Negated(x) is (Op.Softplus, var y)                => Sigmoid(-y),
        (Op.Exp, (Op.Log, var x))                                              => x,
        (Op.Exp, (Op.Add, var a, var b)) when (SoftmaxOf(a, b) ?? SoftmaxOf(b, a)) is { } softmax
                                                                               => softmax,               // log Σ exp(xⱼ) − xₖ would cancel
        (Op.Abs, (Op.NegateIf, _, var x))                                      => Abs(x),
        (Op.NegateIf, var c, (Op.NegateIf, var d, var x)) when c == d          => x,
        (Op.Add, var a, var b)                                                 => OfSum(n, a, b),
        { Op: Op.SumOver, Axis: Axes.Class } when OfRows(n[0]) is var (k, f)   => k * Sum(Axes.Class, f),
        { Op: Op.Log } when n[0] is { Op: Op.SumOver, Axis: Axes.Class } s && s[0] is (Op.Exp, var x)
                                                                               => LogSumExp(x),           // Σ eˣ would overflow
        (Op.Log, (Op.Softmax, var x))                                          => -(LogSumExp(x) - x),    // a softmax may underflow
        (Op.Log, (Op.Pick, (Op.Softmax, var x), var y))                        => -x.Graph!.Make(Op.CrossEntropy, x, y),
        (Op.LogSumExp, var x) when ShiftOf(x) is var (k, f)                    => k + LogSumExp(f),
        (Op.Softmax, var x) when ShiftOf(x) is var (_, f)                      => Softmax(f),
        (Op.SoftmaxPullback, var x, var g) when OfRows(g) is var (k, f)        => k * Pullback(x, f),
        { Op: Op.Select } when Decided(n) is { } decided                       => decided,
        { Op: Op.Select } when n[2].Value is 0 && Hoisted(n) is { } hoisted    => hoisted,
        { Op: Op.Product } when Logistic(n) is { } logistic                    => logistic,               // 1/(1 + e⁻ˣ) and eˣ/(1 + eˣ) would overflow
        { Op: Op.Product } when Rooted(n) is { } rooted                        => rooted,
        { Op: Op.Product } when Sunk(n) is { } sunk                            => sunk,
        { Op: Op.Product } when ShareOf(n) is { } share                        => share,
        _                                                                      => n,
    };

    /// <summary>c ? (c ? a : x) : b → c ? a : b, and likewise on the other side.</summary>
    private static Expr? Decided(Expr select)
    {
        Expr yes = select[1] is { Op: Op.Select } y && y[0] == select[0] ? y[1] : select[1];
        Expr no = select[2] is { Op: Op.Select } n && n[0] == select[0] ? n[2] : select[2];
        return yes == select[1] && no == select[2] ? null : Where(select[0], yes, no);
    }

    /// <summary>(c ? k : 0) · x → c ? k·x : 0 for k the same for all items, or a choice of such: where the condition does not hold, an infinite x is no matter. A choice of rows stays outside their classes.</summary>
    private static Expr? Sunk(Expr product)
    {
        Expr? select = product.Args.Where((arg, i) => product.Exponents[i] == 1 && arg is { Op: Op.Select } && (IsMask(arg[1], arg[2]) || IsMask(arg[2], arg[1]))).FirstOrDefault();
        Expr rest = select is null ? product : product / select;
        return select is null || rest.Axes == Axes.None || (rest.Axes & ~select.Axes) != 0 ? null : Where(select[0], select[1] * rest, select[2] * rest);

        static bool IsMask(Expr some, Expr none) => none.Value is 0 && IsNumbers(some);

        static bool IsNumbers(Expr x) => x.IsConstant || x.Axes == Axes.None
            || (x.Op == Op.Select && IsNumbers(x[1]) && IsNumbers(x[2])) || (x.Op == Op.Product && x.Args.All(IsNumbers));
    }

    /// <summary>a > b ? a : b is the larger, a > b ? b : a the smaller; and so where equals are told apart for the derivative's sake.</summary>
    private static Expr Extreme(Expr select) => select[0] is not (Op.Greater, var a, var b) ? select
        : select[1] == a && (select[2] == b || select[2] is (Op.Larger, var c, var d) && c == b && d == a) ? select[2] == b ? Larger(a, b) : select[2]
        : select[1] == b && (select[2] == a || select[2] is (Op.Smaller, var e, var f) && e == b && f == a) ? select[2] == a ? Smaller(a, b) : select[2]
        : select;

    /// <summary>x where the value is 1 + x, and 0 where it is 1; else null.</summary>
    private static Expr? LessOne(Expr value) => value switch
    {
        { Value: 1 }                        => 0,
        (Op.Add, { Value: 1 }, var x)       => x,
        (Op.Add, var x, { Value: 1 })       => x,
        _ when Negated(value) is (Op.Expm1, var x) => -Exp(x),
        _                                   => null,
    };

    /// <summary>What of a product is the same for all classes of a row, and the rest; null where one of them is nothing.</summary>
    private static (Expr OfRow, Expr OfClass)? OfRows(Expr product)
    {
        (double coefficient, IEnumerable<(Expr Base, double Exponent)> factors) = Algebra.Factors(product);
        Expr outer = Algebra.Product(coefficient, factors.Where(f => (f.Base.Axes & Axes.Class) == 0));
        Expr inner = Algebra.Product(1, factors.Where(f => (f.Base.Axes & Axes.Class) != 0));
        return outer.Value is 1 or 0 || inner.IsConstant ? null : (outer, inner);
    }

    private static Expr Pullback(Expr x, Expr g) => x.Graph!.Make(Op.SoftmaxPullback, x, g);

    /// <summary>The identities of a sum, in either order of its terms.</summary>
    private static Expr OfSum(Expr n, Expr a, Expr b) => Sum2(a, b) ?? Sum2(b, a) ?? Blended(n) ?? Whole(n) ?? Factored(a, b) ?? n;

    private static Expr? Sum2(Expr a, Expr b) => (a, b) switch
    {
        ({ Value: 1 }, _) when Negated(b) is (Op.Sigmoid, var x)               => Sigmoid(-x),            // 1 − σ(x) would cancel
        ({ Value: -1 }, (Op.Exp, var x))                                       => Expm1(x),               // eˣ − 1 would cancel
        ({ Value: 1 }, _) when Negated(b) is (Op.Exp, var x)                   => -Expm1(x),
        ({ Value: 1 }, _) when Negated(b) is { Op: Op.Product, Number: 1, Args: { Length: 1 } } t && t.Exponents[0] == 2 && t[0] is (Op.Tanh, var x)
                                                                               => 4 * Sigmoid(2 * x) * Sigmoid(-2 * x),  // 1 − tanh² would cancel
        ({ Value: 1 }, (Op.Expm1, var x))                                      => Exp(x),
        ({ Value: 1 }, _) when Negated(b) is { Op: Op.Softmax } s              => s.Graph!.Make(Op.SoftmaxRest, s),  // 1 − softmax would cancel
        ({ Value: 1 }, _) when Negated(b) is (Op.Pick, (Op.Softmax, var x), var y) => SoftmaxMiss(x, y),
        ({ Value: 1 }, _) when Negated(b) is { Op: Op.Add } blend && ComplementOfBlend(blend) is { } rest => rest,  // 1 − (t p + (1 − t) (1 − p)) would cancel
        ((Op.Softplus, var x), _) when Negated(b) == x                         => Softplus(-x),           // softplus(x) − x would cancel
        (_, _) when Negated(b) is (Op.LogSumExp, var x) && IndexIn(a) is { } y && At(x, y) == a
                                                                               => -x.Graph!.Make(Op.CrossEntropy, x, y),
        ((Op.LogSumExp, var x), _) when Negated(b) is { } own && IndexIn(own) is { } y && At(x, y) == own
                                                                               => x.Graph!.Make(Op.CrossEntropy, x, y),
        ((Op.Softmax, var x), _) when Negated(b) is { Op: Op.Select } s && IsOneHot(s, out Expr y)
                                                                               => x.Graph!.Make(Op.SoftmaxExcess, x, y),
        _ => null,
    };

    /// <summary>
    /// A·w + B·(1 − w) + rest → (rest + B) + w·(A − B), for the weight w of a tie of two corners: one fused step for each of two coordinates that share A and B. Constants stay as they are,
    /// and so do all others: a small A would be lost in A − B.
    /// </summary>
    private static Expr? Blended(Expr sum)
    {
        List<Expr> terms = [];
        AddTerms(sum, 1, terms);
        foreach (Expr with in terms)
        {
            Expr? weight = Array.Find(Algebra.Factors(with).Factors, f => f.Base.Op == Op.TieWeight && f.Exponent == 1).Base;
            Expr? without = weight is null ? null : terms.FirstOrDefault(t => Algebra.Factors(t).Factors.Any(f => f.Exponent == 1 && f.Base == 1 - weight));
            if (weight is not null && without is not null)
            {
                Expr b = without / (1 - weight);
                if (b.IsConstant || !IsOfCorners(weight) || Algebra.Factors(b).Factors.Any(f => f.Base.Op == Op.TieWeight))
                {
                    continue;                   // w + v·(1 − w) and v + w·(1 − v) would take turns for ever
                }

                Expr rest = terms.Where(t => t != with && t != without).Aggregate((Expr)0, (total, term) => total + term);
                return Run(rest + b) + weight * Run(with / weight - b);
            }
        }

        return null;
    }

    private static bool IsOfCorners(Expr weight) => Schedule.Reachable([weight]).All(n => n.Op != Op.Input || n.Coordinate is not null);

    /// <summary>The terms of a sum of sums, with their signs.</summary>
    private static void AddTerms(Expr x, double sign, List<Expr> terms)
    {
        switch (x)
        {
            case { Op: Op.Add }:
                AddTerms(x[0], sign, terms);
                AddTerms(x[1], sign, terms);
                break;
            case { Op: Op.Product, Number: -1, Args: { Length: 1 } } when x[0].Op == Op.Add && x.Exponents[0] == 1:
                AddTerms(x[0], -sign, terms);
                break;
            default:
                terms.Add(x * sign);
                break;
        }
    }

    /// <summary>c ? k·x : 0 → k·(c ? x : 0), for what is the same for all items, and for the sign. Not for what may be infinite: that times 0 is no number.</summary>
    private static Expr? Hoisted(Expr select)
    {
        (double coefficient, IEnumerable<(Expr Base, double Exponent)> factors) = Algebra.Factors(select[1]);
        Expr outer = Algebra.Product(coefficient, factors.Where(IsFinite));
        Expr inner = Algebra.Product(1, factors.Where(f => !IsFinite(f)));
        return outer.Value is 1 || select[1].IsConstant || !(Math.Abs(coefficient) < double.PositiveInfinity) ? null : outer * Where(select[0], inner, 0);
    }

    /// <summary>Whether a factor is what sums and means are multiplied by, or a number of the call as it is; not a function of such a number, nor its reciprocal.</summary>
    private static bool IsFinite((Expr Base, double Exponent) factor) => factor.Base.Axes == Axes.None
        && ((factor.Base.Op == Op.Input && factor.Exponent > 0) || Schedule.Reachable([factor.Base]).All(n => n.Op != Op.Input || !n.Role.IsOwn()));

    /// <summary>A·x + A·y → A·(x + y): what value and gradient share stays whole, and q^γ·q is q^γ times q.</summary>
    private static Expr? Factored(Expr a, Expr b)
    {
        if (a is { Op: Op.Product, Number: < 0 } && b is { Op: Op.Product, Number: < 0 })
        {
            return -Run(-a + -b);
        }

        (Expr Base, double Exponent)[] left = Algebra.Factors(a).Factors;
        List<(Expr Base, double Exponent)> common = [];
        foreach ((Expr x, double e) in Algebra.Factors(b).Factors)
        {
            double own = Array.Find(left, f => f.Base == x).Exponent;
            if (own * e > 0)
            {
                common.Add((x, e > 0 ? Math.Min(e, own) : Math.Max(e, own)));
            }
        }

        if (common.Count == 0)
        {
            return null;
        }

        Expr shared = Algebra.Product(1, common);
        return shared * Run(a / shared + b / shared);
    }

    private static bool IsOneHot(Expr select, out Expr index)
    {
        index = select;
        if (select is { Op: Op.Select } && select[0] is (Op.Equal, var i, var j) && select[1].Value is 1 && select[2].Value is 0)
        {
            index = i.Op == Op.Index ? j : i;
            return (i.Op == Op.Index ? i : j) is { Op: Op.Index, Axis: Axes.Class };
        }

        return false;
    }

    /// <summary>x where the value is −x; else null.</summary>
    private static Expr? Negated(Expr value) => value is { Op: Op.Product, Number: -1 } ? -value : null;
}
