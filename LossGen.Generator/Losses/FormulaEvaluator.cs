using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Parsing.Formulas;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Losses;

/// <summary>From the steps of a user's formula to the value of an item. A step is a number, a condition or a class index; or a box.</summary>
internal sealed class FormulaEvaluator(FormulaSpec formula, Graph graph, Func<int, object> parameter, TieRule ties)
{
    private readonly object[] _values = new object[formula.Steps.Count];

    public Expr Run()
    {
        for (int place = 0; place < _values.Length; place++)
        {
            FormulaStep step = formula.Steps[place];
            object value = Of(step);
            _values[place] = value switch
            {
                Expr { Graph: null, Type: NodeType.Real } constant => graph.Real(constant.Number),       // functions of constants need a graph too
                Expr { Args.Length: > 0 } named when step.Name is { } name => named.As(name),
                _ => value,
            };
        }

        return (Expr)_values[_values.Length - 1];
    }

    private object Of(FormulaStep step)
    {
        object[] a = [.. step.Arguments.Select(place => _values[place])];
        Expr N(int argument) => (Expr)a[argument];
        return step.Operation switch
        {
            FormulaOp.Constant => (Expr)step.Number,
            FormulaOp.True => Functions.Truth(true),
            FormulaOp.False => Functions.Truth(false),
            FormulaOp.Parameter => parameter((int)step.Number),

            FormulaOp.Greater => Functions.Greater(N(0), N(1)),
            FormulaOp.GreaterOrEqual => Functions.GreaterOrEqual(N(0), N(1)),
            FormulaOp.Equal => Equal(N(0), N(1)),
            FormulaOp.Not => Functions.Not(N(0)),
            FormulaOp.And => Functions.And(N(0), N(1)),
            FormulaOp.Or => Functions.Or(N(0), N(1)),
            FormulaOp.Choice => Choice(N(0), N(1), N(2)),

            FormulaOp.ClassIndex => graph.Index(Axes.Class),
            FormulaOp.At => N(1).Op == Op.Index ? N(0) : Functions.Pick(N(0), N(1)),
            FormulaOp.Classes => parameter(-1),
            FormulaOp.Sum => Functions.Sum(Axes.Class, N(0)),
            FormulaOp.Largest => Functions.Largest(Axes.Class, N(0)),
            FormulaOp.LogSumExp => Functions.LogSumExp(N(0)),

            FormulaOp.NewBox => new Box(N(0), N(1), N(2), N(3)),
            FormulaOp.Intersection => Pair(a).Shared,
            FormulaOp.Hull => Pair(a).Hull,
            _ when a.Length == 1 && a[0] is Box box => FormulaOperations.Of(step.Operation, box),
            _ => FormulaOperations.Of(step.Operation, Array.ConvertAll(a, x => (Expr)x)),
        };
    }

    private BoxPair Pair(object[] boxes) => new((Box)boxes[0], (Box)boxes[1], ties, epsilon: 0);

    /// <summary>Numbers, or class indices, of which one may be a number that is written out.</summary>
    private Expr Equal(Expr x, Expr y) =>
        x.Type == NodeType.Int || y.Type == NodeType.Int ? Functions.Equal(AsIndex(x), AsIndex(y)) : Functions.Equal(x, y);

    private Expr AsIndex(Expr x) => x.Type == NodeType.Int ? x : graph.Int((long)x.Number);

    private static Expr Choice(Expr condition, Expr yes, Expr no) => yes.Type == NodeType.Bool
        ? Functions.Or(Functions.And(condition, yes), Functions.And(Functions.Not(condition), no))
        : !condition.IsConstant && IsOfTarget(condition) ? Merge.Run(condition, Simplify.Run(yes), Simplify.Run(no))
        : Functions.Where(condition, yes, no);

    /// <summary>Whether a condition is about the target alone: the two sides are then one formula, computed once.</summary>
    private static bool IsOfTarget(Expr condition) => Schedule.Reachable([condition]).Where(n => n.Op == Op.Input).All(n => n.Role == Role.Targets);
}
