using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace LossGen.CodeFixes;

/// <summary>Text of a diagnostic as syntax that means the same wherever it stands; the editor shortens what need not be so long.</summary>
internal static class Spelled
{
    /// <summary>A type as the messages write it: <c>float</c>, <c>ReadOnlySpan&lt;float&gt;</c>.</summary>
    public static TypeSyntax Type(string text) => SyntaxFactory.ParseTypeName(text.EndsWith(">", StringComparison.Ordinal) ? Namespace(text) + text : text)
        .WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A number, or a member of an enumeration of LossGen's: <c>Reduction.Mean</c>.</summary>
    public static ExpressionSyntax Value(string text) => SyntaxFactory.ParseExpression(char.IsLetter(text[0]) ? "global::LossGen." + text : text)
        .WithAdditionalAnnotations(Simplifier.Annotation);

    private static string Namespace(string type) =>
        type.StartsWith("Span<", StringComparison.Ordinal) || type.StartsWith("ReadOnlySpan<", StringComparison.Ordinal) ? "global::System." : "global::LossGen.";
}
