using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace LossGen.CodeFixes;

/// <summary>Gives a parameter the name of its role, here and where it is called by name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameFix() : LossCodeFix("LG0006", "LG0017")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ParameterSyntax parameter || Property(diagnostic, FixProperties.Names) is not { } names)
        {
            yield break;
        }

        foreach (string name in names.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            string title = "Rename the parameter to '" + name + "'";
            yield return CodeAction.Create(title, token => Renamed(document, parameter, name, token), nameof(NameFix) + name);
        }
    }

    private static async Task<Solution> Renamed(Document document, ParameterSyntax parameter, string name, CancellationToken token)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(token).ConfigureAwait(false);
        return model?.GetDeclaredSymbol(parameter, token) is { } symbol
            ? await Renamer.RenameSymbolAsync(document.Project.Solution, symbol, default, name, token).ConfigureAwait(false)
            : document.Project.Solution;
    }
}
