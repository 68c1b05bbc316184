using LossGen.Generator.Losses;
using LossGen.Generator.Parsing.Formulas;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Gives each parameter of a method its role in a loss.</summary>
internal static class SignatureBinder
{
    /// <param name="method">The method.</param>
    /// <param name="schema">The loss.</param>
    /// <param name="formula">What the user's formula takes, whose names come before those of roles; nothing for a loss that has its own.</param>
    public static BoundSignature Bind(IMethodSymbol method, LossSchema schema, EquatableArray<FormulaParameter> formula)
    {
        BoundParameter[] parameters = [.. method.Parameters.Select(parameter => Bind(parameter, schema, formula))];

        // A second parameter of a role is a mistake of its own: not an unknown name, even where this loss does not take that form of the prediction.
        (BoundParameter, BoundParameter)[] duplicates =
        [
            .. from parameter in parameters
               where parameter.Said is not null
               group parameter by parameter.Said!.Value.IsPrediction() ? Role.Predictions : parameter.Said.Value into same
               let ordered = same.OrderBy(p => p.Role is null).ToArray()
               from other in ordered.Skip(1)
               select (ordered[0], other),
        ];
        BoundParameter[] unknown = [.. parameters.Where(p => p.Role is null && !duplicates.Any(pair => pair.Item2 == p))];

        Role[] missing = [.. schema.Required().Where(role => !parameters.Any(p => p.Role == role || (role.IsPrediction() && p.Role?.IsPrediction() == true)))];

        return new BoundSignature(parameters, duplicates, unknown, missing);
    }

    private static BoundParameter Bind(IParameterSymbol parameter, LossSchema schema, EquatableArray<FormulaParameter> formula)
    {
        Role? said = RoleAttributeReader.Find(parameter) ?? OfFormula(parameter, formula) ?? schema.RoleOf(parameter.Name);
        return new(parameter, said, said is { } role && schema.Accepts(role) ? role : null);
    }

    /// <summary>The role of what the formula takes under the name, or of the derivative by it.</summary>
    private static Role? OfFormula(IParameterSymbol parameter, EquatableArray<FormulaParameter> formula)
    {
        for (int place = 0; place < formula.Count; place++)
        {
            if (formula[place].Name == parameter.Name)
            {
                return place switch
                {
                    FormulaSpec.Prediction => Role.Predictions,
                    FormulaSpec.Target => Role.Targets,
                    _ => RoleFacts.Own(place, isScalar: ParameterType.From(parameter.Type) is { Carrier: Carrier.Scalar }),
                };
            }

            if (formula[place].GradientName == parameter.Name)
            {
                return place switch
                {
                    FormulaSpec.Prediction => Role.Gradient,
                    FormulaSpec.Target => Role.TargetGradient,
                    _ => RoleFacts.OwnGradient(place),
                };
            }
        }

        return null;
    }
}

/// <summary>A parameter with its role.</summary>
/// <param name="Symbol">The parameter.</param>
/// <param name="Said">The role that its attribute or its name says, be it one of this loss or not.</param>
/// <param name="Role">The role that it has in the loss, or null.</param>
internal sealed record BoundParameter(IParameterSymbol Symbol, Role? Said, Role? Role)
{
    public string Name => Symbol.Name;
}

/// <summary>A method's parameters as a loss sees them.</summary>
/// <param name="Parameters">All, in the method's order.</param>
/// <param name="Duplicates">Pairs of one role: the one to keep, and the other.</param>
/// <param name="Unknown">Those without a role.</param>
/// <param name="Missing">The roles that the loss needs and no parameter has.</param>
internal sealed record BoundSignature(
    IReadOnlyList<BoundParameter> Parameters,
    IReadOnlyList<(BoundParameter Kept, BoundParameter Other)> Duplicates,
    IReadOnlyList<BoundParameter> Unknown,
    IReadOnlyList<Role> Missing)
{
    /// <summary>The prediction, or the boxes that come first; null if there is none.</summary>
    public BoundParameter? Prediction => Parameters.Where(parameter => parameter.Role?.IsLeading() == true).OrderBy(parameter => parameter.Role).FirstOrDefault();

    public bool Has(Role role) => Parameters.Any(parameter => parameter.Role == role);
}
