using LossGen.Generator.Diagnostics;
using LossGen.Generator.Parsing.Formulas;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>What to do about a parameter whose name is no role.</summary>
internal static class RoleSuggestion
{
    /// <summary>The advice in words.</summary>
    /// <param name="candidates">The roles that the parameter may be meant for.</param>
    /// <param name="said">The role that its name says.</param>
    public static string Text(IReadOnlyCollection<Role> candidates, Role? said = null) =>
        candidates.Count == 0 ? "Remove it"
        : said == Role.Logits && IsOtherForm(candidates, said) ? "Make probabilities of them, by a sigmoid for example, and name these 'probabilities'"
        : IsOtherForm(candidates, said) ? "Pass the raw scores that they were made of, and name these 'logits'"
        : "Rename it to " + Phrase.Choice(candidates.Select(role => Phrase.Quote(role.ParameterName())));

    /// <summary>The advice about what is neither a role nor a parameter of the user's formula.</summary>
    public static string OfFormula(BoundParameter parameter, IMethodSymbol formula, LossMethod method)
    {
        if (LikeIn(method, parameter) is { } like)
        {
            return $"Rename it to '{like}', as the formula '{formula.Name}' has it";
        }

        if (ParameterType.IsWritable(parameter.Symbol.Type))
        {
            string[] gradients = [.. GradientsOf(method)];
            return Text(Candidates(parameter, method)) + (gradients.Length == 0 ? "" : $"; derivatives by what the formula '{formula.Name}' takes are {Phrase.Choice(gradients.Select(Phrase.Quote))}");
        }

        return Missing(parameter, [.. method.Signature.Unknown.Where(p => !ParameterType.IsWritable(p.Symbol.Type))], method) is { } role
            ? $"Rename it to '{formula.Parameters[role.IsPrediction() ? FormulaSpec.Prediction : FormulaSpec.Target].Name}', as the formula '{formula.Name}' has it, or to '{role.ParameterName()}'"
            : $"Give the formula '{formula.Name}' a parameter of that name, or remove it";
    }

    /// <summary>The name after the formula that a parameter was likely meant to have, or null.</summary>
    public static string? LikeIn(LossMethod method, BoundParameter parameter) =>
        (ParameterType.IsWritable(parameter.Symbol.Type) ? GradientsOf(method) : method.FormulaParameters.Skip(FormulaSpec.Target + 1).Select(p => p.Name))
            .Where(name => method.Signature.Parameters.All(p => p.Name != name))
            .Select(name => (Name: name, Distance: Likeness.Distance(name, parameter.Name)))
            .Where(like => like.Distance <= 2).OrderBy(like => like.Distance).FirstOrDefault().Name;

    /// <summary>What the outputs for derivatives may be called.</summary>
    private static IEnumerable<string> GradientsOf(LossMethod method) => method.FormulaParameters
        .Where((_, place) => place != FormulaSpec.Target || method.Schema.Accepts(Role.TargetGradient)).Select(p => p.GradientName);

    /// <summary>The option of the attribute that a parameter is named after, or null: what is constant is not passed.</summary>
    public static string? Option(BoundParameter parameter, LossMethod method)
    {
        IEnumerable<INamedTypeSymbol> types = [];
        for (INamedTypeSymbol? type = method.Attributes[0].AttributeClass; type is { Name: not "Attribute" }; type = type.BaseType)
        {
            types = types.Append(type);
        }

        return types.SelectMany(type => type.GetMembers().OfType<IPropertySymbol>())
            .FirstOrDefault(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))?.Name;
    }

    /// <summary>The advice for the code fix.</summary>
    public static (string Key, string Value) Fix(IReadOnlyCollection<Role> candidates, Role? said = null) => candidates.Count == 0
        ? (FixProperties.Remove, "")
        : IsOtherForm(candidates, said) ? (FixProperties.Names, "")      // under another name they would still be the wrong numbers
        : (FixProperties.Names, string.Join(",", candidates.Select(role => role.ParameterName())));

    /// <summary>Whether a loss of logits is given probabilities, or the other way round.</summary>
    private static bool IsOtherForm(IReadOnlyCollection<Role> candidates, Role? said) =>
        (said == Role.Logits && candidates.All(role => role == Role.Probabilities)) || (said == Role.Probabilities && candidates.All(role => role == Role.Logits));

    /// <summary>The roles that the parameter may be meant for; none where it is one too many.</summary>
    public static Role[] Candidates(BoundParameter parameter, LossMethod method)
    {
        BoundSignature signature = method.Signature;
        bool isOutput = ParameterType.IsWritable(parameter.Symbol.Type);
        bool isScalar = ParameterType.From(parameter.Symbol.Type) is { Carrier: Carrier.Scalar };

        Role[] free = [.. (isOutput ? method.Schema.Outputs() : method.Schema.Inputs())
            .Where(role => role.IsScalar() == isScalar && !signature.Has(role) && !(role.IsPrediction() && signature.Parameters.Any(p => p.Role?.IsPrediction() == true)))];
        Role[] sameButForCase = [.. free.Where(role => string.Equals(role.ParameterName(), parameter.Name.Replace("_", ""), StringComparison.OrdinalIgnoreCase))];
        if (sameButForCase.Length > 0)
        {
            return sameButForCase;
        }

        BoundParameter[] others = [.. signature.Unknown.Where(p => ParameterType.IsWritable(p.Symbol.Type) == isOutput)];
        if (Missing(parameter, others, method) is { } missing)
        {
            return [missing];
        }

        return ParameterType.IsPossible(parameter.Symbol.Type) ? [.. free.OrderBy(role => !IsLike(role, parameter.Name))] : [];
    }

    /// <summary>The role without which there is no kernel and that the parameter may be meant for: one that its name is like, else one that no other name is like.</summary>
    private static Role? Missing(BoundParameter parameter, BoundParameter[] unknown, LossMethod method)
    {
        bool isOutput = ParameterType.IsWritable(parameter.Symbol.Type);
        Role[][] missing = [.. method.Signature.Missing.Where(role => role.IsOutput() == isOutput).Select(role => role.IsPrediction() ? method.Schema.Predictions.ToArray() : [role])];
        Role? LikeOf(BoundParameter p) => missing.SelectMany(roles => roles).Where(role => IsLike(role, p.Name)).Select(role => (Role?)role).FirstOrDefault();
        if (LikeOf(parameter) is { } own)
        {
            return own;
        }

        // Whoever misnames the prediction and the targets still writes them in this order.
        Role?[] taken = [.. unknown.Select(LikeOf)];
        Role[] left = [.. missing.Where(roles => !roles.Any(role => taken.Contains(role))).Select(roles => roles[0])];
        int position = Array.IndexOf([.. unknown.Where(p => LikeOf(p) is null)], parameter);
        return position < left.Length ? left[position] : null;
    }

    /// <summary>Whether a name is the beginning of a role's, or the other way round: <c>grad</c>, <c>weightsOfItems</c>.</summary>
    private static bool IsLike(Role role, string name) =>
        name.StartsWith(role.ParameterName(), StringComparison.OrdinalIgnoreCase) || (name.Length > 2 && role.ParameterName().StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
