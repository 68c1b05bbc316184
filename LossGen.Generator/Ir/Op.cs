namespace LossGen.Generator.Ir;

/// <summary>
/// Every operation. Formulas are written and differentiated in the first two groups; <c>Lower</c> leaves only leaves, machine operations and
/// reductions, which are all that a backend spells.
/// </summary>
internal enum Op
{
    // Leaves
    Constant,               // a number
    Input,                  // an element of a parameter
    Count,                  // the number of items, or of classes
    Index,                  // the position along an axis, a whole number

    // Formulas
    Product,                // c · Π bᵢ^eᵢ: every product, quotient, power and root
    Exp,
    Log,
    Log1p,                  // log(1 + x)
    Sigmoid,                // σ(x) = 1 / (1 + exp(−x))
    Softplus,               // log(1 + exp(x))
    Atan2,                  // the angle of (x, y), from −π to π; 0 at the origin
    StopGradient,           // x, with derivative 0
    Pick,                   // x at a class index; at the first class where the index is none
    LogSumExp,              // log Σ exp(xₖ) over the classes
    Softmax,                // exp(xₖ) / Σ exp(xⱼ)
    CrossEntropy,           // −log softmax(x) at a class index
    SoftmaxExcess,          // softmax(x)ₖ − [k = index]
    SoftmaxMiss,            // 1 − softmax(x) at a class index
    SoftmaxRest,            // 1 − s for s = softmax(x)ₖ
    SoftmaxPullback,        // s (gₖ − Σ g s) for s = softmax(x)ₖ: what g asks of x

    // Machine operations that formulas use too
    Add,
    Abs,
    Minimum,                // NaN propagates, −0 < +0
    Maximum,
    Larger,                 // a > b ? a : b: one instruction on x64, the same bits everywhere
    Smaller,                // a > b ? b : a
    TieWeight,              // 1 where a > b, 0 where a < b, else ½
    Greater,
    GreaterOrEqual,
    Equal,
    And,
    Or,
    Select,                 // a ? b : c
    NegateIf,               // a ? −b : b

    // Machine operations
    Subtract,
    Multiply,
    Divide,
    FusedMultiplyAdd,       // a · b + c with one rounding
    MultiplySubtract,       // a · b − c with one rounding
    NegatedMultiplyAdd,     // c − a · b with one rounding
    Negate,
    NegativeAbs,            // −|x|
    SquareRoot,
    AsInt,                  // the bits of a number
    AsReal,                 // the number of these bits
    ToReal,                 // a whole number as a real one
    AddInt,
    SubtractInt,
    ShiftLeft,
    ShiftRight,             // arithmetic
    ShiftRightLogical,

    // Reductions: remove an axis
    SumOver,
    MaximumOver,
}

/// <summary>The type of a value.</summary>
internal enum NodeType
{
    Real,
    Int,
    Bool,
}

/// <summary>The axes that a value varies over. A reduction removes one.</summary>
[Flags]
internal enum Axes
{
    None = 0,

    /// <summary>The items of the call: elements, boxes or rows.</summary>
    Item = 1,

    /// <summary>The classes of a row, or of a cell.</summary>
    Class = 2,

    /// <summary>The true boxes of an image, with each of which a cell's box is compared.</summary>
    Truth = 4,
}
