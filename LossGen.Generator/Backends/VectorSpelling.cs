using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Backends;

/// <summary>The machine operations in Vector512, Vector256 or Vector128 of floats or doubles.</summary>
internal sealed class VectorSpelling(int bits, ElementType real) : Spelling(real)
{
    private readonly string _v = "Vector" + bits.ToString(CultureInfo.InvariantCulture);

    public override int Lanes => bits / 8 / RealType.Bytes();

    public override string Suffix => bits.ToString(CultureInfo.InvariantCulture);

    public override string Description => bits switch
    {
        512 => "AVX-512",
        256 => "AVX2 with FMA",
        _ => "NEON, or x64 without AVX2",
    };

    public override bool NamesConstants => true;

    public override bool FewRegisters => bits >= 256;

    public override bool CutsLongLoops => bits >= 256;

    public override string Indices => $"{_v}<{(IsDouble ? "long" : "int")}>.Indices";

    public override string Real(double number) => $"{_v}.Create({CSharpLiteral.Real(number, RealType)})";

    public override string Int(long number) => $"{_v}.Create({CSharpLiteral.Int(number)}{(IsDouble ? "L" : "")})";

    public override string Broadcast(string scalar) => $"{_v}.Create({scalar})";

    public override string AsInt(string value) => IsDouble ? $"{value}.AsInt64()" : $"{value}.AsInt32()";

    public override string Load(ElementType element, string reference, string index) => element switch
    {
        ElementType.Byte or ElementType.Bool => $"Lanes.LoadBytes{(IsDouble ? "AsLong" : "")}{bits}(ref {reference}, {index})",
        ElementType.SByte => $"Lanes.LoadSBytes{(IsDouble ? "AsLong" : "")}{bits}(ref {reference}, {index})",
        ElementType.Long when !IsDouble => $"Lanes.LoadLongs{bits}(ref {reference}, {index})",
        ElementType.Int when IsDouble => $"Lanes.LoadIntsAsLong{bits}(ref {reference}, {index})",
        _ => $"{_v}.LoadUnsafe(ref {reference}, {index})",
    };

    public override string Store(string value, string reference, string index) => $"{value}.StoreUnsafe(ref {reference}, {index})";

    public override string ToBoxOrder(string value) => MixesBoxes ? $"Lanes.ToBoxOrder({value})" : value;

    public override string FromBoxOrder(string value) => MixesBoxes ? $"Lanes.FromBoxOrder({value})" : value;

    private string AsReal => IsDouble ? "AsDouble()" : "AsSingle()";

    private bool MixesBoxes => bits == 256 && !IsDouble;

    public override string LoadBox(string reference, string index, string[] names) =>
        $"Lanes.LoadBoxes{bits}(ref {reference}, {index}, {string.Join(", ", names.Select(n => "out var " + n))});";

    public override string StoreBox(string reference, string index, string[] values) =>
        $"Lanes.StoreBoxes{bits}(ref {reference}, {index}, {string.Join(", ", values)});";

    public override string Operation(Expr n, string[] a) => n.Op switch
    {
        Op.Add or Op.AddInt => $"{a[0]} + {a[1]}",
        Op.Subtract or Op.SubtractInt => $"{a[0]} - {a[1]}",
        Op.Multiply => $"{a[0]} * {a[1]}",
        Op.Divide => $"{a[0]} / {a[1]}",
        Op.FusedMultiplyAdd when bits == 128 => $"Lanes.MultiplyAdd({a[0]}, {a[1]}, {a[2]})",      // 128 bits also serve machines without FMA
        Op.MultiplySubtract => $"Lanes.MultiplySubtract({a[0]}, {a[1]}, {a[2]})",
        Op.NegatedMultiplyAdd => $"Lanes.NegatedMultiplyAdd({a[0]}, {a[1]}, {a[2]})",
        Op.FusedMultiplyAdd => $"{_v}.FusedMultiplyAdd({a[0]}, {a[1]}, {a[2]})",
        Op.Negate => $"-{a[0]}",
        Op.Abs => $"{_v}.Abs({a[0]})",
        Op.CopySign => $"({_v}.Abs({a[0]}) | ({a[1]} & {Real(-0.0)}))",
        Op.Floor => $"{_v}.Floor({a[0]})",
        Op.Ceiling => $"{_v}.Ceiling({a[0]})",
        Op.Round => $"{_v}.Round({a[0]})",
        Op.Truncate => $"{_v}.Truncate({a[0]})",
        Op.NegativeAbs => $"({a[0]} | {Real(-0.0)})",
        Op.SquareRoot => $"{_v}.Sqrt({a[0]})",
        Op.Minimum => $"{_v}.Min({a[0]}, {a[1]})",
        Op.Maximum => $"{_v}.Max({a[0]}, {a[1]})",
        Op.Larger => $"Lanes.Larger({a[0]}, {a[1]})",
        Op.Smaller => $"Lanes.Smaller({a[0]}, {a[1]})",
        Op.TieWeight => $"Lanes.TieWeight({a[0]}, {a[1]})",
        Op.Greater => $"{_v}.GreaterThan({a[0]}, {a[1]})",
        Op.GreaterOrEqual => $"{_v}.GreaterThanOrEqual({a[0]}, {a[1]})",
        Op.Equal when n[0].Type == NodeType.Int => $"{_v}.Equals({a[0]}, {a[1]}).{AsReal}",
        Op.Equal => $"{_v}.Equals({a[0]}, {a[1]})",
        Op.And => $"({a[0]} & {a[1]})",
        Op.Or => $"({a[0]} | {a[1]})",
        Op.Not => $"~{a[0]}",
        Op.Select when n[2].IsNothing => $"({a[0]} & {a[1]})",
        Op.Select when n[1].IsNothing => $"{_v}.AndNot({a[2]}, {a[0]})",
        Op.Select => $"Lanes.Select({a[0]}, {a[1]}, {a[2]})",
        Op.NegateIf when bits == 512 => $"Lanes.NegateIf({a[0]}, {a[1]}, {Real(-0.0)})",
        Op.NegateIf => $"{a[1]} ^ ({a[0]} & {Real(-0.0)})",
        Op.Spread => a[0],
        Op.AsInt => AsInt(a[0]),
        Op.AsReal => $"{a[0]}.{AsReal}",
        Op.ToReal => $"{_v}.ConvertToSingle({a[0]})",
        Op.ShiftLeft => $"({a[0]} << {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRight => $"({a[0]} >> {CSharpLiteral.Int((int)n[1].Number)})",
        Op.ShiftRightLogical => $"({a[0]} >>> {CSharpLiteral.Int((int)n[1].Number)})",
        _ => throw new NotSupportedException($"{n.Op} has no row in VectorSpelling"),
    };
}
