using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>Finds the method that an attribute names as its formula.</summary>
internal static class FormulaFinder
{
    /// <summary>The name that the attribute gives; also that of a method that is not there, of which <c>nameof</c> makes no constant.</summary>
    public static string? Name(AttributeData attribute) => attribute.ConstructorArguments.LastOrDefault() switch
    {
        { Kind: TypedConstantKind.Primitive, Value: string name } => name,
        _ => Argument(attribute)?.DescendantNodesAndSelf().OfType<ArgumentSyntax>().FirstOrDefault()?.Expression.ToString(),
    };

    /// <summary>The type in which the formula is looked for: the one that the attribute names, or that of the kernel.</summary>
    public static INamedTypeSymbol? Home(AttributeData attribute, IMethodSymbol method) =>
        attribute.ConstructorArguments.Length < 2 ? method.ContainingType : attribute.ConstructorArguments[0].Value as INamedTypeSymbol;

    /// <summary>The other type, and the method of it, that an attribute without a type means, as in <c>nameof(Others.Formula)</c>; null where it means none.</summary>
    public static (string Type, string Method)? OfOther(AttributeData attribute, INamedTypeSymbol home)
    {
        string? meant = attribute.ConstructorArguments.Length > 1 ? null
            : Argument(attribute)?.Expression is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call ? call.ArgumentList.Arguments[0].Expression.ToString()
            : Name(attribute);
        int dot = meant?.LastIndexOf('.') ?? -1;
        return dot > 0 && meant!.Substring(0, dot) is var type && type != home.Name ? (type, meant.Substring(dot + 1)) : null;
    }

    /// <summary>The formula's place in the attribute.</summary>
    public static Location Location(AttributeData attribute) => Argument(attribute)?.GetLocation() ?? AttributeReader.LocationOf(attribute);

    /// <summary>The methods that may be meant; no kernel is its own formula.</summary>
    public static IEnumerable<IMethodSymbol> Candidates(INamedTypeSymbol home) =>
        home.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && !m.GetAttributes().Any(a => LossMethod.SchemaOf(a) is not null) && !m.IsPartialDefinition);

    /// <summary>The formula, or null; of several, the one that computes with numbers of a type.</summary>
    public static IMethodSymbol? Find(AttributeData attribute, IMethodSymbol method, ElementType real) =>
        Home(attribute, method) is { } home && Name(attribute) is { } name
            ? Candidates(home).Where(m => m.Name == name).OrderBy(m => !m.IsStatic).ThenBy(m => m.Parameters.Length == 0 || FormulaTypes.Element(m.Parameters[0].Type) != real).FirstOrDefault()
            : null;

    private static AttributeArgumentSyntax? Argument(AttributeData attribute) =>
        ((AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax()).ArgumentList?.Arguments.LastOrDefault(a => a.NameEquals is null);
}
