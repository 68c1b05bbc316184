using LossGen.Generator.Ir;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The IR after each pass as a comment: what <c>LossGen_DumpIr</c> asks for.</summary>
internal static class IrDump
{
    public static string Write(LossProgram program, IReadOnlyList<Output> lowered, KernelPlan plan)
    {
        CodeWriter writer = new();
        Section(writer, "formula, differentiated and simplified", program.Outputs);
        Section(writer, "lowered to machine operations", lowered);
        writer.Line("// IR: schedule");
        for (int i = 0; i < plan.Passes.Count; i++)
        {
            foreach (Segment segment in plan.Passes[i].Segments)
            {
                IEnumerable<string> parts =
                [
                    .. segment.Values.Select(v => "%" + CSharpLiteral.Int(v.Id)),
                    .. segment.Reductions.Select(r => $"reduce %{r.Id}"),
                    .. segment.Stores.Select(s => $"{(s.IsKept ? "keep" : "store")} %{s.Value.Id} in {s.Role}"),
                ];
                writer.Line($"//   pass {i + 1}, {(segment.Axis == Axes.Class ? "for each class" : "for each item")}: {string.Join(" ", parts)}");
            }
        }

        writer.Line();
        return writer.ToString();
    }

    private static void Section(CodeWriter writer, string title, IEnumerable<Output> outputs)
    {
        writer.Line("// IR: " + title);
        Output[] all = outputs.ToArray();
        foreach (Expr n in Schedule.Reachable(all.Select(o => o.Value)))
        {
            writer.Line("//   " + Line(n));
        }

        foreach (Output output in all)
        {
            writer.Line($"//   {(output.Role is { } role ? role.ToString() : "return")}[{output.Component}] = {Operand(output.Value)}");
        }
    }

    /// <summary>One node on one line: <c>%7 = Product 2 · %3^2 %5 : Item</c>.</summary>
    internal static string Line(Expr n)
    {
        string operands = n.Op switch
        {
            Op.Input => $"{n.Role}[{n.Component}] of {n.Element}",
            Op.Index => n.Axis.ToString(),
            Op.Constant => Number(n.Number),
            Op.Product => Number(n.Number) + " · " + string.Join(" ", n.Args.Zip(n.Exponents, (b, e) => e == 1 ? Operand(b) : Operand(b) + "^" + Number(e))),
            _ => string.Join(" ", n.Args.Select(Operand)),
        };
        return $"%{n.Id} = {n.Op} {operands} : {n.Axes}";
    }

    private static string Operand(Expr n) => n.Graph is null ? Number(n.Number) : "%" + CSharpLiteral.Int(n.Id);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
