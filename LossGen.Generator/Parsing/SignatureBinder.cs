using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Gives each parameter of a method its role in a loss.</summary>
internal static class SignatureBinder
{
    public static BoundSignature Bind(IMethodSymbol method, LossSchema schema)
    {
        BoundParameter[] parameters = [.. method.Parameters.Select(parameter => new BoundParameter(parameter, RoleOf(parameter, schema)))];

        // A second prediction is a mistake of its own: not an unknown name, even where this loss does not take it.
        BoundParameter[] predictions = [.. parameters.Where(p => p.IsPrediction).OrderBy(p => p.Role is null)];
        BoundParameter[] unknown = [.. parameters.Where(p => p.Role is null && !predictions.Skip(1).Contains(p))];

        Role[] required = [schema.Predictions[0], Role.Targets];
        Role[] missing = [.. required.Where(role => !parameters.Any(p => p.Role == role || (role.IsPrediction() && p.Role?.IsPrediction() == true)))];

        return new BoundSignature(parameters, predictions, unknown, missing);
    }

    private static Role? RoleOf(IParameterSymbol parameter, LossSchema schema) =>
        RoleFacts.Find(parameter.Name) is { } role && schema.Accepts(role) ? role : null;
}

/// <summary>A parameter with its role, which is null where the loss has none of its name.</summary>
internal sealed record BoundParameter(IParameterSymbol Symbol, Role? Role)
{
    public string Name => Symbol.Name;

    /// <summary>Whether it has the name of a prediction, be it one of this loss or not.</summary>
    public bool IsPrediction => RoleFacts.Find(Name)?.IsPrediction() == true;
}

/// <summary>A method's parameters as a loss sees them.</summary>
/// <param name="Parameters">All, in the method's order.</param>
/// <param name="Predictions">Those with the name of a prediction; more than one is a mistake, and the first is the one to keep.</param>
/// <param name="Unknown">Those without a role.</param>
/// <param name="Missing">The roles that the loss needs and no parameter has.</param>
internal sealed record BoundSignature(
    IReadOnlyList<BoundParameter> Parameters,
    IReadOnlyList<BoundParameter> Predictions,
    IReadOnlyList<BoundParameter> Unknown,
    IReadOnlyList<Role> Missing)
{
    public bool Has(Role role) => Parameters.Any(parameter => parameter.Role == role);
}
