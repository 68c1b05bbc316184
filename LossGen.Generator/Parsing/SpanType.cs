using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>A span as a parameter's type: of which element type, and whether the method may write it.</summary>
internal sealed record SpanType(ElementType Element, bool IsWritable)
{
    /// <summary>The span that a type is, or null for every other type.</summary>
    public static SpanType? From(ITypeSymbol type) =>
        IsSpan(type, out bool isWritable) && ElementTypeFacts.From(((INamedTypeSymbol)type).TypeArguments[0]) is { } element
            ? new SpanType(element, isWritable)
            : null;

    /// <summary>Whether a type is a span that can be written, of whatever elements.</summary>
    public static bool IsWritableSpan(ITypeSymbol type) => IsSpan(type, out bool isWritable) && isWritable;

    public override string ToString() => (IsWritable ? "Span<" : "ReadOnlySpan<") + Element.Keyword() + ">";

    private static bool IsSpan(ITypeSymbol type, out bool isWritable)
    {
        isWritable = type.Name == "Span";
        return type is INamedTypeSymbol
        {
            Name: "Span" or "ReadOnlySpan",
            Arity: 1,
            ContainingType: null,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };
    }
}
