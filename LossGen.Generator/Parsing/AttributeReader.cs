using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Parsing;

/// <summary>Reads what a loss attribute says.</summary>
internal static class AttributeReader
{
    /// <summary>The value of every constant in the schema's order, the default where the attribute is silent.</summary>
    public static EquatableArray<NamedConstant> Constants(AttributeData attribute, LossSchema schema) =>
        schema.Constants.Select(constant => new NamedConstant(constant.Name, Find(attribute, constant.Name) ?? constant.Default)).ToEquatableArray();

    /// <summary>The numbers of an array; none where the attribute is silent.</summary>
    public static EquatableArray<double> Numbers(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(value => Number(value) ?? double.NaN).ToEquatableArray()
            : default;

    /// <summary>What the properties of the attributes' base class say.</summary>
    public static LossOptions Options(AttributeData attribute) => new(
        (ReductionKind)(Find(attribute, "Reduction") ?? 0),
        EmptyMeanIsNaN: Find(attribute, "EmptyMean") == 1,
        IsPrecise: Find(attribute, "Precision") == 1,
        Accumulates: Find(attribute, "Accumulate") == 1,
        IsParallel: Find(attribute, "Parallel") == 1);

    /// <summary>The attribute with its constants as values: <c>FocalLoss(Alpha = 0.25, Targets = TargetKind.Hard)</c>.</summary>
    public static string Text(AttributeData attribute, LossSchema schema)
    {
        string[] arguments =
        [
            .. attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Type ? $"typeof({(argument.Value as ITypeSymbol)?.Name})" : $"nameof({argument.Value})"),
            .. attribute.NamedArguments.Select(argument => argument.Key + " = " + Text(argument.Value)),
        ];
        return arguments.Length == 0 ? schema.Name : schema.Name + "(" + string.Join(", ", arguments) + ")";
    }

    /// <summary>A constant's value as one would write it.</summary>
    public static string Text(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Enum } => Members(constant.Type!).FirstOrDefault(member => Equals(member.ConstantValue, constant.Value)) is { } member
            ? member.ToDisplayString(DisplayFormats.Message)
            : "(" + constant.Type!.Name + ")" + Number(constant)?.ToString(CultureInfo.InvariantCulture),
        { Kind: TypedConstantKind.Primitive, Value: bool truth } => truth ? "true" : "false",
        { Kind: TypedConstantKind.Array, IsNull: false } => "[" + string.Join(", ", constant.Values.Select(Text)) + "]",
        _ => Number(constant)?.ToString("R", CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The members of an enumeration.</summary>
    public static IEnumerable<IFieldSymbol> Members(ITypeSymbol enumeration) => enumeration.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);

    /// <summary>A constant as a number, an enumeration's as that of its member; null where the compiler could not read it. A negative zero is zero.</summary>
    public static double? Number(TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum && constant.Value is IConvertible value
            ? value.ToDouble(CultureInfo.InvariantCulture) + 0.0
            : null;

    /// <summary>Whether an argument does not compile; the compiler says why.</summary>
    public static bool HasErrors(AttributeData attribute) =>
        attribute.NamedArguments.Any(argument => IsError(argument.Value) || IsNumberForEnumeration(attribute, argument.Key, argument.Value));

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(IsError));

    /// <summary>Whether a plain number stands for an enumeration's member: an error (CS0266) for which the compiler still gives the value.</summary>
    public static bool IsNumberForEnumeration(AttributeData attribute, string name, TypedConstant value) =>
        value.Kind == TypedConstantKind.Enum
        && value.Value is not 0
        && Expression(attribute, name).DescendantNodesAndSelf().All(node => node is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax);

    public static Location LocationOf(AttributeData attribute) => Syntax(attribute).GetLocation();

    /// <summary>The value of a named argument as it stands in the source.</summary>
    public static ExpressionSyntax Expression(AttributeData attribute, string name) =>
        Syntax(attribute).ArgumentList!.Arguments.First(argument => argument.NameEquals?.Name.Identifier.ValueText == name).Expression;

    private static AttributeSyntax Syntax(AttributeData attribute) => (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();

    private static double? Find(AttributeData attribute, string name) =>
        Number(attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value);
}
