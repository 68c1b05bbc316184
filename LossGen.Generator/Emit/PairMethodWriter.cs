using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes the body of the user's method over two lists of boxes: it checks its arguments once, then runs the kernels for each box of the first list.</summary>
internal sealed class PairMethodWriter(CodeWriter writer, KernelSpec spec)
{
    private const string Arguments = "global::LossGen.Execution.Arguments";

    /// <summary>The parameters of the method that runs the kernels for one box.</summary>
    public static IEnumerable<string> RunParameters(KernelSpec kernel) => kernel.Parameters.Select(p => $"ref {p.Element.Keyword()} {p.Stem}").Append("nuint count");

    public void Body(string kernels)
    {
        UniqueNames names = new(spec.Parameters.Select(p => p.Name));
        string boxes1 = Name(Role.Boxes1), boxes2 = Name(Role.Boxes2), matrix = Name(Role.Matrix);
        string rows = names.Next("rows"), columns = names.Next("columns"), row = names.Next("row");
        writer.Line($"int {rows} = {Arguments}.Boxes({boxes1}.Length, nameof({boxes1})), {columns} = {Arguments}.Boxes({boxes2}.Length, nameof({boxes2}));");
        writer.Line($"{Arguments}.Matrix({matrix}.Length, nameof({matrix}), {rows}, {columns});");
        foreach (string boxes in (string[])[boxes1, boxes2])
        {
            writer.Line($"{Arguments}.Apart<{Real}, {Real}>({matrix}, nameof({matrix}), {boxes}, nameof({boxes}));");
        }

        writer.Gap();
        writer.Block($"for (int {row} = 0; {row} < {rows}; {row}++)", () =>
            writer.Line($"global::LossGen.Generated.{kernels}.Run(\n    {At(boxes1, $"4 * {row}")},\n    {First(boxes2)},\n    {At(matrix, $"(nint){row} * {columns}")},\n    (nuint){columns});"));
    }

    private string Real => spec.Real.Keyword();

    private string Name(Role role) => spec[role]!.Name;

    private static string At(string span, string index) => $"ref global::System.Runtime.CompilerServices.Unsafe.Add({First(span)}, {index})";

    private static string First(string span) => $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span})";
}
