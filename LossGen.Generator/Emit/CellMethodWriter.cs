using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes the body of the user's method over the cells of a grid: it checks its arguments once; the runtime then goes from tile to tile and calls the kernels.</summary>
internal sealed class CellMethodWriter(KernelSpec spec)
{
    private const string Execution = "global::LossGen.Execution.";

    private bool IsLoss => spec[Role.Decoded] is null;

    private string Real => spec.Real.Keyword();

    /// <summary>What the kernels' type implements.</summary>
    public string Interface => $"{(IsLoss ? "ICellLosses" : "ICellDecoder")}<{Real}>";

    /// <summary>The parameters of the method that runs the kernels over the classes of a cell.</summary>
    public IEnumerable<string> ClassParameters => IsLoss
        ? [$"ref {Real} logits", $"ref {Real} targets", $"ref {Real} gradient", "nuint count", $"{Real} weights", $"{Real} scale"]
        : [$"ref {Real} logits", $"ref {Real} decoded", "nuint count"];

    public void Body(CodeWriter writer, string kernels)
    {
        string logits = Name(Role.Logits);
        writer.Line($"{Execution}CellArguments.Grid({logits}.Lengths, nameof({logits}), anchors: {CSharpLiteral.Int(spec.Anchors.Count / 2)}, classes: {CSharpLiteral.Int(spec.Classes)});");
        foreach (ParameterSpec same in spec.Parameters.Where(p => p.Role is Role.Targets or Role.Gradient or Role.Decoded))
        {
            writer.Line($"{Execution}ViewArguments.SameShape({same.Name}.Lengths, nameof({same.Name}), {logits}.Lengths, nameof({logits}));");
        }

        if (spec[Role.Boxes] is { } boxes)
        {
            writer.Line($"{Execution}CellArguments.TrueBoxes({boxes.Name}.Lengths, nameof({boxes.Name}), {logits}.Lengths, nameof({logits}));");
        }

        ParameterSpec? output = spec[Role.Gradient] ?? spec[Role.Decoded];
        if (output is not null)
        {
            Overlaps(writer, output.Name);
        }

        writer.Gap();
        string call = $"{Execution}{(IsLoss ? "CellLosses" : "CellDecoder")}.Run<{Real}, global::LossGen.Generated.{kernels}>";
        writer.Line(!IsLoss
            ? $"{call}({logits}, {output!.Name});"
            : $"{(spec.ReturnsValue ? "return " : "")}{call}(\n    {logits}, {Name(Role.Targets)}, {Name(Role.Boxes)}, {output?.Name ?? "default"}, scale: {spec[Role.Scale]?.Name ?? "1"}, divisor: {Divisor(logits)});");
    }

    /// <summary>What the interface asks for beside the kernels.</summary>
    public void Members(CodeWriter writer)
    {
        string numbers = string.Join(", ", spec.Anchors.Select(anchor => CSharpLiteral.Real(anchor, spec.Real)));
        // A span of constants would need no array, but allocates in code that is not optimized yet.
        writer.Line($"private static readonly {Real}[] AnchorSizes = {{ {numbers} }};");
        writer.Gap();
        writer.Line("// Width and height of each anchor in turn, in strides.");
        writer.Line($"public static ReadOnlySpan<{Real}> Anchors => AnchorSizes;");
        if (IsLoss)
        {
            Fact("Whether the gradient is asked for.", "HasGradient", spec[Role.Gradient] is not null);
            Fact("Whether the gradient is added to what its memory holds.", "Accumulates", spec.Options.Accumulates);
            Fact("Whether a long call is shared out among threads.", "IsParallel", spec.Options.IsParallel);
        }
        else
        {
            writer.Gap();
            writer.Line("// The confidence that a cell must exceed to have its classes decoded; with 0 all have.");
            writer.Line($"public static {Real} ConfidenceThreshold => {CSharpLiteral.Real(spec.Constant("ConfidenceThreshold"), spec.Real)};");
        }

        void Fact(string what, string name, bool holds)
        {
            writer.Gap();
            writer.Line($"// {what}");
            writer.Line($"public static bool {name} => {(holds ? "true" : "false")};");
        }
    }

    /// <summary>The method that the runtime calls with all that kernels of its kind may need.</summary>
    public static void Entry(CodeWriter writer, KernelSpec spec, KernelSignature signature, string name)
    {
        string real = spec.Real.Keyword();
        (string what, string parameters) = (name, spec[Role.Decoded] is null) switch
        {
            ("Truths", _) => ("Writes what each true box is compared by.", "ref {0} boxes, ref {0} truths, nuint count"),
            ("Overlaps", _) => ("Raises each cell's overlap to the largest with any of some true boxes.", "ref {0} logits, ref {0} cells, ref {0} truths, ref {0} overlaps, nuint count, nuint boxes"),
            (_, true) => ("Writes the losses of box and confidence of each cell, and their gradients.",
                "ref {0} logits, ref {0} targets, ref {0} cells, ref {0} overlaps, ref {0} gradient, ref {0} losses, nuint count, {0} gridCells, {0} scale"),
            _ => ("Writes box and confidence of each cell.", "ref {0} logits, ref {0} cells, ref {0} decoded, nuint count"),
        };
        writer.Gap();
        writer.Line($"// {what}");
        writer.Block($"public static void {name}({parameters.Replace("{0}", real)})", () =>
        {
            ScalarWriter scalars = new(writer, new(RoleFacts.All.Select(role => role.ParameterName())), classes: 0);
            string[] arguments =
            [
                .. signature.All(
                    stream => "ref " + stream.Stem,
                    _ => [],
                    "count",
                    signature.RowArguments("boxes", ""),
                    scalar => $"({real}){scalars.Compute(signature.Scalars.First(s => s.Name == scalar).Value)}",
                    ""),
            ];
            writer.Line($"{signature.Name}({string.Join(", ", arguments)});");
        });
    }

    private void Overlaps(CodeWriter writer, string output)
    {
        writer.Line($"{Execution}ViewArguments.Writable({output}, nameof({output}));");
        foreach (ParameterSpec other in spec.Parameters.Where(p => !p.Role.IsOutput() && !p.Role.IsScalar()))
        {
            bool maySame = other.Role == Role.Logits && !spec.Options.Accumulates;
            writer.Line($"{Execution}ViewArguments.{(maySame ? $"SameOrApart<{Real}>" : $"Apart<{Real}, {Real}>")}({output}, nameof({output}), {other.Name}, nameof({other.Name}));");
        }
    }

    /// <summary>The mean is over the images; where nothing is returned, the gradient is that of the sum.</summary>
    private string Divisor(string logits) =>
        !spec.ReturnsValue ? "1"
        : spec[Role.Normalizer]?.Name
        ?? (spec.Options.EmptyMeanIsNaN ? $"{logits}.Lengths[0]" : $"nint.Max(1, {logits}.Lengths[0])");

    private string Name(Role role) => spec[role]!.Name;
}
