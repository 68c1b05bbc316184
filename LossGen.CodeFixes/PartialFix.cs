using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LossGen.CodeFixes;

/// <summary>Makes a kernel method and the types around it partial, and neither file-local.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartialFix() : LossCodeFix("LG0001", "LG0004")
{
    private protected override IEnumerable<CodeAction> Actions(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method)
        {
            string title = method.Body is null && method.ExpressionBody is null ? "Make the method partial" : "Make the method partial, and let LossGen write its body";
            yield return CodeAction.Create(title, token => WithPartialMethod(document, root, method, token), nameof(PartialFix) + "Method");
        }
        else if (node is TypeDeclarationSyntax type && (type.TypeParameterList is null || !type.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            bool isFileLocal = type.Modifiers.Any(SyntaxKind.FileKeyword) && type.Modifiers.Any(SyntaxKind.PartialKeyword);
            yield return CodeAction.Create(
                isFileLocal ? "Remove 'file'" : "Make the type partial",
                token => WithPartialType(document, type, token),
                nameof(PartialFix) + "Type");
        }
    }

    private static async Task<Solution> WithPartialMethod(Document document, SyntaxNode root, MethodDeclarationSyntax method, CancellationToken token)
    {
        MethodDeclarationSyntax partial = method
            .WithModifiers(WithPartial(method.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.AbstractKeyword) && !modifier.IsKind(SyntaxKind.ExternKeyword))))
            .WithBody(null)
            .WithExpressionBody(null)
            .WithParameterList(method.ParameterList.WithTrailingTrivia())
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(method.GetTrailingTrivia()));
        if (method.Modifiers.Count == 0)
        {
            partial = method.ReturnType.HasLeadingTrivia
                ? partial.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).WithLeadingTrivia(method.GetLeadingTrivia())
                : partial;
        }

        var annotation = new SyntaxAnnotation();
        Document changed = document.WithSyntaxRoot(root.ReplaceNode(method, partial.WithAdditionalAnnotations(annotation)));
        SyntaxNode newRoot = (await changed.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        Solution solution = changed.Project.Solution;

        // Without the other parts of the types, which the diagnostic's next run finds (LG0004).
        TypeDeclarationSyntax[] types = [.. newRoot.GetAnnotatedNodes(annotation).Single().Ancestors().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))];
        return solution.WithDocumentSyntaxRoot(document.Id, newRoot.ReplaceNodes(types, (_, type) => Partial(type)));
    }

    private static async Task<Solution> WithPartialType(Document document, TypeDeclarationSyntax type, CancellationToken token)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(token).ConfigureAwait(false);
        var editor = new SolutionEditor(document.Project.Solution);
        foreach (SyntaxReference reference in model?.GetDeclaredSymbol(type, token)?.DeclaringSyntaxReferences ?? [])
        {
            if (await reference.GetSyntaxAsync(token).ConfigureAwait(false) is TypeDeclarationSyntax part && document.Project.Solution.GetDocument(part.SyntaxTree) is { } place)
            {
                DocumentEditor parts = await editor.GetDocumentEditorAsync(place.Id, token).ConfigureAwait(false);
                parts.ReplaceNode(part, (current, _) => Partial((TypeDeclarationSyntax)current));
            }
        }

        return editor.GetChangedSolution();
    }

    /// <summary>A part of a type that another file may add to.</summary>
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Count == 0)
        {
            SyntaxTriviaList leading = type.Keyword.LeadingTrivia;
            return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.Space)]);
        }

        return (TypeDeclarationSyntax)type.WithModifiers(WithPartial(type.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.FileKeyword))))
            .WithLeadingTrivia(type.GetLeadingTrivia());
    }

    // 'partial' stands last.
    private static SyntaxTokenList WithPartial(IEnumerable<SyntaxToken> modifiers)
    {
        SyntaxTokenList others = [.. modifiers];
        return others.Any(SyntaxKind.PartialKeyword) ? others : others.Add(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space));
    }
}
