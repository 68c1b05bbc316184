using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

internal static class ElementTypeFacts
{
    /// <summary>The type's keyword: <c>float</c>.</summary>
    public static string Keyword(this ElementType type) => type switch
    {
        ElementType.Float => "float",
        ElementType.Double => "double",
        ElementType.Byte => "byte",
        ElementType.Bool => "bool",
        ElementType.Int => "int",
        ElementType.Long => "long",
        ElementType.SByte => "sbyte",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Whether a kernel can compute with numbers of the type.</summary>
    public static bool IsReal(this ElementType type) => type is ElementType.Float or ElementType.Double;

    /// <summary>Whether values of the type are class indices.</summary>
    public static bool IsClassIndex(this ElementType type) => type is ElementType.Int or ElementType.Long;

    /// <summary>The size of a value.</summary>
    public static int Bytes(this ElementType type) => type switch
    {
        ElementType.Byte or ElementType.Bool or ElementType.SByte => 1,
        ElementType.Double or ElementType.Long => 8,
        _ => 4,
    };

    public static ElementType? From(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Float,
        SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Byte => ElementType.Byte,
        SpecialType.System_Boolean => ElementType.Bool,
        SpecialType.System_Int32 => ElementType.Int,
        SpecialType.System_Int64 => ElementType.Long,
        SpecialType.System_SByte => ElementType.SByte,
        _ => null,
    };
}
