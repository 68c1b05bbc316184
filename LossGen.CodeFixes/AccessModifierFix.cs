using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Writes an access modifier in front of a kernel method: first the one that C# assumes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AccessModifierFix() : LossCodeFix("LG0002")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not MethodDeclarationSyntax method)
        {
            yield break;
        }

        SyntaxKind[] choices = method.Parent is InterfaceDeclarationSyntax
            ? [SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword]
            : [SyntaxKind.PrivateKeyword, SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword];
        foreach (SyntaxKind choice in choices)
        {
            // A partial method has at least that modifier.
            SyntaxToken first = method.Modifiers[0], modifier = SyntaxFactory.Token(first.LeadingTrivia, choice, [SyntaxFactory.Space]);
            yield return Replace(
                "Make the method " + SyntaxFacts.GetText(choice),
                document, root, method, method.WithModifiers(method.Modifiers.Replace(first, first.WithLeadingTrivia()).Insert(0, modifier)),
                SyntaxFacts.GetText(choice));
        }
    }
}
