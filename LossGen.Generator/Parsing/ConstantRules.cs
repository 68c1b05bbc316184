using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Rules for the constants of a loss attribute.</summary>
internal static class ConstantRules
{
    /// <summary>Each constant is finite and in its range, and an enumeration's is one of its members.</summary>
    public static IEnumerable<Diagnostic> InRange(LossMethod method)
    {
        AttributeData attribute = method.Attributes[0];
        return
            from argument in attribute.NamedArguments
            let number = AttributeReader.Number(argument.Value)
            where number is not null && !AttributeReader.IsNumberForEnumeration(attribute, argument.Key, argument.Value)      // else the compiler reports it
            let range = argument.Value.Kind == TypedConstantKind.Enum
                ? MembersUnless(argument.Value)
                : RangeUnless(method.Schema.Constants.FirstOrDefault(constant => constant.Name == argument.Key), number.Value)
            where range is not null
            select Diagnostic.Create(
                DiagnosticDescriptors.ConstantOutOfRange,
                AttributeReader.Expression(attribute, argument.Key).GetLocation(),
                argument.Key, method.Schema.Name, AttributeReader.Text(argument.Value), range);
    }

    /// <summary>What an enumeration allows, or null if the value is allowed.</summary>
    private static string? MembersUnless(TypedConstant value)
    {
        IFieldSymbol[] members = [.. AttributeReader.Members(value.Type!)];
        return members.Any(member => Equals(member.ConstantValue, value.Value))
            ? null
            : Phrase.Choice(members.Select(member => member.ToDisplayString(DisplayFormats.Message)));
    }

    /// <summary>What a number may be, or null if it is so.</summary>
    private static string? RangeUnless(ConstantSchema? constant, double value) =>
        constant is null || (value >= Math.Max(constant.Min, double.MinValue) && value <= Math.Min(constant.Max, double.MaxValue) && !(constant.ExcludesMin && value == constant.Min))
            ? null
            : (constant.Kind == ConstantKind.Integer ? "a whole number" : "a finite number") + Bounds(constant);

    private static string Bounds(ConstantSchema constant)
    {
        bool hasMin = !double.IsInfinity(constant.Min);
        bool hasMax = !double.IsInfinity(constant.Max) && constant.Max != int.MaxValue;
        string min = constant.Min.ToString(CultureInfo.InvariantCulture);
        string max = constant.Max.ToString(CultureInfo.InvariantCulture);
        return (hasMin, hasMax) switch
        {
            (true, true) => " from " + min + " to " + max,
            (true, false) => (constant.ExcludesMin ? " of more than " : " of at least ") + min,
            (false, true) => " of at most " + max,
            _ => "",
        };
    }
}
