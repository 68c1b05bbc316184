using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// What is the same for all items is computed once, between the passes, in double. Truth values do not pass from there into kernels, and functions of the kernel's own format are not to be had there:
/// what is one of these is computed with the items, in every lane alike.
/// </summary>
internal sealed class Spread
{
    private readonly Dictionary<Expr, Expr> _ofItems = [], _inside = [], _ofCall = [];
    private readonly Dictionary<Expr, bool> _isPlain = [];

    public static Output[] Run(Output[] outputs)
    {
        Spread spread = new();
        Graph graph = outputs.Select(o => o.Value.Graph).FirstOrDefault(g => g is not null) ?? new();
        return [.. outputs.Select(o => o with { Value = o.Role is null || o.IsOfCall ? spread.OfCall(o.Value) : Written(graph, o, spread.OfItem(o.Value)) })];
    }

    /// <summary>What goes to each class of a row is a value of each class.</summary>
    private static Expr Written(Graph graph, Output output, Expr value) => output.IsOverClasses && (value.Axes & Axes.Class) == 0 ? graph.OfEachClass(value) : value;

    /// <summary>A value where items are: one that is the same for all of them stays so where it can.</summary>
    private Expr OfItem(Expr e) => e.Axes != Axes.None ? Made(e, OfItem, _ofItems) : IsPlain(e) ? OfCall(e) : Made(e, Inside, _inside);

    /// <summary>A part of what is computed with the items, in the kernel's format: the steps of a function round as that does.</summary>
    private Expr Inside(Expr e) => e.IsConstant ? e : e.Args.Length == 0 || e.Op is Op.SumOver or Op.MaximumOver ? e.Graph!.Make(Op.Spread, OfCall(e)) : Made(e, Inside, _inside);

    /// <summary>A value where none of the items is: between the passes.</summary>
    private Expr OfCall(Expr e) => e.Axes != Axes.None ? OfItem(e) : Made(e, OfCall, _ofCall);

    private static Expr Made(Expr e, Func<Expr, Expr> part, Dictionary<Expr, Expr> done)
    {
        if (e.Args.Length == 0)
        {
            return e;
        }

        if (!done.TryGetValue(e, out Expr? made))
        {
            made = e.Graph!.With(e, Array.ConvertAll(e.Args, arg => part(arg)));
            if (e.Name is { } name)
            {
                made.As(name).In(e.Step);
            }

            done.Add(e, made);
        }

        return made;
    }

    /// <summary>Whether a value is a number that arithmetic in double makes.</summary>
    private bool IsPlain(Expr e)
    {
        if (!_isPlain.TryGetValue(e, out bool known))
        {
            known = e.Type == NodeType.Real && Schedule.Reachable([e], n => n.Axes != Axes.None).All(n => n.Type != NodeType.Int || n.IsConstant);
            _isPlain.Add(e, known);
        }

        return known;
    }
}
