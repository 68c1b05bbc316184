using LossGen.Generator.Backends;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The generated file of a kernel over cells: the user's method, and a type with the kernels, which the runtime's loop over the grid calls.</summary>
internal static class CellFile
{
    /// <summary>Of one cell, whose classes are the items: its weight and the gradient's factor are the same for all.</summary>
    private static readonly Role[] OfClasses = [Role.Logits, Role.Targets, Role.Gradient, Role.Decoded, Role.Weights, Role.Scale];

    private static readonly Role[] OfCells = [Role.Logits, Role.Targets, Role.Cells, Role.Overlaps, Role.Gradient, Role.Losses, Role.Decoded, Role.GridCells, Role.Scale];

    private static readonly Role[] OfTruths = [Role.Boxes, Role.Truths];

    private static readonly Role[] OfOverlaps = [Role.Logits, Role.Cells, Role.Truths, Role.Overlaps];

    public static Func<KernelSpec, string> ForAnyNames(KernelSpec nameless, CellDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings)
    {
        CellPrograms programs = CellPrograms.Build(nameless, definition);
        IReadOnlyList<string> formulas = CellDocumentation.Formulas(programs.Formulas);
        string dump = options.DumpIr ? Dump(nameless, programs) : "";
        string kernels = KernelFile.Kernels(writer =>
        {
            CellMethodWriter method = new(nameless);
            method.Members(writer);
            if (programs is { Truths: { } truths, Overlaps: { } overlaps })
            {
                SideBySide(writer, nameless, truths, OfTruths, "Truths", spellings);
                SideBySide(writer, nameless, overlaps, OfOverlaps, "Overlaps", spellings);
            }

            SideBySide(writer, nameless, programs.Cells, OfCells, "Cells", spellings);
            KernelSpec classes = Over(nameless, OfClasses, isOfPlanes: false) with { ReturnsValue = nameless[Role.Decoded] is null };
            KernelPlan plan = Schedule.Run(Lower.Run(programs.Classes.Outputs, KernelFile.Table(nameless)));
            KernelFile.Kernels(writer, classes, Skeleton.Element, method.ClassParameters, () => { }, plan, spellings);
        });
        return spec =>
        {
            CodeWriter writer = new();
            CellDocumentation documentation = new(spec, formulas);
            CellMethodWriter method = new(spec);
            documentation.WriteHeader(writer);
            writer.Append(dump);
            writer.Line("#nullable enable\n");
            string name = KernelFile.KernelsName(spec.Method.HintName);
            PartialMethod.Write(writer, spec.Method, () => documentation.WriteSummary(writer), () => method.Body(writer, name));
            KernelFile.Kernels(writer, spec.Method, $"readonly struct {name} : {method.Interface}", kernels);
            return writer.ToString();
        };
    }

    private static string Dump(KernelSpec spec, CellPrograms programs) =>
        string.Concat(new[] { programs.Truths, programs.Overlaps, programs.Cells, programs.Classes }.OfType<LossProgram>().Select(program =>
        {
            Output[] lowered = Lower.Run(program.Outputs, KernelFile.Table(spec));
            return IrDump.Write(program, lowered, Schedule.Run(lowered, rowsInLanes: program != programs.Classes));
        }));

    /// <summary>The kernels that have cells side by side, and the method that the runtime calls.</summary>
    private static void SideBySide(CodeWriter writer, KernelSpec spec, LossProgram program, Role[] roles, string name, IReadOnlyList<Spelling> spellings)
    {
        KernelSpec kernel = Over(spec, roles, isOfPlanes: true);
        ItemPass pass = Schedule.Run(Lower.Run(program.Outputs, KernelFile.Table(spec)), rowsInLanes: true).Passes[0];
        KernelSignature signature = new(kernel, pass, name + "Kernel", hasRowsInLanes: true);
        CellMethodWriter.Entry(writer, spec, signature, name);
        new RowsInLanesDriver(writer, signature, pass, kernel, ofFewClasses: true).Choice(spellings);
        KernelWriter kernels = new(writer, signature, pass, Skeleton.Cells);
        foreach (Spelling spelling in spellings)
        {
            kernels.Write(spelling);
        }
    }

    /// <summary>What a kernel of its own takes: streams by their roles, and no constants of the attribute.</summary>
    private static KernelSpec Over(KernelSpec spec, Role[] roles, bool isOfPlanes) => spec with
    {
        Parameters = roles.Select(role => new ParameterSpec(role.ParameterName(), role, spec.Real)).ToEquatableArray(),
        Constants = default,
        Options = spec.Options with { IsParallel = false },
        IsOverViews = false,
        ReturnsValue = false,
        HasPlanes = isOfPlanes,
    };
}
