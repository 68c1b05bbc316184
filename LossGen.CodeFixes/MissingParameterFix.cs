using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Adds a parameter that a method lacks: the prediction first, the targets behind it; what the formula takes behind all that is read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingParameterFix() : LossCodeFix("LG0007", "LG0028")
{
    // Two parameters that one method lacks belong to the same place, where the batch would keep one.
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not MethodDeclarationSyntax { ParameterList: { } list } || Property(diagnostic, FixProperties.Parameter) is not { } text)
        {
            yield break;
        }

        string[] parts = text.Split(' ');
        ParameterSyntax parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(parts[1])).WithType(Spelled.Type(parts[0]).WithTrailingTrivia(SyntaxFactory.Space));
        int at = list.Parameters.IndexOf(other => other.Identifier.ValueText == Property(diagnostic, FixProperties.After)) + 1;
        if (at == 0 && list.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
        {
            at = 1;
        }

        yield return Replace("Add '" + text + "'", document, root, list, list.WithParameters(list.Parameters.Insert(at, parameter)));
    }
}
