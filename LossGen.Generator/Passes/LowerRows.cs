using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Softmax and what belongs to it. Rows are shifted by their largest logit, so that nothing overflows; the class of the index is kept apart from the
/// sum of the others, so that 1 − softmax never cancels.
/// </summary>
internal sealed partial class Lower
{
    private Expr OfSoftmaxFamily(Expr e) => e.Op switch
    {
        Op.Softmax or Op.SoftmaxExcess => OfScaledSoftmax(e, 1),
        Op.LogSumExp => LogSumExp(e[0]),
        _ => CrossEntropy(e[0], e[1]),
    };

    private Expr LogSumExp(Expr x) => _m.Add(Top(x), _math.LogOfNormal(_m.Reduce(Op.SumOver, Axes.Class, Exponential(x)).As("total")));

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
            Expr total = _m.Reduce(Op.SumOver, Axes.Class, e).As("total");
            return _m.Multiply(inner, _m.Multiply(e, _m.Multiply(outer, _m.Divide(1, total))));
        }

        (Expr own, Expr others) = Parts(x, soft[1]);
        Expr share = _m.Multiply(outer, _m.Divide(1, _m.Add(own, others)).In(step)).As("share").In(step);
        Expr atIndex = _m.Negate(_m.Multiply(others, share).In(step)).As("atTarget").In(step);
        return _m.Multiply(inner, _m.Select(IsClass(soft[1]), atIndex, _m.Multiply(e, share).In(step)).In(step));
    }

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
