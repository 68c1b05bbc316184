using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>The ways in which a symbol becomes text.</summary>
internal static class DisplayFormats
{
    /// <summary>For messages: <c>Losses.Focal</c>, <c>float[]</c>.</summary>
    public static readonly SymbolDisplayFormat Message = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.None,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>For file names: <c>Vision.Losses.Focal</c>.</summary>
    public static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>A type in messages: <c>ReadOnlySpan&lt;float&gt;</c>.</summary>
    public static readonly SymbolDisplayFormat MessageType = Message.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>A type in generated text, independent of where it stands: <c>global::System.ReadOnlySpan&lt;float&gt;</c>.</summary>
    public static readonly SymbolDisplayFormat GeneratedType = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A name in generated text, with its type parameters and without what contains it: <c>Losses&lt;T&gt;</c>, <c>@class</c>.</summary>
    public static readonly SymbolDisplayFormat GeneratedName = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The constraints of a generic method: the method's text with them minus <see cref="GeneratedName"/>.</summary>
    public static readonly SymbolDisplayFormat GeneratedConstraints = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
}
