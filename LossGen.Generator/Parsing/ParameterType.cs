using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>How a parameter carries its values.</summary>
internal enum Carrier
{
    /// <summary>One number.</summary>
    Scalar,

    ReadOnlySpan,
    Span,
    ReadOnlyTensorView,
    TensorView,
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
    public static bool IsWritable(ITypeSymbol type) => CarrierOf(type) is Carrier.Span or Carrier.TensorView;

    /// <summary>Whether a parameter of the type is a tensor view, whatever its values' type.</summary>
    public static bool IsView(ITypeSymbol type) => CarrierOf(type) is Carrier.ReadOnlyTensorView or Carrier.TensorView;

    /// <summary>Whether a type is what a kernel takes, or an array in place of it, be its values' type right or wrong.</summary>
    public static bool IsPossible(ITypeSymbol type) => type is IArrayTypeSymbol || CarrierOf(type) is not null || ElementTypeFacts.From(type) is not null || TypeFacts.IsUnresolved(type);

    public override string ToString() => Carrier == Carrier.Scalar ? Element.Keyword() : $"{Carrier}<{Element.Keyword()}>";

    private static Carrier? CarrierOf(ITypeSymbol type) => type switch
    {
        not INamedTypeSymbol { Arity: 1, ContainingType: null, ContainingNamespace.ContainingNamespace.IsGlobalNamespace: true } => null,
        { Name: "ReadOnlySpan", ContainingNamespace.Name: "System" } => Carrier.ReadOnlySpan,
        { Name: "Span", ContainingNamespace.Name: "System" } => Carrier.Span,
        { Name: "ReadOnlyTensorView", ContainingNamespace.Name: "LossGen" } => Carrier.ReadOnlyTensorView,
        { Name: "TensorView", ContainingNamespace.Name: "LossGen" } => Carrier.TensorView,
        _ => null,
    };
}
