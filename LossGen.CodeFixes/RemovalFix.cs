using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Removes a parameter that has no place in the loss, an option without effect, an attribute that contradicts a name, or a default that fits no call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemovalFix() : LossCodeFix("LG0006", "LG0008", "LG0016", "LG0017", "LG0018", "LG0022")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Property(diagnostic, FixProperties.Remove) is null)
        {
            return [];
        }

        return node switch
        {
            ParameterSyntax parameter => [Remove("Remove the parameter", parameter)],
            EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } =>
                [Replace("Remove the default", document, root, parameter, parameter.WithDefault(null).WithIdentifier(parameter.Identifier.WithTrailingTrivia()))],
            AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax { Arguments.Count: 1 } list } => [Remove("Remove the option", list)],
            AttributeArgumentSyntax argument => [Remove("Remove the option", argument)],
            AttributeSyntax { Parent: AttributeListSyntax { Attributes.Count: 1 } list } => [Remove("Remove the attribute", list)],
            AttributeSyntax attribute => [Remove("Remove the attribute", attribute)],
            _ => Array.Empty<CodeAction>(),
        };

        CodeAction Remove(string title, SyntaxNode what) => CodeAction.Create(
            title,
            _ => Task.FromResult(document.WithSyntaxRoot(root.RemoveNode(what, SyntaxRemoveOptions.KeepUnbalancedDirectives)!)),
            nameof(RemovalFix));
    }
}
