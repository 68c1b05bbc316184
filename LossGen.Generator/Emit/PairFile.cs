using LossGen.Generator.Backends;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>The generated file of a kernel beside the losses: its kernels take one box against all boxes of a list.</summary>
internal static class PairFile
{
    public static string Write(KernelSpec spec, LossDefinition definition, EmitOptions options, IReadOnlyList<Spelling> spellings)
    {
        KernelSpec kernel = PairProgram.KernelOf(spec);
        LossProgram program = PairProgram.Build(kernel, definition);
        Output[] lowered = Lower.Run(program.Outputs, KernelFile.Table(kernel));
        KernelPlan plan = Schedule.Run(lowered);
        PairDocumentation documentation = new(spec, program);

        CodeWriter writer = new();
        documentation.WriteHeader(writer);
        if (options.DumpIr)
        {
            IrDump.Write(writer, program, lowered, plan);
        }

        writer.Line("#nullable enable\n");
        string kernels = KernelFile.KernelsName(spec.Method.HintName);
        bool suppresses = definition.Schema.Skeleton == Skeleton.Suppression;
        Action<string> body = suppresses ? new SuppressionMethodWriter(writer, spec).Body : new PairMethodWriter(writer, spec).Body;
        string type = suppresses ? $"readonly struct {kernels} : IBoxOverlaps<{spec.Real.Keyword()}>" : "static class " + kernels;
        PartialMethod.Write(writer, spec.Method, () => documentation.WriteSummary(writer), () => body(kernels));
        KernelFile.Kernels(writer, spec.Method, type, () =>
            KernelFile.Kernels(writer, kernel, Skeleton.Box, PairMethodWriter.RunParameters(kernel), () => { }, plan, spellings));
        return writer.ToString();
    }
}
