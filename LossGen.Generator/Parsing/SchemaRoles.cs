using LossGen.Generator.Losses;

namespace LossGen.Generator.Parsing;

/// <summary>Which roles a method of a loss has, and the types that their parameters may be.</summary>
internal static class SchemaRoles
{
    /// <summary>The roles that a method of the loss reads, in the order of the documentation.</summary>
    public static IEnumerable<Role> Inputs(this LossSchema schema) => RoleFacts.All.Where(role => !role.IsOutput() && schema.Accepts(role));

    /// <summary>The roles that it writes.</summary>
    public static IEnumerable<Role> Outputs(this LossSchema schema) => RoleFacts.All.Where(role => role.IsOutput() && schema.Accepts(role));

    public static bool Accepts(this LossSchema schema, Role role) => !role.IsPrediction() || schema.Predictions.Contains(role);

    /// <summary>The types that a parameter of the role may be, the usual one first.</summary>
    public static IEnumerable<SpanType> Types(this LossSchema schema, Role role) => role == Role.Targets
        ? schema.TargetTypes.Select(element => new SpanType(element, IsWritable: false))
        : [new SpanType(ElementType.Float, role.IsOutput())];

    /// <summary>A parameter of the role as one would write it: <c>ReadOnlySpan&lt;float&gt; logits</c>.</summary>
    public static string Parameter(this LossSchema schema, Role role) => schema.Types(role).First() + " " + role.ParameterName();
}
