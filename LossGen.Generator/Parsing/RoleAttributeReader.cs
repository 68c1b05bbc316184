using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Reads <c>[Role(LossRole.Logits)]</c>.</summary>
internal static class RoleAttributeReader
{
    /// <summary>The role that a parameter's attribute gives it, or null.</summary>
    public static Role? Find(IParameterSymbol parameter)
    {
        TypedConstant said = parameter.GetAttributes().FirstOrDefault(IsRoleAttribute)?.ConstructorArguments.FirstOrDefault() ?? default;
        return said.Kind == TypedConstantKind.Enum
            && AttributeReader.Members(said.Type!).FirstOrDefault(member => Equals(member.ConstantValue, said.Value)) is { } member
            && Enum.TryParse(member.Name, out Role role)
                ? role
                : null;
    }

    public static bool IsRoleAttribute(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "RoleAttribute", ContainingNamespace: { Name: "LossGen", ContainingNamespace.IsGlobalNamespace: true } };
}
