using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Makes machine operations just as asked for: here the order of operations is meant, and no identity may change it.</summary>
internal sealed class Machine(Graph graph)
{
    public Expr Add(Expr a, Expr b) => graph.Make(Op.Add, a, b);

    /// <summary>A constant with a name.</summary>
    public Expr Named(double number, string name) => graph.Real(number).As(name);

    public Expr Subtract(Expr a, Expr b) => graph.Make(Op.Subtract, a, b);

    public Expr Multiply(Expr a, Expr b) => (a.Value, b.Value) switch
    {
        (1, _) => b,
        (_, 1) => a,
        (-1, _) => Negate(b),
        (_, -1) => Negate(a),
        (2, _) => Add(b, b),
        (_, 2) => Add(a, a),
        _ => graph.Make(Op.Multiply, a, b),
    };

    public Expr Divide(Expr a, Expr b) => graph.Make(Op.Divide, a, b);

    public Expr FusedMultiplyAdd(Expr a, Expr b, Expr c) => graph.Make(Op.FusedMultiplyAdd, a, b, c);

    public Expr Negate(Expr a) => a.IsConstant ? graph.Real(-a.Number) : graph.Make(Op.Negate, a);

    public Expr Abs(Expr a) => graph.Make(Op.Abs, a);

    /// <summary>|a| with the sign of b.</summary>
    public Expr CopySign(Expr a, Expr b) => graph.Make(Op.CopySign, a, b);

    public Expr NegativeAbs(Expr a) => graph.Make(Op.NegativeAbs, a);

    public Expr SquareRoot(Expr a) => graph.Make(Op.SquareRoot, a);

    /// <summary>a · b − c.</summary>
    public Expr MultiplySubtract(Expr a, Expr b, Expr c) => graph.Make(Op.MultiplySubtract, a, b, c);

    /// <summary>c − a · b.</summary>
    public Expr NegatedMultiplyAdd(Expr a, Expr b, Expr c) => graph.Make(Op.NegatedMultiplyAdd, a, b, c);

    /// <summary>a > b ? a : b. A constant stands first: then NaN stays NaN.</summary>
    public Expr Larger(Expr a, Expr b) => graph.Make(Op.Larger, a, b);

    /// <summary>a > b ? b : a. Here a constant stands last.</summary>
    public Expr Smaller(Expr a, Expr b) => graph.Make(Op.Smaller, a, b);

    public Expr Minimum(Expr a, Expr b) => graph.Make(Op.Minimum, a, b);

    public Expr Greater(Expr a, Expr b) => a.IsConstant && b.IsConstant ? Functions.Greater(a, b) : graph.Make(Op.Greater, a, b);

    public Expr Equal(Expr a, Expr b) => a.IsConstant && b.IsConstant ? Functions.Equal(a, b) : graph.Make(Op.Equal, a, b);

    public Expr Truncate(Expr a) => graph.Make(Op.Truncate, a);

    /// <summary>Whether the lowest bit of a whole number is set.</summary>
    public Expr IsOdd(Expr bits, int width) => Equal(ShiftLeft(bits, width - 1), graph.Int(width == 64 ? long.MinValue : int.MinValue));

    public Expr Select(Expr condition, Expr a, Expr b) => condition.IsConstant ? (condition.Number != 0 ? a : b) : graph.Make(Op.Select, condition, a, b);

    public Expr AsInt(Expr a) => graph.Make(Op.AsInt, a);

    public Expr AsReal(Expr a) => graph.Make(Op.AsReal, a);

    public Expr ToReal(Expr a) => graph.Make(Op.ToReal, a);

    public Expr AddInt(Expr a, Expr b) => graph.Make(Op.AddInt, a, b);

    public Expr AddInt(Expr a, long b) => graph.Make(Op.AddInt, a, graph.Int(b));

    public Expr SubtractInt(Expr a, Expr b) => graph.Make(Op.SubtractInt, a, b);

    public Expr SubtractInt(long a, Expr b) => graph.Make(Op.SubtractInt, graph.Int(a), b);

    public Expr ShiftLeft(Expr a, int bits) => graph.Make(Op.ShiftLeft, a, graph.Int(bits));

    public Expr ShiftRight(Expr a, int bits) => graph.Make(Op.ShiftRight, a, graph.Int(bits));

    public Expr ShiftRightLogical(Expr a, int bits) => graph.Make(Op.ShiftRightLogical, a, graph.Int(bits));

    public Expr NegateIf(Expr condition, Expr a) => condition.IsConstant ? (condition.Number != 0 ? Negate(a) : a) : graph.Make(Op.NegateIf, condition, a);

    public Expr Index(Axes axis) => graph.Index(axis);

    public Expr Reduce(Op op, Axes axis, Expr a) => graph.Reduce(op, axis, a);

    /// <summary>
    /// c₀ + c₁x + c₂x² + … by Estrin's scheme, whose steps overlap; the last three terms by Horner's, which needs one power less.
    /// The values are called after the terms that they hold.
    /// </summary>
    public Expr Polynomial(string name, Expr x, params double[] c)
    {
        (Expr Value, int First, int Last)[] terms = c.Select((number, i) => (number == 1 ? graph.Real(1) : Named(number, $"{name}{i}"), i, i)).ToArray();
        Expr power = x;
        for (int degree = 1; terms.Length > 3; degree *= 2)
        {
            terms = Enumerable.Range(0, (terms.Length + 1) / 2).Select(i => 2 * i + 1 < terms.Length ? Joined(terms[2 * i + 1], terms[2 * i]) : terms[2 * i]).ToArray();
            power = Multiply(power, power).As($"{x.Name}{2 * degree}");
        }

        return Enumerable.Reverse(terms).Aggregate(Joined).Value;

        (Expr, int, int) Joined((Expr Value, int First, int Last) high, (Expr Value, int First, int Last) low)
        {
            Expr sum = high.Value.Value is 1 ? Add(power, low.Value) : FusedMultiplyAdd(high.Value, power, low.Value);
            return (sum.As($"{name}{low.First}to{high.Last}"), low.First, high.Last);
        }
    }
}
