using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Parsing;

/// <summary>Reads how to write the implementing part of a partial method, which has to repeat the defining part in all but attributes and default values.</summary>
internal static class MethodSpecReader
{
    public static MethodSpec Read(LossMethod method) => new(
        HintName.Of(method),
        Namespace(method.Symbol.ContainingNamespace),
        method.ContainingTypes.Select(TypeHeader).ToEquatableArray(),
        Declaration(method.Symbol, method.Syntax!),
        method.DisplayName,
        IsDocumented(method.Syntax!));

    private static string Namespace(INamespaceSymbol symbol) => symbol.IsGlobalNamespace
        ? ""
        : symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    // One part of a type need not repeat the modifiers of another, except that 'unsafe' holds inside its own part alone.
    private static string TypeHeader(INamedTypeSymbol type)
    {
        bool isUnsafe = TypeFacts.Declarations(type).Any(declaration => declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword));
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return (isUnsafe ? "unsafe " : "") + "partial " + keyword + " " + type.ToDisplayString(DisplayFormats.GeneratedName);
    }

    // Modifiers come from the syntax, which has just those that the other part must have; types from the symbols, which know their full names.
    private static string Declaration(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        string name = method.ToDisplayString(DisplayFormats.GeneratedName);
        string constraints = method.ToDisplayString(DisplayFormats.GeneratedConstraints).Substring(name.Length);
        string reference = method.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" };
        IEnumerable<string> parameters = method.Parameters.Zip(syntax.ParameterList.Parameters, Parameter);

        return Text(syntax.Modifiers) + reference + Text(method.ReturnType) + " " + name + "(" + string.Join(", ", parameters) + ")" + constraints;
    }

    private static string Parameter(IParameterSymbol symbol, ParameterSyntax syntax) =>
        Text(syntax.Modifiers) + Text(symbol.Type) + " " + symbol.ToDisplayString(DisplayFormats.GeneratedName);

    private static string Text(SyntaxTokenList modifiers) => string.Concat(modifiers.Select(modifier => modifier.Text + " "));

    private static string Text(ITypeSymbol type) => type.ToDisplayString(DisplayFormats.GeneratedType);

    // Where the compiler reads no documentation (DocumentationMode.None), a documentation comment is an ordinary one that begins like it.
    private static bool IsDocumented(MethodDeclarationSyntax syntax) => syntax.GetLeadingTrivia().Any(trivia => trivia.Kind() switch
    {
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => true,
        SyntaxKind.SingleLineCommentTrivia => StartsWith(trivia, "///", not: '/'),
        SyntaxKind.MultiLineCommentTrivia => StartsWith(trivia, "/**", not: '/') && !StartsWith(trivia, "/***", not: '\0'),
        _ => false,
    });

    private static bool StartsWith(SyntaxTrivia comment, string start, char not)
    {
        string text = comment.ToString();
        return text.StartsWith(start, StringComparison.Ordinal) && !(text.Length > start.Length && text[start.Length] == not);
    }
}
