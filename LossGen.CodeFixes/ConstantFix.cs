using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.CodeFixes;

/// <summary>Moves a constant to the nearest value that it may have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstantFix() : LossCodeFix("LG0013")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        // An argument and its value may be of one span.
        SyntaxNode expression = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return Property(diagnostic, FixProperties.Value) is { } value
            ? [Replace("Change the value to " + value, document, root, expression, Spelled.Value(value).WithTriviaFrom(expression))]
            : [];
    }
}
