using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Names a formula that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FormulaFix() : LossCodeFix("LG0025")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } argument || Property(diagnostic, FixProperties.Names) is not { } names)
        {
            yield break;
        }

        // What is named in another type is named with the type, as the attribute names it.
        string type = argument.Parent is AttributeArgumentListSyntax { Arguments: var arguments } && arguments[0] is { Expression: TypeOfExpressionSyntax other } ? other.Type + "." : "";
        foreach (string name in names.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            ExpressionSyntax formula = SyntaxFactory.ParseExpression("nameof(" + type + name + ")").WithTriviaFrom(argument.Expression);
            yield return Replace("Take the formula '" + name + "'", document, root, argument.Expression, formula, name);
        }
    }
}
