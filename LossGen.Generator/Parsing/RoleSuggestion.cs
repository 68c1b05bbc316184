namespace LossGen.Generator.Parsing;

/// <summary>What to do about a parameter whose name is no role.</summary>
internal static class RoleSuggestion
{
    public static string For(BoundParameter parameter, LossMethod method)
    {
        Role[] candidates = Candidates(parameter, method);
        return candidates.Length == 0
            ? "Remove it"
            : "Rename it to " + Phrase.Choice(candidates.Select(role => Phrase.Quote(role.ParameterName())));
    }

    private static Role[] Candidates(BoundParameter parameter, LossMethod method)
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
        return !isOutput && position < signature.Missing.Count ? [signature.Missing[position]] : free;
    }
}
