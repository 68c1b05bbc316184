using LossGen.Generator.Backends;
using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>Writes what is the same for all items: between the passes, in double.</summary>
/// <param name="writer">Where it is written.</param>
/// <param name="names">The names that are free.</param>
/// <param name="classes">The number of classes where it is known, else 0.</param>
/// <param name="classWeightsClass">How many elements apart the weights of the classes are.</param>
internal sealed class ScalarWriter(CodeWriter writer, UniqueNames names, int classes, string classWeightsClass = "1")
{
    private readonly Dictionary<Expr, string> _texts = [];

    public void Bind(Expr value, string text) => _texts[value] = text;

    /// <summary>Computes a value with all that it needs, and gives its name.</summary>
    public string Compute(Expr root)
    {
        foreach (Expr value in Schedule.Reachable([root], n => n.Axes != Axes.None || _texts.ContainsKey(n)))
        {
            string text = value.Op switch
            {
                Op.Constant => CSharpLiteral.Double(value.Number),
                Op.Count when value.Axis == Axes.Class => classes > 0 ? CSharpLiteral.Int(classes) : "classes",
                Op.Count => "count",
                Op.SumOver when Schedule.IsOfLabels(value) => MethodWriter.TotalWeight,
                Op.SumOver => $"Labels.Sum(ref {value[0].Role.ParameterName()}, {classWeightsClass}, {(classes > 0 ? CSharpLiteral.Int(classes) : "classes")})",
                Op.Input when value.Coordinate is not null => $"Unsafe.Add(ref {value.Role.ParameterName()}, {value.Component})",
                Op.Input => ParameterSpec.StemOf(value.Role, value.Name),
                _ => Operation(value, Array.ConvertAll(value.Args, a => a.Op == Op.Count && IsOfSigns(value) ? $"(double){_texts[a]}" : _texts[a])),
            };
            if (value.Type == NodeType.Bool)
            {
                text = $"({text})";
            }
            else if ((value.Args.Length > 0 || value.Coordinate is not null) && text != MethodWriter.TotalWeight)
            {
                string name = names.Next(value.Name ?? "scalar");
                writer.Line($"double {name} = {text};");
                text = name;
            }

            Bind(value, text);
        }

        return _texts[root];
    }

    /// <summary>Whether an operation turns signs: counts have none.</summary>
    private static bool IsOfSigns(Expr n) => n.Args.Length == 1 || n.Op is Op.MultiplySubtract or Op.NegatedMultiplyAdd or Op.Subtract;

    /// <summary>Only operations whose result IEEE 754 fixes: there is no polynomial in double yet.</summary>
    private static string Operation(Expr n, string[] a) => n.Op switch
    {
        Op.Add => $"{a[0]} + {a[1]}",
        Op.Subtract => $"{a[0]} - {a[1]}",
        Op.Multiply => $"{a[0]} * {a[1]}",
        Op.Divide => $"{a[0]} / {a[1]}",
        Op.FusedMultiplyAdd => $"Math.FusedMultiplyAdd({a[0]}, {a[1]}, {a[2]})",
        Op.MultiplySubtract => $"Math.FusedMultiplyAdd({a[0]}, {a[1]}, {ScalarSpelling.Minus(a[2])})",
        Op.NegatedMultiplyAdd => $"Math.FusedMultiplyAdd({ScalarSpelling.Minus(a[0])}, {a[1]}, {a[2]})",
        Op.Negate => ScalarSpelling.Minus(a[0]),
        Op.Abs => $"Math.Abs({a[0]})",
        Op.NegativeAbs => $"-Math.Abs({a[0]})",
        Op.CopySign => $"Math.CopySign({a[0]}, {a[1]})",
        Op.Floor => $"Math.Floor({a[0]})",
        Op.Ceiling => $"Math.Ceiling({a[0]})",
        Op.Round => $"Math.Round({a[0]})",
        Op.Truncate => $"Math.Truncate({a[0]})",
        Op.Minimum => $"Math.Min({a[0]}, {a[1]})",
        Op.Maximum => $"Math.Max({a[0]}, {a[1]})",
        Op.Equal when n[0] == n[1] => $"!double.IsNaN({a[0]})",
        Op.Equal => $"{a[0]} == {a[1]}",
        Op.Greater => $"{a[0]} > {a[1]}",
        Op.GreaterOrEqual => $"{a[0]} >= {a[1]}",
        Op.And => $"{a[0]} & {a[1]}",
        Op.Or => $"{a[0]} | {a[1]}",
        Op.Not => $"!{a[0]}",
        Op.Larger => $"{a[0]} > {a[1]} ? {a[0]} : {a[1]}",
        Op.Smaller => $"{a[0]} > {a[1]} ? {a[1]} : {a[0]}",
        Op.TieWeight => $"Lanes.TieWeight({a[0]}, {a[1]})",
        Op.NegateIf => $"{a[0]} ? {ScalarSpelling.Minus(a[1])} : {a[1]}",
        Op.Select => $"{a[0]} ? {a[1]} : {a[2]}",
        Op.SquareRoot => $"Math.Sqrt({a[0]})",
        _ => throw new NotSupportedException($"{n.Op} of a value that is the same for all items"),
    };
}
