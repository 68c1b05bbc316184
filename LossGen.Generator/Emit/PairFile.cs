using LossGen.Generator.Backends;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The generated file of a kernel beside the losses: its kernels take one box against all boxes of a list.</summary>
internal static class PairFile
{
    public static Func<KernelSpec, string> ForAnyNames(KernelSpec nameless, LossDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings)
    {
        KernelSpec kernel = PairProgram.KernelOf(nameless);
        LossProgram program = PairProgram.Build(kernel, definition);
        Output[] lowered = Lower.Run(program.Outputs, KernelFile.Table(kernel));
        KernelPlan plan = Schedule.Run(lowered);
        IReadOnlyList<string> formulas = PairDocumentation.Formulas(nameless, program);
        string dump = options.DumpIr ? IrDump.Write(program, lowered, plan) : "";
        string kernels = KernelFile.Kernels(writer => KernelFile.Kernels(writer, kernel, Skeleton.Box, PairMethodWriter.RunParameters(kernel), () => { }, plan, spellings));
        bool suppresses = definition.Schema.Skeleton == Skeleton.Suppression;
        return spec =>
        {
            CodeWriter writer = new();
            PairDocumentation documentation = new(spec, formulas);
            documentation.WriteHeader(writer);
            writer.Append(dump);
            writer.Line("#nullable enable\n");
            string name = KernelFile.KernelsName(spec.Method.HintName);
            Action<string> body = suppresses ? new SuppressionMethodWriter(writer, spec).Body : new PairMethodWriter(writer, spec).Body;
            string type = suppresses ? $"readonly struct {name} : IBoxOverlaps<{spec.Real.Keyword()}>" : "static class " + name;
            PartialMethod.Write(writer, spec.Method, () => documentation.WriteSummary(writer), () => body(name));
            KernelFile.Kernels(writer, spec.Method, type, kernels);
            return writer.ToString();
        };
    }
}
