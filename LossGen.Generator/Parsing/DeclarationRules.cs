using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Parsing;

/// <summary>Rules for what a kernel method is and where it stands.</summary>
internal static class DeclarationRules
{
    public static IEnumerable<Diagnostic> OneLoss(LossMethod method) =>
        from attribute in method.Attributes
        let other = LossMethod.SchemaOf(attribute)!
        where other != method.Schema      // the same attribute twice is the compiler's CS0579
        select Diagnostic.Create(
            DiagnosticDescriptors.SeveralLosses,
            AttributeReader.LocationOf(attribute),
            method.DisplayName, method.Schema.Name, other.Name);

    public static IEnumerable<Diagnostic> Partial(LossMethod method)
    {
        if (!method.IsPartial)
        {
            // On what can never be partial, the attribute is what is out of place.
            Location location = method.Syntax?.Identifier.GetLocation() ?? AttributeReader.LocationOf(method.Attributes[0]);
            yield return Diagnostic.Create(DiagnosticDescriptors.NotPartial, location, method.DisplayName, method.Schema.Name);
        }
    }

    public static IEnumerable<Diagnostic> NotImplemented(LossMethod method)
    {
        if (method.Implementation is { } implementation)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.AlreadyImplemented, implementation.Locations[0], method.DisplayName, method.Schema.Name);
        }
    }

    public static IEnumerable<Diagnostic> AccessModifier(LossMethod method)
    {
        if (!method.Syntax!.Modifiers.Any(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())))
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.NoAccessModifier, method.Symbol.Locations[0], method.DisplayName);
        }
    }

    public static IEnumerable<Diagnostic> ContainingTypes(LossMethod method) =>
        from type in method.ContainingTypes
        let mistake = !TypeFacts.IsPartial(type) ? ("not partial", "Declare it 'partial'")
            : type.Arity > 0 ? ("generic", "Move the method to a type without type parameters")
            : type.IsFileLocal ? ("file-local", "Remove 'file'")
            : ((string Mistake, string Remedy)?)null
        where mistake is not null
        select Diagnostic.Create(
            DiagnosticDescriptors.ContainingType,
            type.Locations[0],
            type.ToDisplayString(DisplayFormats.MessageType), mistake.Value.Mistake, mistake.Value.Remedy);

    /// <summary>The kernels are in file-local types.</summary>
    public static IEnumerable<Diagnostic> Language(LossMethod method)
    {
        LanguageVersion version = ((CSharpParseOptions)method.Syntax!.SyntaxTree.Options).LanguageVersion;
        if (version < LanguageVersion.CSharp11)
        {
            yield return Diagnostic.Create(
                DiagnosticDescriptors.LanguageVersion, AttributeReader.LocationOf(method.Attributes[0]), method.DisplayName, version.ToDisplayString());
        }
    }

    /// <summary>The kernels multiply and add vectors of every width.</summary>
    public static IEnumerable<Diagnostic> Platform(LossMethod method)
    {
        if (!method.Symbol.ContainingModule.ReferencedAssemblySymbols.Any(HasVectors))
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.TargetFramework, AttributeReader.LocationOf(method.Attributes[0]), method.DisplayName);
        }
    }

    // Vector512 came with .NET 8, this method of it with .NET 9.
    private static bool HasVectors(IAssemblySymbol assembly) =>
        assembly.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector512")?.GetMembers("FusedMultiplyAdd").IsEmpty == false;

    public static IEnumerable<Diagnostic> NotGeneric(LossMethod method)
    {
        if (method.Syntax!.TypeParameterList is { } typeParameters)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.GenericMethod, typeParameters.GetLocation(), method.DisplayName, method.Schema.Name);
        }
    }
}
