using LossGen.Generator.Losses;

namespace LossGen.Generator.Parsing;

/// <summary>Which roles a method of a loss has, and the types that their parameters may be.</summary>
internal static class SchemaRoles
{
    /// <summary>The roles that a method of the loss reads, in the order of the documentation.</summary>
    public static IEnumerable<Role> Inputs(this LossSchema schema) => RoleFacts.All.Where(role => !role.IsOutput() && schema.Accepts(role));

    /// <summary>The roles that it writes.</summary>
    public static IEnumerable<Role> Outputs(this LossSchema schema) => RoleFacts.All.Where(role => role.IsOutput() && schema.Accepts(role));

    /// <summary>The roles without which there is no kernel, in the order of the documentation.</summary>
    public static IEnumerable<Role> Required(this LossSchema schema) => schema.Skeleton switch
    {
        Skeleton.Pair => [Role.Boxes1, Role.Boxes2, Role.Matrix],
        Skeleton.Suppression => [Role.Boxes, Role.Scores, Role.Kept],
        Skeleton.Cells => [Role.Logits, Role.Targets, Role.Boxes],
        Skeleton.CellDecoding => [Role.Logits, Role.Decoded],
        _ => [schema.Predictions[0], Role.Targets],
    };

    /// <summary>The type of what a method returns that returns something; null where there is nothing to return.</summary>
    public static string? Returned(this LossSchema schema, ElementType real) => schema.Skeleton switch
    {
        Skeleton.Pair or Skeleton.CellDecoding => null,
        Skeleton.Suppression => ElementType.Int.Keyword(),
        Skeleton.Cells => TypeFacts.YoloLoss,
        _ => real.Keyword(),
    };

    /// <summary>The role that a parameter's name says, or null. The words of the kernels beside the losses say one only where the kernel has it: anywhere else they are any words.</summary>
    public static Role? RoleOf(this LossSchema schema, string parameterName) =>
        RoleFacts.Find(parameterName) is { } role && (!role.IsBesideLosses() || schema.Accepts(role)) ? role : null;

    public static bool Accepts(this LossSchema schema, Role role) => role switch
    {
        Role.Classes => schema.Skeleton == Skeleton.Suppression,
        Role.Gradient or Role.Scale or Role.Normalizer when schema.Skeleton == Skeleton.Cells => true,
        _ when !schema.Skeleton.IsLoss() || role.IsBesideLosses() => !schema.Skeleton.IsLoss() && schema.Required().Contains(role),
        _ when role.IsPrediction() => schema.Predictions.Contains(role),
        _ when role.IsOwn() => schema.HasFormula,
        Role.TargetGradient => schema.Skeleton == Skeleton.Box || (schema.HasFormula && schema.Skeleton == Skeleton.Element),
        Role.ClassWeights => schema.HasClassWeights,
        Role.AnchorStates => schema.HasAnchorStates,
        Role.Weights => !schema.IsPerEntry,
        _ => true,
    };

    /// <summary>The types that a parameter of the role may be in a kernel over some real type, over spans or over views, the usual one first.</summary>
    public static IEnumerable<ParameterType> Types(this LossSchema schema, Role role, ElementType real, bool overViews)
    {
        Carrier carrier = role.IsScalar() ? Carrier.Scalar
            : overViews ? role.IsOutput() ? Carrier.TensorView : Carrier.ReadOnlyTensorView
            : role.IsOutput() ? Carrier.Span : Carrier.ReadOnlySpan;
        IEnumerable<ElementType> elements = role is Role.Classes or Role.Kept ? [ElementType.Int]
            : role == Role.AnchorStates ? [real, ElementType.Int, ElementType.SByte]
            : role == Role.Targets ? schema.TargetTypes.Select(element => element == ElementType.Float ? real : element) : [real];
        return elements.Select(element => new ParameterType(element, carrier));
    }

    /// <summary>A parameter of the role as one would write it: <c>ReadOnlySpan&lt;float&gt; logits</c>.</summary>
    public static string Parameter(this LossSchema schema, Role role, ElementType real, bool overViews) => schema.Types(role, real, overViews).First() + " " + role.ParameterName();
}
