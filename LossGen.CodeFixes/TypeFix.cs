using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Writes the nearest type that a parameter or the method's result may have, and passes parameters by value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TypeFix() : LossCodeFix("LG0009", "LG0010", "LG0011", "LG0012", "LG0015")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Property(diagnostic, FixProperties.Type) is not { } text)
        {
            return [];
        }

        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } type } parameter)
        {
            SyntaxToken[] modifiers = [.. parameter.Modifiers.Where(modifier => modifier.IsKind(SyntaxKind.ThisKeyword) || modifier.IsKind(SyntaxKind.ScopedKeyword))];
            string title = modifiers.Length == parameter.Modifiers.Count ? "Change the type to '" + text + "'" : "Pass '" + text + "' by value";
            ParameterSyntax changed = parameter.WithModifiers([.. modifiers]).WithType(Spelled.Type(text).WithTriviaFrom(type));
            return [Replace(title, document, root, parameter, changed.WithLeadingTrivia(parameter.GetLeadingTrivia()))];
        }

        return node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            ? [Replace("Return '" + text + "'", document, root, method.ReturnType, Spelled.Type(text).WithTriviaFrom(method.ReturnType))]
            : [];
    }
}
