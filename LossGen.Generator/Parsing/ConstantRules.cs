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
            select Mistake.Create(
                DiagnosticDescriptors.ConstantOutOfRange,
                AttributeReader.Expression(attribute, argument.Key).GetLocation(),
                (FixProperties.Value, Nearest(argument.Value, number.Value, method.Schema.Constants.FirstOrDefault(constant => constant.Name == argument.Key))),
                argument.Key, method.Schema.Name, AttributeReader.Text(argument.Value), range);
    }

    // In spans; a tensor view has the axis, and states of anchors, packed or not, show how many rows there are.
    public static IEnumerable<Diagnostic> ClassesKnown(LossMethod method)
    {
        bool hasRows = method.Schema.HasAnchorStates || method.Signature.Has(Role.Weights) || (method.Signature.Has(Role.Losses) && !method.Schema.IsPerEntry);
        if (method.Schema.Skeleton == Skeleton.Row && !method.IsOverViews && method.HasDistributions && !hasRows
            && !method.Attributes[0].NamedArguments.Any(argument => argument.Key == "Classes" && AttributeReader.Number(argument.Value) is not 0))
        {
            yield return Diagnostic.Create(
                DiagnosticDescriptors.ClassesUnknown,
                method.Symbol.Locations[0],
                method.DisplayName, method.Schema.Name, method.Real.Keyword());
        }
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

    /// <summary>The value in the range that is nearest; where none is, the default.</summary>
    private static string Nearest(TypedConstant value, double number, ConstantSchema? constant)
    {
        if (constant is null || value.Kind == TypedConstantKind.Enum)
        {
            return AttributeReader.Members(value.Type!).First().ToDisplayString(DisplayFormats.Message);
        }

        double nearest = number > constant.Max ? constant.Max
            : number < constant.Min || (number == constant.Min && !constant.ExcludesMin) ? constant.Min
            : constant.Default;
        bool isValue = !double.IsInfinity(nearest) && !(constant.ExcludesMin && nearest == constant.Min);
        return (isValue ? nearest : constant.Default).ToString("R", CultureInfo.InvariantCulture);
    }

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
