using LossGen.Generator.Passes;

namespace LossGen.Generator.Ir;

/// <summary>What must hold of the IR between passes. The tests run it on every kernel; each rule says what is wrong and where.</summary>
internal static class Verifier
{
    /// <summary>Checks formulas: nothing that only machines do.</summary>
    public static void Formulas(IEnumerable<Output> outputs) => Check(outputs, n => OpInfo.Of(n.Op).Stratum != Stratum.Machine, "is a machine operation in a formula");

    /// <summary>Checks lowered programs: nothing that only formulas have, save an input at a class index.</summary>
    public static void Lowered(IEnumerable<Output> outputs) =>
        Check(outputs, n => OpInfo.Of(n.Op).Stratum != Stratum.Formula || n is (Op.Pick, { Op: Op.Input }, _), "is a formula operation in a lowered program");

    private static void Check(IEnumerable<Output> outputs, Func<Expr, bool> mayStand, string problem)
    {
        Output[] all = outputs.ToArray();
        foreach (Expr n in Schedule.Reachable(all.Select(o => o.Value)))
        {
            Require(n, mayStand(n), problem);
            Types(n);
            AxesOf(n);
        }

        foreach (Output output in all)
        {
            Require(output.Value, output.Value.Type == NodeType.Real, "is an output and no real number");
            Require(output.Value, (output.Role is not null && !output.IsOfCall) || output.Value.Axes == Axes.None, "is one number of the call and varies over an axis");
        }
    }

    /// <summary>The arguments are as many and of the types that the operation's row says.</summary>
    private static void Types(Expr n)
    {
        OpInfo info = OpInfo.Of(n.Op);
        string signature = n.Op == Op.Product ? new('r', Math.Max(1, n.Exponents.Length)) : info.Stratum == Stratum.Leaf ? "" : info.Signature.Substring(0, info.Signature.Length - 1);
        Require(n, n.Args.Length == signature.Length, n.Op == Op.Product ? "has not one exponent a base" : $"has {n.Args.Length} arguments instead of {signature.Length}");
        for (int i = 0; i < n.Args.Length; i++)
        {
            NodeType expected = signature[i] switch { 'i' => NodeType.Int, 'b' => NodeType.Bool, '=' => n[0].Type, _ => NodeType.Real };
            Require(n, n[i].Type == expected, $"has an argument of type {n[i].Type} instead of {expected}");
        }
    }

    /// <summary>A value varies over what its arguments vary over, less what it reduces.</summary>
    private static void AxesOf(Expr n)
    {
        if (n.Args.Length == 0)
        {
            return;
        }

        Axes expected = n.Args.Aggregate(Axes.None, (all, a) => all | a.Axes);
        expected |= n.Op == Op.Spread ? Axes.Item | n.Axis : Axes.None;
        expected &= n.Op is Op.SumOver or Op.MaximumOver ? ~n.Axis : OpInfo.ReducesClasses(n.Op) ? ~Axes.Class : ~Axes.None;
        Require(n, n.Axes == expected, $"varies over {n.Axes} instead of {expected}");
    }

    private static void Require(Expr n, bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"IR: {n.Op} (%{n.Id}) {problem}.");
        }
    }
}
