using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Passes;

/// <summary>How people write a softmax, and what a row has at its class.</summary>
internal static partial class Simplify
{
    /// <summary>The softmax whose logarithm is x − log Σ exp(x); else null.</summary>
    private static Expr? SoftmaxOf(Expr x, Expr other) => Negated(other) is (Op.LogSumExp, var y) && y == x ? Softmax(x) : null;

    /// <summary>The class index that a value of a row is looked up at; null where there is none.</summary>
    private static Expr? IndexIn(Expr value) => value is (Op.Pick, _, var index) ? index
        : (value.Axes & Axes.Class) != 0 ? null
        : value.Args.Select(IndexIn).FirstOrDefault(index => index is not null);

    /// <summary>What a row has at a class index: the same computation on what is looked up there.</summary>
    private static Expr At(Expr x, Expr index) =>
        (x.Axes & Axes.Class) == 0 ? x
        : x.Op == Op.Input ? Pick(x, index)
        : Rewriter.Rebuild(x, Array.ConvertAll(x.Args, arg => At(arg, index)));
}
