using LossGen.Generator.Emit;
using LossGen.Generator.Parsing;
using LossGen.Tests.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Formulas;

/// <summary>A formula's local variables keep their names in the kernels. Every word that a kernel's own text has is free for them all the same.</summary>
public class NameTests
{
    private const string Spans = "ReadOnlySpan<float> predictions, ReadOnlySpan<{0}> targets, float extra, Span<float> gradient", Views = "ReadOnlyTensorView<float> predictions, ReadOnlyTensorView<{0}> targets, float extra, TensorView<float> gradient";

    [Theory]
    [InlineData("ElementwiseLoss(nameof(F))", Spans, "float")]
    [InlineData("ElementwiseLoss(nameof(F))", Views, "float")]
    [InlineData("ElementwiseLoss(nameof(F), Parallel = true)", Spans, "float")]
    [InlineData("BoxLoss(nameof(F))", Spans, "float")]
    [InlineData("BoxLoss(nameof(F), Parallel = true)", Views, "float")]
    [InlineData("RowLoss(nameof(F))", Spans, "int")]
    [InlineData("RowLoss(nameof(F), Parallel = true)", Spans, "int")]
    [InlineData("RowLoss(nameof(F), Classes = 300)", Spans, "int")]
    [InlineData("RowLoss(nameof(F), Axis = 1)", Views, "int")]
    [InlineData("RowLoss(nameof(F), Axis = 1, Parallel = true)", Views, "int")]
    public void A_formula_may_call_its_variables_what_it_likes(string attribute, string parameters, string target)
    {
        string one = Source(attribute, parameters, target, ["one"]);
        string[] words = [.. KernelProgram.Parse(TextOf(one), "K.g.cs").GetCompilationUnitRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text)
            .Where(word => char.IsLower(word[0]) && word is not ("prediction" or "target" or "extra" or "result")).Distinct().Order(StringComparer.Ordinal)];
        Assert.Contains("count", words);
        KernelCompiler.CompileProgram(Source(attribute, parameters, target, words));
    }

    /// <summary>A formula of which each variable is a number of the call, and so a parameter of the kernel.</summary>
    private static string Source(string attribute, string parameters, string target, string[] words)
    {
        (string types, string value) = attribute switch
        {
            _ when attribute.StartsWith("Row", StringComparison.Ordinal) => ("Row<float> prediction, int target", "prediction.LogSumExp() - prediction[target]"),
            _ when attribute.StartsWith("Box", StringComparison.Ordinal) => ("Box prediction, Box target", "prediction.X1 - target.X1"),
            _ => ("float prediction, float target", "prediction - target"),
        };
        return $$"""
            using System;
            using LossGen;
            public static partial class Methods
            {
                [{{attribute}}]
                public static partial float K({{string.Format(System.Globalization.CultureInfo.InvariantCulture, parameters, target)}});

                private static float F({{types}}, float extra)
                {
                    float result = {{value}};
                    {{string.Concat(words.Select((word, i) => $"float {word} = MathF.Abs(extra - {i}); "))}}
                    {{string.Concat(words.Select(word => $"result = MathF.Abs(result - {word}); "))}}
                    return result;
                }
            }
            """;
    }

    private static string TextOf(string source)
    {
        IMethodSymbol method = KernelProgram.Of([KernelProgram.Parse(source, "Methods.cs")]).GetTypeByMetadataName("Methods")!.GetMembers("K").OfType<IMethodSymbol>().Single();
        return KernelFile.Write(LossMethodParser.Parse(method, LossMethod.From(method)!.Schema, TestContext.Current.CancellationToken).Kernel!, new EmitOptions(DumpIr: false));
    }
}
