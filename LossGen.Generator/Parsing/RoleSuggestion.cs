using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Parsing;

/// <summary>What to do about a parameter whose name is no role.</summary>
internal static class RoleSuggestion
{
    /// <summary>The advice in words.</summary>
    public static string Text(IReadOnlyCollection<Role> candidates) => candidates.Count == 0
        ? "Remove it"
        : "Rename it to " + Phrase.Choice(candidates.Select(role => Phrase.Quote(role.ParameterName())));

    /// <summary>The advice for the code fix.</summary>
    public static (string Key, string Value) Fix(IReadOnlyCollection<Role> candidates) => candidates.Count == 0
        ? (FixProperties.Remove, "")
        : (FixProperties.Names, string.Join(",", candidates.Select(role => role.ParameterName())));

    /// <summary>The roles that the parameter may be meant for; none where it is one too many.</summary>
    public static Role[] Candidates(BoundParameter parameter, LossMethod method)
    {
        BoundSignature signature = method.Signature;
        bool isOutput = ParameterType.IsWritable(parameter.Symbol.Type);
        bool isScalar = ParameterType.From(parameter.Symbol.Type) is { Carrier: Carrier.Scalar };

        Role[] free = [.. (isOutput ? method.Schema.Outputs() : method.Schema.Inputs())
            .Where(role => role.IsScalar() == isScalar && !signature.Has(role) && !(role.IsPrediction() && signature.Parameters.Any(p => p.Role?.IsPrediction() == true)))];
        Role[] sameButForCase = [.. free.Where(role => string.Equals(role.ParameterName(), parameter.Name, StringComparison.OrdinalIgnoreCase))];
        if (sameButForCase.Length > 0)
        {
            return sameButForCase;
        }

        // Whoever misnames the prediction and the targets still writes them in this order.
        int position = signature.Unknown.Where(p => ParameterType.IsWritable(p.Symbol.Type) == isOutput).ToList().IndexOf(parameter);
        Role[] missing = [.. signature.Missing.Where(role => role.IsOutput() == isOutput)];
        return position < missing.Length ? [missing[position]] : free;
    }
}
