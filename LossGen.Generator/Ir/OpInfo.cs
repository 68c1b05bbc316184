using static LossGen.Generator.Ir.Op;

namespace LossGen.Generator.Ir;

/// <summary>What the verifier, the interpreter and the passes know of an operation.</summary>
internal sealed record OpInfo(string Signature, Stratum Stratum)
{
    /// <summary>One row an operation: argument types, then result. r a real number, i a whole one, b a truth value, * any number of reals.</summary>
    public static OpInfo Of(Op op) => op switch
    {
        Constant => new("r", Stratum.Leaf),
        Input => new("?", Stratum.Leaf),
        Count => new("r", Stratum.Leaf),
        Index => new("i", Stratum.Leaf),

        Product => new("*r", Stratum.Formula),
        Exp => new("rr", Stratum.Formula),
        Log => new("rr", Stratum.Formula),
        Log1p => new("rr", Stratum.Formula),
        Sigmoid => new("rr", Stratum.Formula),
        Softplus => new("rr", Stratum.Formula),
        Atan2 => new("rrr", Stratum.Formula),
        StopGradient => new("rr", Stratum.Formula),
        Pick => new("rir", Stratum.Formula),
        LogSumExp => new("rr", Stratum.Formula),
        Softmax => new("rr", Stratum.Formula),
        CrossEntropy => new("rir", Stratum.Formula),
        SoftmaxExcess => new("rir", Stratum.Formula),
        SoftmaxMiss => new("rir", Stratum.Formula),
        SoftmaxRest => new("rr", Stratum.Formula),
        SoftmaxPullback => new("rrr", Stratum.Formula),

        Add => new("rrr", Stratum.Both),
        Abs => new("rr", Stratum.Both),
        Minimum => new("rrr", Stratum.Both),
        Maximum => new("rrr", Stratum.Both),
        Larger => new("rrr", Stratum.Both),
        Smaller => new("rrr", Stratum.Both),
        TieWeight => new("rrr", Stratum.Both),
        Greater => new("rrb", Stratum.Both),
        GreaterOrEqual => new("rrb", Stratum.Both),
        Equal => new("==b", Stratum.Both),
        And => new("bbb", Stratum.Both),
        Or => new("bbb", Stratum.Both),
        Select => new("brrr", Stratum.Both),
        NegateIf => new("brr", Stratum.Both),

        Subtract => new("rrr", Stratum.Machine),
        Multiply => new("rrr", Stratum.Machine),
        Divide => new("rrr", Stratum.Machine),
        FusedMultiplyAdd => new("rrrr", Stratum.Machine),
        MultiplySubtract => new("rrrr", Stratum.Machine),
        NegatedMultiplyAdd => new("rrrr", Stratum.Machine),
        Negate => new("rr", Stratum.Machine),
        NegativeAbs => new("rr", Stratum.Machine),
        SquareRoot => new("rr", Stratum.Machine),
        AsInt => new("ri", Stratum.Machine),
        AsReal => new("ir", Stratum.Machine),
        ToReal => new("ir", Stratum.Machine),
        AddInt => new("iii", Stratum.Machine),
        SubtractInt => new("iii", Stratum.Machine),
        ShiftLeft => new("iii", Stratum.Machine),
        ShiftRight => new("iii", Stratum.Machine),
        ShiftRightLogical => new("iii", Stratum.Machine),

        SumOver => new("rr", Stratum.Both),
        MaximumOver => new("rr", Stratum.Both),
        _ => throw new NotSupportedException($"{op} has no row in OpInfo"),
    };

    /// <summary>The type of the result; an input's and a constant's type is the node's own.</summary>
    public NodeType Result => Signature[Signature.Length - 1] switch
    {
        'i' => NodeType.Int,
        'b' => NodeType.Bool,
        _ => NodeType.Real,
    };

    /// <summary>Whether the order of the two arguments does not matter.</summary>
    public static bool IsCommutative(Op op) => op is Add or Multiply or Minimum or Maximum or Equal or And or Or or AddInt;

    /// <summary>Whether a reduction over the classes is hidden in the formula operation.</summary>
    public static bool ReducesClasses(Op op) => op is Pick or LogSumExp or CrossEntropy or SoftmaxMiss;
}

/// <summary>Where an operation may stand: in formulas, in lowered programs, or in both.</summary>
internal enum Stratum
{
    Leaf,
    Formula,
    Both,
    Machine,
}
