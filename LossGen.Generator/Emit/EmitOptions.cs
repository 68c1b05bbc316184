using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Emit;

/// <summary>The project's settings that change the generated text.</summary>
/// <param name="DumpIr">Whether the IR after each pass stands in the generated file as a comment (MSBuild property <c>LossGen_DumpIr</c>).</param>
internal sealed record EmitOptions(bool DumpIr)
{
    public static EmitOptions From(AnalyzerConfigOptions options) => new(IsOn(options, "LossGen_DumpIr"));

    private static bool IsOn(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
