namespace LossGen.Generator.Parsing;

/// <summary>What a parameter of a kernel method is; its name says it.</summary>
internal enum Role
{
    Logits,
    Probabilities,
    Predictions,
    Targets,
    Weights,
    ClassWeights,
    AnchorStates,
    Normalizer,
    Scale,
    Losses,
    Gradient,
    TargetGradient,

    // From here on no role of a loss over items.
    Boxes1,
    Boxes2,
    Matrix,
    Boxes,
    Scores,
    Classes,
    Kept,
    Decoded,

    // Of kernels over cells alone, and no parameter's: where the cells are, what is computed of a true box, how much cells overlap true boxes, and how many cells a grid has.
    Cells,
    Truths,
    Overlaps,
    GridCells,

    // Of a formula's parameters beside prediction and target, of which there may be any number: where the numbers begin for values that items have of their own, for one value a call, and for derivatives.
    Own = 1 << 8,
    OwnScalar = 1 << 9,
    OwnGradient = 1 << 10,
}

internal static class RoleFacts
{
    /// <summary>Every role in the order of the documentation.</summary>
    public static readonly Role[] All = [.. ((Role[])Enum.GetValues(typeof(Role))).Where(role => !role.IsOwn())];

    /// <summary>The role of a formula's own parameter, by its place in the formula's list.</summary>
    public static Role Own(int place, bool isScalar) => (isScalar ? Role.OwnScalar : Role.Own) + place;

    /// <summary>The role of the derivative by a formula's own parameter.</summary>
    public static Role OwnGradient(int place) => Role.OwnGradient + place;

    /// <summary>Whether it is that of a formula's own parameter, or of the derivative by one.</summary>
    public static bool IsOwn(this Role role) => role >= Role.Own;

    /// <summary>The parameter name that says the role: the member's name in camel case.</summary>
    public static string ParameterName(this Role role) => char.ToLowerInvariant(role.ToString()[0]) + role.ToString().Substring(1);

    /// <summary>The role that a parameter's name says, or null.</summary>
    public static Role? Find(string parameterName)
    {
        foreach (Role role in All)
        {
            if (role.ParameterName() == parameterName)
            {
                return role;
            }
        }

        return null;
    }

    public static bool IsPrediction(this Role role) => role is Role.Logits or Role.Probabilities or Role.Predictions;

    /// <summary>Whether it is a role of the kernels beside the losses over items: the second part of the members.</summary>
    public static bool IsBesideLosses(this Role role) => role is >= Role.Boxes1 and < Role.Own;

    /// <summary>Whether the kernel computes with its type of numbers: the prediction, or the boxes that come first.</summary>
    public static bool IsLeading(this Role role) => role.IsPrediction() || role is Role.Boxes1 or Role.Boxes;

    /// <summary>Whether the kernel writes it.</summary>
    public static bool IsOutput(this Role role) => role is Role.Losses or Role.Gradient or Role.TargetGradient or Role.Matrix or Role.Kept or Role.Decoded or >= Role.OwnGradient;

    /// <summary>Whether the kernel writes derivatives to it.</summary>
    public static bool IsGradient(this Role role) => role is Role.Gradient or Role.TargetGradient or >= Role.OwnGradient;

    /// <summary>Whether a call has one number of it, and not one an item.</summary>
    public static bool IsScalar(this Role role) => role is Role.Normalizer or Role.Scale or Role.GridCells or (>= Role.OwnScalar and < Role.OwnGradient);
}
