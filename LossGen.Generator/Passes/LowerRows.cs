using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Softmax and what belongs to it. Rows are shifted by their largest logit, so that nothing overflows; the class of the index is kept apart from the
/// sum of the others, so that 1 − softmax never cancels.
/// </summary>
internal sealed partial class Lower
{
    /// <summary>Whether a complement of each class is asked for: the sum over a row then has its largest classes apart.</summary>
    private bool _keepsTopApart;

    private Expr OfSoftmaxFamily(Expr e) => e.Op switch
    {
        Op.Softmax or Op.SoftmaxExcess => OfScaledSoftmax(e, 1),
        Op.LogSumExp => LogSumExp(e[0]),
        Op.SoftmaxMiss => Miss(e[0], e[1]),
        Op.SoftmaxRest => Rest(e[0][0]),
        Op.SoftmaxPullback => Pullback(e[0], Of(e[1])),
        _ => CrossEntropy(e[0], e[1]),
    };

    /// <summary>The factor log Σ exp(x) − x of a product, or null.</summary>
    private static Expr? Surprise(Expr product) => Algebra.Factors(product).Factors
        .Where(f => f.Exponent == 1 && f.Base is (Op.Add, _, _) && f.Base.Args.FirstOrDefault(a => a.Op == Op.LogSumExp) is { } lse && lse - lse[0] == f.Base)
        .Select(f => f.Base).FirstOrDefault();

    /// <summary>Σ w (log Σ exp(x) − x) = Σ w (top − x) + Σ w · log Σ exp(x − top): one loop finds all of these sums, and nothing is subtracted.</summary>
    private Expr SumOfSurprises(Expr surprise, Expr product)
    {
        const string step = "Σ w (top − x) + Σ w · log Σ exp(x − top)";
        Expr x = surprise.Args.First(a => a.Op == Op.LogSumExp)[0], weight = product / surprise;
        Expr gaps = _m.Reduce(Op.SumOver, Axes.Class, _m.Multiply(Of(weight), _m.Subtract(Top(x), Of(x)).As("gap")));
        return _m.FusedMultiplyAdd(Of(Functions.Sum(Axes.Class, weight.Graph is null ? x.Graph!.Real(weight.Number) : weight)), LogTotal(x), gaps).In(step);
    }

    private Expr LogTotal(Expr x) => _math.LogOfNormal((_keepsTopApart ? Total(x) : _m.Reduce(Op.SumOver, Axes.Class, Exponential(x))).As("total"));

    private Expr LogSumExp(Expr x) => _m.Add(Top(x), LogTotal(x));

    /// <summary>log(1 + (others + (own − 1))) + (top − x_y): where y is the largest, own is 1 and the sum is that of the others alone.</summary>
    private Expr CrossEntropy(Expr x, Expr y)
    {
        const string step = "−log p: the class's own logit apart from the others";
        (Expr own, Expr others) = Parts(x, y);
        Expr odds = _m.Add(others, _m.Subtract(own, 1).In(step)).In(step);
        Expr gap = _m.Subtract(Top(x), Picked(Of(x), y)).As("gap").In(step);
        return _m.Add(gap, _math.Log1pOfModerate(odds)).As("loss").In(step);
    }

    /// <summary>A softmax, or softmax minus one-hot, times a factor; what of the factor is the same for all classes is multiplied in once a row.</summary>
    private Expr OfScaledSoftmax(Expr soft, Expr factor)
    {
        const string step = "softmax, and −(1 − softmax) at the row's own class";
        Expr outer = (factor.Axes & Axes.Class) == 0 ? Of(factor) : 1;
        Expr inner = (factor.Axes & Axes.Class) == 0 ? 1 : Of(factor);
        Expr x = soft[0], e = Exponential(x);
        if (soft.Op == Op.Softmax)
        {
            Expr total = _keepsTopApart ? Total(x) : _m.Reduce(Op.SumOver, Axes.Class, e).As("total");
            return _m.Multiply(inner, _m.Multiply(e, _m.Multiply(outer, _m.Divide(1, total))));
        }

        (Expr own, Expr others) = Parts(x, soft[1]);
        Expr share = _m.Multiply(outer, _m.Divide(1, _m.Add(own, others)).In(step)).As("share").In(step);
        Expr atIndex = _m.Negate(_m.Multiply(others, share).In(step)).As("atTarget").In(step);
        return _m.Multiply(inner, _m.Select(IsClass(soft[1]), atIndex, _m.Multiply(e, share).In(step)).In(step));
    }

    private Expr Miss(Expr x, Expr y)
    {
        (Expr own, Expr others) = Parts(x, y);
        return _m.Multiply(others, _m.Divide(1, _m.Add(own, others)));
    }

    private Expr OwnSoftmax(Expr x, Expr y)
    {
        (Expr own, Expr others) = Parts(x, y);
        return _m.Multiply(own, _m.Divide(1, _m.Add(own, others)));
    }

    /// <summary>1 − softmax. For the largest class it is what the others have, so that nothing cancels; for any other at least a half of the row is left.</summary>
    private Expr Rest(Expr x)
    {
        const string step = "1 − softmax, at the largest class from the others";
        Expr others = _m.Select(IsTop(x), _m.Add(Below(x), _m.Subtract(Tops(x), 1).In(step)).In(step), _m.Subtract(Total(x), Exponential(x)).In(step)).As("others").In(step);
        return _m.Multiply(others, _m.Divide(1, Total(x))).As("rest").In(step);
    }

    /// <summary>s (g − Σ g s). At the largest class, where g may grow as 1 − s falls, g − g s is taken as g times that rest.</summary>
    private Expr Pullback(Expr x, Expr g)
    {
        const string step = "softmax · (g − Σ g · softmax), at the largest class from the others";
        Expr s = _m.Multiply(Exponential(x), _m.Divide(1, Total(x))).As("softmax"), share = _m.Multiply(g, s).As("share").In(step);
        Expr below = _m.Reduce(Op.SumOver, Axes.Class, _m.Select(IsTop(x), 0, share)).As("sharesBelow");
        Expr atTop = _m.Reduce(Op.SumOver, Axes.Class, _m.Select(IsTop(x), share, 0)).As("sharesAtTop");
        Expr ofTop = _m.Subtract(_m.Subtract(_m.Multiply(g, Rest(x)).In(step), _m.Subtract(atTop, share).In(step)).In(step), below).In(step);
        Expr ofOthers = _m.Subtract(g, _m.Add(below, atTop)).In(step);
        return _m.Multiply(s, _m.Select(IsTop(x), ofTop, ofOthers).In(step)).In(step);
    }

    private Expr IsTop(Expr x) => _m.Equal(Of(x), Top(x)).As("isTop");

    /// <summary>The sum of exp(x − top) over the classes that are not the largest.</summary>
    private Expr Below(Expr x) => _m.Reduce(Op.SumOver, Axes.Class, _m.Select(IsTop(x), 0, Exponential(x))).As("below");

    /// <summary>How many classes are the largest, all with exp(x − top) = 1.</summary>
    private Expr Tops(Expr x) => _m.Reduce(Op.SumOver, Axes.Class, _m.Select(IsTop(x), 1, 0)).As("tops");

    private Expr Total(Expr x) => _m.Add(Below(x), Tops(x)).As("total");

    /// <summary>exp(x − top) at the index, and the sum of the others.</summary>
    private (Expr Own, Expr Others) Parts(Expr x, Expr y)
    {
        Expr e = Exponential(x);
        Expr own = _math.Exp(_m.Subtract(Picked(Of(x), y), Top(x)), isNonPositive: true).As("own");
        Expr others = _m.Reduce(Op.SumOver, Axes.Class, _m.Select(IsClass(y), 0, e).As("other").In(e.Step)).As("others");
        return (own, others);
    }

    private Expr Top(Expr x) => _m.Reduce(Op.MaximumOver, Axes.Class, Of(x)).As("top");

    private Expr Exponential(Expr x) => _math.Exp(_m.Subtract(Of(x), Top(x)).As("shift"), isNonPositive: true);

    private Expr IsClass(Expr y) => _m.Equal(_m.Index(Axes.Class), Of(y)).As("isTarget");
}
