using System.Collections.Immutable;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.CodeFixes;

/// <summary>A fix for some of LossGen's rules. What it has to know beyond the source the diagnostic says (<see cref="FixProperties"/>).</summary>
public abstract class LossCodeFix : CodeFixProvider
{
    private protected LossCodeFix(params string[] rules) => FixableDiagnosticIds = [.. rules];

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (CodeAction action in Actions(context.Document, root, root.FindNode(diagnostic.Location.SourceSpan), diagnostic))
            {
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>The ways to fix a mistake.</summary>
    /// <param name="document">Where it is.</param>
    /// <param name="root">The document's tree.</param>
    /// <param name="node">What the diagnostic marks.</param>
    /// <param name="diagnostic">The mistake.</param>
    private protected abstract IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic);

    /// <summary>An action that replaces a node of the document. Those of one kind, with whatever text, can be taken all at once.</summary>
    private protected CodeAction Replace(string title, Document document, SyntaxNode root, SyntaxNode old, SyntaxNode @new, string kind = "") =>
        CodeAction.Create(title, _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(old, @new))), GetType().Name + kind);

    /// <summary>A property of a diagnostic, or null.</summary>
    private protected static string? Property(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out string? value) ? value : null;
}
