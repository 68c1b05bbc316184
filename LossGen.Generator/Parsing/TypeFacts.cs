using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Parsing;

/// <summary>What the rules ask of a type.</summary>
internal static class TypeFacts
{
    /// <summary>The type that losses of three terms return.</summary>
    public const string YoloLoss = "YoloLoss";

    /// <summary>A return type as the schemas name it, or null for one that no kernel returns.</summary>
    public static string? Returned(ITypeSymbol type) =>
        type is { Name: YoloLoss, ContainingType: null, ContainingNamespace: { Name: "LossGen", ContainingNamespace.IsGlobalNamespace: true } } ? YoloLoss : ElementTypeFacts.From(type)?.Keyword();

    /// <summary>The type's declarations in source.</summary>
    public static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    /// <summary>Whether another part of the type can be written. The class of top-level statements is no type declaration and is partial.</summary>
    public static bool IsPartial(INamedTypeSymbol type) => Declarations(type).All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether a type, or what it is made of, does not exist; the compiler says so.</summary>
    public static bool IsUnresolved(ITypeSymbol type) => Contains(type, part => part.TypeKind == TypeKind.Error);

    /// <summary>Whether a type parameter stands in the type.</summary>
    public static bool IsOpen(ITypeSymbol type) => Contains(type, part => part.TypeKind == TypeKind.TypeParameter);

    private static bool Contains(ITypeSymbol type, Func<ITypeSymbol, bool> predicate) => predicate(type) || type switch
    {
        IArrayTypeSymbol array => Contains(array.ElementType, predicate),
        IPointerTypeSymbol pointer => Contains(pointer.PointedAtType, predicate),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Contains(argument, predicate)),
        _ => false,
    };
}
