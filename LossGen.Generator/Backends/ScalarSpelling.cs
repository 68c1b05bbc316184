using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Backends;

/// <summary>The machine operations on single numbers: the form without vectors, and what a row does between its loops.</summary>
internal sealed class ScalarSpelling(ElementType real) : Spelling(real)
{
    public override int Lanes => 1;

    public override string Suffix => "Scalar";

    public override string Description => "no vectors";

    public override bool NamesConstants => false;

    public override bool FewRegisters => false;

    public override bool CutsLongLoops => false;

    public override string Indices => "0";

    public override string Real(double number) => CSharpLiteral.Real(number, RealType);

    public override string Int(long number) => CSharpLiteral.Int(number) + (IsDouble ? "L" : "");

    public override string Broadcast(string scalar) => scalar;

    public override string AsInt(string value) => $"BitConverter.{(IsDouble ? "DoubleToInt64Bits" : "SingleToInt32Bits")}({value})";

    public override string Load(ElementType element, string reference, string index) => $"Unsafe.Add(ref {reference}, {index})";

    public override string Store(string value, string reference, string index) => $"Unsafe.Add(ref {reference}, {index}) = {value}";

    public override string LoadBox(string reference, string index, string[] names) =>
        string.Join("\n", names.Select((name, c) => $"var {name} = {Load(RealType, reference, At(index, c))};"));

    public override string StoreBox(string reference, string index, string[] values) =>
        string.Join("\n", values.Select((value, c) => Store(value, reference, At(index, c)) + ";"));

    private string Math => IsDouble ? "Math" : "MathF";

    private static string At(string index, int component) => component == 0 ? index : $"{index} + {CSharpLiteral.Int(component)}";

    public override string Operation(Expr n, string[] a) => n.Op switch
    {
        Op.Pick => $"Unsafe.Add(ref {a[0]}, {a[1]})",
        Op.Add => $"{a[0]} + {a[1]}",
        Op.AddInt => $"unchecked({a[0]} + {a[1]})",                                     // bits of a number outside the domain may be any
        Op.Subtract => $"{a[0]} - {a[1]}",
        Op.SubtractInt => $"unchecked({a[0]} - {a[1]})",
        Op.Multiply => $"{a[0]} * {a[1]}",
        Op.Divide => $"{a[0]} / {a[1]}",
        Op.FusedMultiplyAdd => $"{Math}.FusedMultiplyAdd({a[0]}, {a[1]}, {a[2]})",
        Op.MultiplySubtract => $"{Math}.FusedMultiplyAdd({a[0]}, {a[1]}, {Minus(a[2])})",
        Op.NegatedMultiplyAdd => $"{Math}.FusedMultiplyAdd({Minus(a[0])}, {a[1]}, {a[2]})",
        Op.Negate => Minus(a[0]),
        Op.Abs => $"{Math}.Abs({a[0]})",
        Op.CopySign => $"{Math}.CopySign({a[0]}, {a[1]})",
        Op.Floor => $"{Math}.Floor({a[0]})",
        Op.Ceiling => $"{Math}.Ceiling({a[0]})",
        Op.Round => $"{Math}.Round({a[0]})",
        Op.Truncate => $"{Math}.Truncate({a[0]})",
        Op.NegativeAbs => $"-{Math}.Abs({a[0]})",
        Op.SquareRoot => $"{Math}.Sqrt({a[0]})",
        Op.Minimum => $"{Math}.Min({a[0]}, {a[1]})",
        Op.Maximum => $"{Math}.Max({a[0]}, {a[1]})",
        Op.Larger => $"({a[0]} > {a[1]} ? {a[0]} : {a[1]})",
        Op.Smaller => $"({a[0]} > {a[1]} ? {a[1]} : {a[0]})",
        Op.TieWeight => $"Lanes.TieWeight({a[0]}, {a[1]})",
        Op.Greater => $"{a[0]} > {a[1]}",
        Op.GreaterOrEqual => $"{a[0]} >= {a[1]}",
        Op.Equal when n[0] == n[1] => $"!{(IsDouble ? "double" : "float")}.IsNaN({a[0]})",       // the compiler takes x == x for a mistake
        Op.Equal => $"{a[0]} == {a[1]}",
        Op.And => $"{a[0]} & {a[1]}",
        Op.Or => $"{a[0]} | {a[1]}",
        Op.Not when n[0].Op == Op.Equal && a[0][0] == '!' => a[0].Substring(1),
        Op.Not => $"!({a[0]})",
        Op.Select => $"{a[0]} ? {a[1]} : {a[2]}",
        Op.NegateIf => $"{a[0]} ? {Minus(a[1])} : {a[1]}",
        Op.Spread => a[0],
        Op.AsInt => AsInt(a[0]),
        Op.AsReal => $"BitConverter.{(IsDouble ? "Int64BitsToDouble" : "Int32BitsToSingle")}({a[0]})",
        Op.ToReal => $"(float)({a[0]})",
        Op.ShiftLeft => $"({a[0]} << {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRight => $"({a[0]} >> {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRightLogical => $"({a[0]} >>> {CSharpLiteral.Int((int)n[1].Number)})",
        _ => throw new NotSupportedException($"{n.Op} has no row in ScalarSpelling"),
    };

    /// <summary>The negative of an operand, which may be a negative literal.</summary>
    public static string Minus(string operand) => operand[0] == '-' ? $"-({operand})" : "-" + operand;
}
