using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>
/// Turns formulas into machine operations: functions into polynomials and integer steps, products into multiplications, sums of products into
/// fused multiply-adds. One lowering serves all values of a kernel, so what they share is computed once.
/// </summary>
internal sealed partial class Lower
{
    private readonly Dictionary<Expr, Expr> _done = [];
    private readonly Dictionary<Expr, int> _uses = [];
    private readonly Dictionary<Expr, int> _divisions = [];
    private readonly Dictionary<Expr, int> _factors = [];
    private readonly Machine _m;
    private readonly ElementaryMath _math;

    private readonly MathTable _table;

    private Lower(Graph graph, MathTable table)
    {
        _m = new Machine(graph);
        _math = new ElementaryMath(_m, table);
        _table = table;
    }

    /// <summary>The outputs with their values lowered, in the format and precision of a table: <see cref="MathTable.Single"/> where none is given.</summary>
    public static Output[] Run(IReadOnlyList<Output> outputs, MathTable? table = null)
    {
        Graph graph = outputs.Select(o => o.Value.Graph).FirstOrDefault(g => g is not null) ?? new();      // none where all outputs are constants
        Lower lower = new(graph, table ?? MathTable.Single);
        foreach (Output output in outputs)
        {
            lower.CountUses(output.Value);
        }

        return Spread.Run([.. outputs.Select(o => o with { Value = lower.Of(o.Value) })]);
    }

    private Expr Of(Expr e)
    {
        if (!_done.TryGetValue(e, out Expr? lowered))
        {
            lowered = Rule(e);
            if (e.Name is { } name)
            {
                lowered.As(name).In(e.Step);
            }

            _done[e] = lowered;
        }

        return lowered;
    }

    /// <summary>One row a formula operation.</summary>
    private Expr Rule(Expr e) => e.Op switch
    {
        Op.Constant or Op.Input or Op.Count or Op.Index => e,
        Op.Add => OfSum(e),
        Op.Product => OfProduct(e),
        Op.Exp => _math.Exp(Of(e[0]), isNonPositive: Algebra.IsNonNegative(-e[0])),
        Op.Expm1 => _math.Expm1(Of(e[0]), isNonPositive: Algebra.IsNonNegative(-e[0])),
        Op.Log => _math.Log(Of(e[0])),
        Op.Log2 => _math.Log2(Of(e[0])),
        Op.Log1p => _math.Log1p(Of(e[0])),
        Op.Sigmoid => OfSigmoid(e[0]),
        Op.Softplus => OfSoftplus(e[0]),
        Op.Tanh => _math.Tanh(Of(e[0])),
        Op.Sinh => _math.Sinh(Of(e[0])),
        Op.Cosh => _math.Cosh(Of(e[0])),
        Op.LogCosh => _math.LogCosh(Of(e[0])),
        Op.Sin => _math.Sin(Of(e[0])),
        Op.Cos => _math.Cos(Of(e[0])),
        Op.Erf => _math.Erf(Of(e[0])),
        Op.Cbrt => _math.Cbrt(Of(e[0])),
        Op.Power => e[0].IsConstant ? _math.PowerOf(e[0].Number, Of(e[1])) : _math.Power(Of(e[0]), Of(e[1]), isNonNegative: Algebra.IsNonNegative(e[0])),
        Op.Atan2 => _math.Atan2(Of(e[0]), Of(e[1]), isUpper: Algebra.IsNonNegative(e[0]), isRight: Algebra.IsNonNegative(e[1])),
        Op.CopySign => _m.CopySign(Of(e[0]), _m.Smaller(double.PositiveInfinity, Of(e[1]))),       // the sign of no number is another one on other processors
        Op.StopGradient => Of(e[0]),
        Op.Pick when e[0].Op == Op.Softmax => OwnSoftmax(e[0][0], e[1]),
        Op.Pick => Picked(Of(e[0]), e[1]),
        Op.LogSumExp or Op.Softmax or Op.CrossEntropy or Op.SoftmaxExcess or Op.SoftmaxMiss or Op.SoftmaxRest or Op.SoftmaxPullback => OfSoftmaxFamily(e),
        Op.SumOver when e.Axis == Axes.Class && Surprise(e[0]) is { } x => SumOfSurprises(x, e[0]),
        Op.Select => OfChoice(Of(e[0]), Of(e[1]), Of(e[2])),
        Op.SumOver when e.Axis == Axes.Item && e[0].Axes == Axes.None => e.Graph!.Reduce(e.Op, e.Axis, e.Graph.Make(Op.Spread, Of(e[0]))),
        Op.SumOver or Op.MaximumOver => e.Graph!.Reduce(e.Op, e.Axis, Of(e[0])),
        _ => e.Graph!.With(e, Array.ConvertAll(e.Args, Of)),
    };

    /// <summary>c ? a : (isClass ? x : y) → isClass ? (c ? a : x) : (c ? a : y) for a choice of rows: what a row has at its class stays apart.</summary>
    private Expr OfChoice(Expr c, Expr a, Expr b) =>
        (c.Axes & Axes.Class) == 0 && a.IsConstant && b is { Op: Op.Select } && KeepInOutput.IndexOf(b[0]) is not null
            ? _m.Select(b[0], _m.Select(c, a, b[1]), _m.Select(c, a, b[2]))
            : _m.Select(c, a, b);

    /// <summary>σ(y) is 1/(1 + e) or e/(1 + e), with e = exp(−|y|): neither cancels nor overflows.</summary>
    private Expr OfSigmoid(Expr y)
    {
        bool isMirrored = y is { Op: Op.Product, Number: -1 };
        Expr z = Of(isMirrored ? -y : y);
        Expr e = Tail(z);
        const string step = "σ(y) and σ(−y): the larger and the smaller side, from the same e";
        Expr near = _m.Divide(1, _m.Add(1, e).As("total").In(step)).As("larger").In(step);
        Expr far = _m.Multiply(e, near).As("smaller").In(step);
        (near, far) = _table.IsDouble || _table.IsPrecise ? Refined(e, near, step) : (near, far);
        Expr isPositive = _m.Greater(z, 0).As("above").In(step);
        return isMirrored
            ? _m.Select(isPositive, far, near).As("sigmoidMinus").In(step)
            : _m.Select(isPositive, near, far).As("sigmoid").In(step);
    }

    /// <summary>1/(1 + e) and e/(1 + e) with what the sum and the quotient lost: each is then rounded once. High powers of them would multiply what is lost.</summary>
    private (Expr Near, Expr Far) Refined(Expr e, Expr quotient, string step)
    {
        Expr total = quotient[1];
        Expr lost = _m.Subtract(e, _m.Subtract(total, 1).In(step)).As("lost").In(step);
        Expr rest = _m.NegatedMultiplyAdd(lost, quotient, _m.NegatedMultiplyAdd(total, quotient, 1).In(step)).As("rest").In(step);
        Expr more = _m.Multiply(quotient, rest).As("more").In(step);
        return (_m.Add(quotient, more).As("nearer").In(step), _m.FusedMultiplyAdd(e, quotient, _m.Multiply(e, more).In(step)).As("smaller").In(step));
    }

    /// <summary>softplus(y) = max(0, y) + log1p(e).</summary>
    private Expr OfSoftplus(Expr y)
    {
        Expr z = Of(y);
        const string step = "softplus(y) = max(0, y) + log1p(e)";
        return _m.Add(_m.Larger(0, z).As("positivePart").In(step), _math.Log1pOfUnit(Tail(z))).As("softplus").In(step);
    }

    /// <summary>e = exp(−|z|) of a value and of its mirror images alike.</summary>
    private Expr Tail(Expr z)
    {
        while (z.Op is Op.NegateIf or Op.Negate)
        {
            z = z[z.Args.Length - 1];
        }

        return _math.ExpOfNegativeAbs(z);
    }

    /// <summary>A value at a class index: the same computation on the picked inputs.</summary>
    private static Expr Picked(Expr x, Expr index) => x switch
    {
        _ when (x.Axes & Axes.Class) == 0 => x,
        { Op: Op.Input } => x.Graph!.Make(Op.Pick, x, index),
        { Op: Op.Index } => index,
        _ => x.Graph!.With(x, Array.ConvertAll(x.Args, arg => Picked(arg, index))),
    };

    /// <summary>How often each value is used, how many products it is a factor of, and how often it divides.</summary>
    private void CountUses(Expr node)
    {
        _uses[node] = _uses.TryGetValue(node, out int uses) ? uses + 1 : 1;
        if (_uses[node] > 1)
        {
            return;
        }

        foreach ((Expr b, double exponent) in node.Args.Zip(node.Exponents, (b, e) => (b, e)))
        {
            _factors[b] = _factors.TryGetValue(b, out int products) ? products + 1 : 1;
            if (exponent >= 0)
            {
                continue;
            }

            _divisions[b] = (_divisions.TryGetValue(b, out int divisions) ? divisions : 0) + (exponent == -1 && b.Axes == node.Axes ? 1 : 2);
        }

        _keepsTopApart |= node.Op is Op.SoftmaxRest or Op.SoftmaxPullback;
        Array.ForEach(node.Args, CountUses);
    }
}
