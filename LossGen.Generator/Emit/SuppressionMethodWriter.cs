using LossGen.Generator.Parsing;

namespace LossGen.Generator.Emit;

/// <summary>Writes the body of the user's method for non-maximum suppression: it checks its arguments once; the runtime then sorts and asks the kernels.</summary>
internal sealed class SuppressionMethodWriter(CodeWriter writer, KernelSpec spec)
{
    private const string Execution = "global::LossGen.Execution.";

    public void Body(string kernels)
    {
        ParameterSpec boxes = spec[Role.Boxes]!, scores = spec[Role.Scores]!, kept = spec[Role.Kept]!;
        string count = new UniqueNames(spec.Parameters.Select(p => p.Name)).Next("count");
        writer.Line($"int {count} = {Execution}Arguments.Boxes({boxes.Name}.Length, nameof({boxes.Name}));");
        foreach (ParameterSpec p in spec.Parameters.Where(p => p != boxes))
        {
            writer.Line($"{Execution}Arguments.OnePerItem({p.Name}.Length, nameof({p.Name}), {count});");
        }

        foreach (ParameterSpec p in spec.Parameters.Where(p => p != kept))
        {
            writer.Line($"{Execution}Arguments.Apart<int, {p.Element.Keyword()}>({kept.Name}, nameof({kept.Name}), {p.Name}, nameof({p.Name}));");
        }

        double scoreThreshold = spec.Constant("ScoreThreshold");
        string[] arguments =
        [
            boxes.Name, scores.Name, spec[Role.Classes]?.Name ?? "default", kept.Name,
            "iouThreshold: " + CSharpLiteral.Double(spec.Constant("IouThreshold")),
            "scoreThreshold: " + (double.IsNegativeInfinity(scoreThreshold) ? "null" : CSharpLiteral.Double(scoreThreshold)),
            "maxOutput: " + CSharpLiteral.Int((long)spec.Constant("MaxOutput")),
        ];
        writer.Gap();
        writer.Line($"return {Execution}NonMaxSuppression.Run<{spec.Real.Keyword()}, global::LossGen.Generated.{kernels}>(\n    {string.Join(", ", arguments)});");
    }
}
