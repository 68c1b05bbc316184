namespace LossGen.Generator.Ir;

/// <summary>Comparisons, what combines them, and the choices that they make. A comparison with what is not a number is false, as in C#.</summary>
internal static partial class Functions
{
    public static Expr Greater(Expr a, Expr b) => Compare(Op.Greater, a, b, (x, y) => x > y);

    /// <summary>a ≥ b: false, as its opposite b > a is, where one of them is not a number.</summary>
    public static Expr GreaterOrEqual(Expr a, Expr b) => Compare(Op.GreaterOrEqual, a, b, (x, y) => x >= y);

    public static Expr Equal(Expr a, Expr b) => Compare(Op.Equal, a, b, (x, y) => x == y);

    /// <summary>Where two values differ, or one of them is not a number.</summary>
    public static Expr NotEqual(Expr a, Expr b) => Not(Equal(a, b));

    public static Expr Not(Expr condition) =>
        condition.IsConstant ? Truth(condition.Number == 0) : condition is (Op.Not, var opposite) ? opposite : condition.Graph!.Make(Op.Not, condition);

    public static Expr And(Expr a, Expr b) =>
        a.IsConstant ? (a.Number != 0 ? b : a) : b.IsConstant ? And(b, a) : GraphOf(a, b).Make(Op.And, a, b);

    public static Expr Or(Expr a, Expr b) =>
        a.IsConstant ? (a.Number != 0 ? a : b) : b.IsConstant ? Or(b, a) : GraphOf(a, b).Make(Op.Or, a, b);

    /// <summary>c ? a : b.</summary>
    public static Expr Where(Expr condition, Expr a, Expr b) =>
        a == b ? a
        : condition.IsConstant ? (condition.Number != 0 ? a : b)
        : condition is (Op.Not, var opposite) ? Where(opposite, b, a)
        : condition.Graph!.Make(Op.Select, condition, a, b);

    /// <summary>c ? −x : x.</summary>
    public static Expr NegateIf(Expr condition, Expr x) =>
        x.Value is 0 ? x : condition.IsConstant ? (condition.Number != 0 ? -x : x) : condition.Graph!.Make(Op.NegateIf, condition, x);

    /// <summary>A condition that is known. Nothing is made of it: what combines or chooses by it folds.</summary>
    public static Expr Truth(bool holds) => new(null, -1, Op.Constant, Axes.None, NodeType.Bool, []) { Number = holds ? 1 : 0 };

    private static Expr Compare(Op op, Expr a, Expr b, Func<double, double, bool> fold) =>
        a.IsConstant && b.IsConstant ? Truth(fold(a.Number, b.Number)) : GraphOf(a, b).Make(op, a, b);
}
