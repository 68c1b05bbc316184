using System.Globalization;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Generator;

/// <summary>Every constant of every attribute may be what its range allows: its bounds, 0, and where that is not allowed next to it.</summary>
public sealed class BoundsTests
{
    public static TheoryData<string> Kernels => [.. LossCatalog.All.Select(kernel => kernel.Schema.Name)];

    [Theory, MemberData(nameof(Kernels))]
    public void Every_allowed_constant_makes_a_kernel_that_compiles(string name)
    {
        LossSchema schema = LossCatalog.Kernel(name).Schema;
        string[] methods = [.. Attributes(schema).Distinct().Select((attribute, i) => $"[{attribute}] public static partial {Signature(schema, "M" + i)};")];
        GeneratorRun run = GeneratorHarness.Run($"public static partial class Losses\n{{\n    {string.Join("\n    ", methods)}\n    {Formula(schema)}\n}}");

        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(methods.Length, run.Sources.Count);
    }

    private static IEnumerable<string> Attributes(LossSchema schema)
    {
        string grid = schema.Skeleton.IsOfCells() ? "Anchors = [1.25, 1.625]" : "", stride = schema.Skeleton.IsOfCells() ? "Stride = 8" : "";
        foreach (ConstantSchema constant in schema.Constants.Where(c => c.Kind != ConstantKind.Choice))
        {
            foreach (double value in Values(constant))
            {
                string[] parts = [grid, constant.Name == "Stride" ? "" : stride, $"{constant.Name} = {value.ToString("R", CultureInfo.InvariantCulture)}"];
                yield return Attribute(schema, parts);
            }
        }

        // Several weights of 0 at once leave nothing to differentiate.
        yield return Attribute(schema, [grid, stride, .. schema.Constants.Where(c => c.Kind == ConstantKind.Real && c is { ExcludesMin: false, Min: <= 0, Max: >= 0 }).Select(c => c.Name + " = 0")]);
    }

    private static string Attribute(LossSchema schema, string[] parts) => $"{schema.Name}({string.Join(", ", parts.Prepend(schema.HasFormula ? "nameof(F)" : "").Where(part => part.Length > 0))})";

    private static string Formula(LossSchema schema) => !schema.HasFormula ? "" : schema.Skeleton switch
    {
        Skeleton.Row => "private static float F(Row<float> prediction, int label) => prediction.LogSumExp() - prediction[label];",
        Skeleton.Box => "private static float F(Box prediction, Box target) => 1 - Box.Intersection(prediction, target).Area / Box.Hull(prediction, target).Area;",
        _ => "private static float F(float prediction, float target) => (prediction - target) * (prediction - target);",
    };

    private static IEnumerable<double> Values(ConstantSchema constant)
    {
        double[] values = constant.Kind == ConstantKind.Integer ? [constant.Min, 0] : [constant.Min, constant.Max, 0, .. constant.ExcludesMin ? [1e-300] : Array.Empty<double>()];
        return values.Where(value => !double.IsInfinity(value) && value >= constant.Min && value <= constant.Max && !(constant.ExcludesMin && value == constant.Min));
    }

    private static string Signature(LossSchema schema, string name)
    {
        bool overViews = schema.Skeleton.IsLoss() || schema.Skeleton.IsOfCells();
        Role[] roles = [.. schema.Required(), .. schema.Accepts(Role.Gradient) && schema.Returned(ElementType.Float) is not null ? [Role.Gradient] : Array.Empty<Role>()];
        IEnumerable<Role> asked = roles.Select(role => role.IsPrediction() && schema.Predictions.Contains(Role.Probabilities) ? Role.Probabilities : role);
        return $"{schema.Returned(ElementType.Float) ?? "void"} {name}({string.Join(", ", asked.Select(role => schema.Parameter(role, ElementType.Float, overViews)))})";
    }
}
