using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>How a parameter carries its values.</summary>
internal enum Carrier
{
    /// <summary>One number.</summary>
    Scalar,

    ReadOnlySpan,
    Span,
}

/// <summary>The type of a kernel method's parameter.</summary>
internal sealed record ParameterType(ElementType Element, Carrier Carrier)
{
    /// <summary>A parameter's type, or null for one that no kernel takes.</summary>
    public static ParameterType? From(ITypeSymbol type)
    {
        Carrier carrier = CarrierOf(type) ?? Carrier.Scalar;
        ITypeSymbol element = carrier == Carrier.Scalar ? type : ((INamedTypeSymbol)type).TypeArguments[0];
        return ElementTypeFacts.From(element) is { } known ? new(known, carrier) : null;
    }

    /// <summary>Whether values can be written through a parameter of the type, whatever their type.</summary>
    public static bool IsWritable(ITypeSymbol type) => CarrierOf(type) == Carrier.Span;

    public override string ToString() => Carrier == Carrier.Scalar ? Element.Keyword() : $"{Carrier}<{Element.Keyword()}>";

    private static Carrier? CarrierOf(ITypeSymbol type) => type switch
    {
        not INamedTypeSymbol { Arity: 1, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => null,
        { Name: "ReadOnlySpan" } => Carrier.ReadOnlySpan,
        { Name: "Span" } => Carrier.Span,
        _ => null,
    };
}
