using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

internal static class ElementTypeFacts
{
    /// <summary>The type's keyword: <c>float</c>.</summary>
    public static string Keyword(this ElementType type) => type switch
    {
        ElementType.Float => "float",
        ElementType.Byte => "byte",
        ElementType.Bool => "bool",
        ElementType.Int => "int",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static ElementType? From(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Float,
        SpecialType.System_Byte => ElementType.Byte,
        SpecialType.System_Boolean => ElementType.Bool,
        SpecialType.System_Int32 => ElementType.Int,
        _ => null,
    };
}
