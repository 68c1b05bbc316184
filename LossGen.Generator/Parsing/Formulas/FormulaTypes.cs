using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>The runtime's types for formulas over rows and boxes.</summary>
internal static class FormulaTypes
{
    public static bool IsRow(ITypeSymbol type) => IsOurs(type, "Row");

    public static bool IsBox(ITypeSymbol type) => IsOurs(type, "Box");

    /// <summary>The type of the numbers in a row or a box; that of a box without type arguments is 'float'.</summary>
    public static ElementType? Element(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } generic ? ElementTypeFacts.From(generic.TypeArguments[0]) : IsBox(type) ? ElementType.Float : ElementTypeFacts.From(type);

    private static bool IsOurs(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { Name: "LossGen", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name;
}
