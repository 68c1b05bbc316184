using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Backends;

/// <summary>The machine operations on single floats: the form without vectors, and what a row does between its loops.</summary>
internal sealed class ScalarSpelling : Spelling
{
    public override int Lanes => 1;

    public override string Suffix => "Scalar";

    public override string Description => "no vectors";

    public override bool NamesConstants => false;

    public override bool FewRegisters => false;

    public override string Indices => "0";

    public override string Real(double number) => CSharpLiteral.Float(number);

    public override string Int(int number) => CSharpLiteral.Int(number);

    public override string Broadcast(string scalar) => scalar;

    public override string Load(ElementType element, string reference, string index) => $"Unsafe.Add(ref {reference}, {index})";

    public override string Store(string value, string reference, string index) => $"Unsafe.Add(ref {reference}, {index}) = {value}";

    public override string LoadBox(string reference, string index, string[] names) =>
        string.Join("\n", names.Select((name, c) => $"var {name} = {Load(ElementType.Float, reference, At(index, c))};"));

    public override string StoreBox(string reference, string index, string[] values) =>
        string.Join("\n", values.Select((value, c) => Store(value, reference, At(index, c)) + ";"));

    private static string At(string index, int component) => component == 0 ? index : $"{index} + {CSharpLiteral.Int(component)}";

    public override string Operation(Expr n, string[] a) => n.Op switch
    {
        Op.Pick => $"Unsafe.Add(ref {a[0]}, {a[1]})",
        Op.Add or Op.AddInt => $"{a[0]} + {a[1]}",
        Op.Subtract or Op.SubtractInt => $"{a[0]} - {a[1]}",
        Op.Multiply => $"{a[0]} * {a[1]}",
        Op.Divide => $"{a[0]} / {a[1]}",
        Op.FusedMultiplyAdd => $"MathF.FusedMultiplyAdd({a[0]}, {a[1]}, {a[2]})",
        Op.MultiplySubtract => $"MathF.FusedMultiplyAdd({a[0]}, {a[1]}, {Minus(a[2])})",
        Op.NegatedMultiplyAdd => $"MathF.FusedMultiplyAdd({Minus(a[0])}, {a[1]}, {a[2]})",
        Op.Negate => Minus(a[0]),
        Op.Abs => $"MathF.Abs({a[0]})",
        Op.NegativeAbs => $"-MathF.Abs({a[0]})",
        Op.SquareRoot => $"MathF.Sqrt({a[0]})",
        Op.Minimum => $"MathF.Min({a[0]}, {a[1]})",
        Op.Maximum => $"MathF.Max({a[0]}, {a[1]})",
        Op.Larger => $"({a[0]} > {a[1]} ? {a[0]} : {a[1]})",
        Op.Smaller => $"({a[0]} > {a[1]} ? {a[1]} : {a[0]})",
        Op.Greater => $"{a[0]} > {a[1]}",
        Op.GreaterOrEqual => $"{a[0]} >= {a[1]}",
        Op.Equal => $"{a[0]} == {a[1]}",
        Op.And => $"{a[0]} & {a[1]}",
        Op.Or => $"{a[0]} | {a[1]}",
        Op.Select => $"{a[0]} ? {a[1]} : {a[2]}",
        Op.NegateIf => $"{a[0]} ? {Minus(a[1])} : {a[1]}",
        Op.AsInt => $"BitConverter.SingleToInt32Bits({a[0]})",
        Op.AsReal => $"BitConverter.Int32BitsToSingle({a[0]})",
        Op.ToReal => $"(float)({a[0]})",
        Op.ShiftLeft => $"({a[0]} << {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRight => $"({a[0]} >> {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRightLogical => $"({a[0]} >>> {CSharpLiteral.Int((int)n[1].Number)})",
        _ => throw new NotSupportedException($"{n.Op} has no row in ScalarSpelling"),
    };

    /// <summary>The negative of an operand, which may be a negative literal.</summary>
    public static string Minus(string operand) => operand[0] == '-' ? $"-({operand})" : "-" + operand;
}
