using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Parsing;

/// <summary>Declarations that the compiler refuses: a second part would repeat the mistake in a file that the user cannot mend.</summary>
internal static class DeclarationFacts
{
    public static bool IsWellFormed(LossMethod method) =>
        method.ContainingTypes.Select(type => type.Name).Append(method.Symbol.Name).Concat(method.Symbol.Parameters.Select(parameter => parameter.Name)).All(name => name.Length > 0)
        && HasNamespace(method.Symbol.ContainingNamespace)
        && HasConsistentModifiers(method.Syntax!.Modifiers)
        && method.Syntax.ParameterList.Parameters.All(parameter => IsEachOnce(parameter.Modifiers))
        && (method.Symbol.IsStatic || !method.Symbol.ContainingType.IsStatic)
        && (!method.Symbol.IsExtensionMethod || (method.Symbol.IsStatic && method.Symbol.ContainingType is { IsStatic: true, ContainingType: null }));

    // A missing name (CS1001) is an empty one.
    private static bool HasNamespace(INamespaceSymbol space) => space.IsGlobalNamespace || (space.Name.Length > 0 && HasNamespace(space.ContainingNamespace));

    // CS1004, CS0107
    private static bool HasConsistentModifiers(SyntaxTokenList modifiers)
    {
        SyntaxKind[] access = [.. modifiers.Select(modifier => modifier.Kind()).Where(SyntaxFacts.IsAccessibilityModifier)];
        return IsEachOnce(modifiers)
            && (access.Length < 2
                || (access.Length == 2 && access.Contains(SyntaxKind.ProtectedKeyword) && !access.Contains(SyntaxKind.PublicKeyword)));
    }

    private static bool IsEachOnce(SyntaxTokenList modifiers) => modifiers.Select(modifier => modifier.Kind()).Distinct().Count() == modifiers.Count;
}
