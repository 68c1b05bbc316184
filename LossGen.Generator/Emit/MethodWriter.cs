using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes the user's method: it checks its arguments once, then runs the kernels.</summary>
internal static class MethodWriter
{
    public static void Write(CodeWriter writer, KernelSpec spec, LossSchema schema, Documentation documentation, string kernels)
    {
        string[] headers = [.. spec.Method.Namespace.Length == 0 ? Array.Empty<string>() : ["namespace " + spec.Method.Namespace], .. spec.Method.ContainingTypes];
        Nested(0);

        void Nested(int depth)
        {
            if (depth < headers.Length)
            {
                writer.Block(headers[depth], () => Nested(depth + 1));
                return;
            }

            documentation.WriteSummary(writer);
            writer.Block(spec.Method.Declaration, () => Body(writer, spec, schema, kernels));
        }
    }

    /// <summary>The parameters of the method that runs the kernels.</summary>
    public static IEnumerable<string> RunParameters(KernelSpec spec, LossSchema schema) =>
    [
        .. spec.Parameters.Select(p => $"ref {(p.Element == ElementType.Bool ? "byte" : p.Element.Keyword())} {p.Role.ParameterName()}"),
        "nuint count",
        .. TakesClasses(spec, schema) ? ["nuint classes"] : Array.Empty<string>(),
    ];

    private static bool TakesClasses(KernelSpec spec, LossSchema schema) => schema.Skeleton == Skeleton.Row && spec.Classes == 0;

    private static void Body(CodeWriter writer, KernelSpec spec, LossSchema schema, string kernels)
    {
        const string arguments = "global::LossGen.Execution.Arguments";
        ParameterSpec prediction = spec.Prediction, targets = spec[Role.Targets]!;
        string count = Count(writer, spec, schema, arguments);
        foreach (ParameterSpec other in spec.Parameters.Where(p => p != prediction))
        {
            bool followsPrediction = other.Role == Role.Gradient || (other == targets && schema.Skeleton != Skeleton.Row);
            if (followsPrediction)
            {
                writer.Line($"{arguments}.SameLength({Name(other)}.Length, {Quoted(other)}, {Name(prediction)}.Length, {Quoted(prediction)});");
            }
            else if (other != targets)
            {
                writer.Line($"{arguments}.OnePerItem({Name(other)}.Length, {Quoted(other)}, {count});");
            }
        }

        if (schema.Skeleton == Skeleton.Row)
        {
            writer.Line($"{arguments}.ClassIndices({Name(targets)}, {Quoted(targets)}, {(TakesClasses(spec, schema) ? "classes" : CSharpLiteral.Int(spec.Classes))});");
        }

        Overlaps(writer, spec, arguments);
        writer.Gap();
        string call = $"global::LossGen.Generated.{kernels}.Run({string.Join(",\n    ", Passed(spec, schema, count))})";
        writer.Line(spec.ReturnsValue ? $"return {call};" : $"{call};");
    }

    /// <summary>Writes what finds the number of items, and gives its name.</summary>
    private static string Count(CodeWriter writer, KernelSpec spec, LossSchema schema, string arguments)
    {
        ParameterSpec prediction = spec.Prediction, targets = spec[Role.Targets]!;
        switch (schema.Skeleton)
        {
            case Skeleton.Box:
                writer.Line($"int boxes = {arguments}.Boxes({Name(prediction)}.Length, {Quoted(prediction)});");
                return "boxes";
            case Skeleton.Row when spec.Classes > 0:
                writer.Line($"{arguments}.Rows({Name(prediction)}.Length, {Quoted(prediction)}, {Name(targets)}.Length, {Quoted(targets)}, {CSharpLiteral.Int(spec.Classes)});");
                return $"{Name(targets)}.Length";
            case Skeleton.Row:
                writer.Line($"int classes = {arguments}.Classes({Name(prediction)}.Length, {Quoted(prediction)}, {Name(targets)}.Length, {Quoted(targets)});");
                return $"{Name(targets)}.Length";
            default:
                return $"{Name(prediction)}.Length";
        }
    }

    /// <summary>An output may be its prediction's own memory; else it overlaps nothing.</summary>
    private static void Overlaps(CodeWriter writer, KernelSpec spec, string arguments)
    {
        ParameterSpec[] outputs = spec.Parameters.Where(p => p.Role.IsOutput()).ToArray();
        for (int i = 0; i < outputs.Length; i++)
        {
            foreach (ParameterSpec other in spec.Parameters.Where(p => !p.Role.IsOutput()).Concat(outputs.Skip(i + 1)))
            {
                string rule = other.Role.IsPrediction() ? "SameOrApart" : "Apart";
                writer.Line($"{arguments}.{rule}<{outputs[i].Element.Keyword()}, {other.Element.Keyword()}>({Name(outputs[i])}, {Quoted(outputs[i])}, {Name(other)}, {Quoted(other)});");
            }
        }
    }

    private static IEnumerable<string> Passed(KernelSpec spec, LossSchema schema, string count) =>
    [
        .. spec.Parameters.Select(p => p.Element == ElementType.Bool
            ? $"ref global::System.Runtime.CompilerServices.Unsafe.As<bool, byte>(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({Name(p)}))"
            : $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({Name(p)})"),
        $"(nuint){count}",
        .. TakesClasses(spec, schema) ? ["(nuint)classes"] : Array.Empty<string>(),
    ];

    /// <summary>A parameter as the method's text may write it.</summary>
    private static string Name(ParameterSpec p) => p.Name;

    private static string Quoted(ParameterSpec p) => $"nameof({p.Name})";
}
