using LossGen.Generator.Ir;

namespace LossGen.Tests.Ir;

/// <summary>One node of each operation, over arguments that fit its signature.</summary>
internal static class Samples
{
    public static readonly Op[] AllOps = Enum.GetValues<Op>();

    public static Expr Of(Op op, Inputs inputs)
    {
        Graph graph = inputs.Graph;
        return op switch
        {
            Op.Constant => graph.Real(0.5),
            Op.Input => inputs.X,
            Op.Count => graph.Count(),
            Op.Index => graph.Index(Axes.Class),
            Op.Product => graph.Product(3, [inputs.X, inputs.Y], [2, -0.5]),
            Op.SumOver or Op.MaximumOver => graph.Reduce(op, Axes.Class, inputs.Row),
            Op.LogSumExp or Op.Softmax => graph.Make(op, inputs.Row),
            Op.SoftmaxRest => graph.Make(op, Functions.Softmax(inputs.Row)),
            Op.SoftmaxPullback => graph.Make(op, inputs.Row, inputs.Row),
            Op.Pick or Op.CrossEntropy or Op.SoftmaxExcess or Op.SoftmaxMiss => graph.Make(op, inputs.Row, inputs.Index),
            Op.ShiftLeft or Op.ShiftRight or Op.ShiftRightLogical => graph.Make(op, inputs.Index, graph.Int(3)),
            _ => graph.Make(op, Arguments(OpInfo.Of(op).Signature, inputs)),
        };
    }

    private static Expr[] Arguments(string signature, Inputs inputs)
    {
        Queue<Expr> reals = new([inputs.X, inputs.Y, inputs.X + inputs.Y]);
        return [.. signature[..^1].Select(type => type switch
        {
            'i' => inputs.Index,
            'b' => Functions.Greater(inputs.X, inputs.Y),
            _ => reals.Dequeue(),
        })];
    }
}
