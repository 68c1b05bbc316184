using LossGen.Generator.Parsing.Formulas;

namespace LossGen.Generator.Parsing;

/// <summary>All that one attributed method asks for. It is compared by value and holds nothing of the compiler's, so the pipeline can cache it.</summary>
/// <param name="Loss">The loss's name: the attribute's name without its suffix.</param>
/// <param name="AttributeText">The attribute as the user wrote it, for the header of the generated file: <c>FocalLoss(Alpha = 0.25)</c>.</param>
/// <param name="Options">What every loss can be asked for.</param>
/// <param name="Constants">The value of every constant of the loss's schema, in the schema's order.</param>
/// <param name="Parameters">The method's parameters, in its order; and after them what is packed with one of them.</param>
/// <param name="IsOverViews">Whether the parameters are tensor views, and not spans.</param>
/// <param name="ReturnsValue">Whether the method returns the reduced loss.</param>
/// <param name="Method">How to write the method's implementing part.</param>
internal sealed record KernelSpec(
    string Loss,
    string AttributeText,
    LossOptions Options,
    EquatableArray<NamedConstant> Constants,
    EquatableArray<ParameterSpec> Parameters,
    bool IsOverViews,
    bool ReturnsValue,
    MethodSpec Method)
{
    /// <summary>The sizes of the anchors, width and height in turn, in strides; none where a loss has no anchors.</summary>
    public EquatableArray<double> Anchors { get; init; }

    /// <summary>The user's formula; null for a loss that has its own.</summary>
    public FormulaSpec? Formula { get; init; }

    /// <summary>Whether the values that an item has of a parameter stand in planes, one a value, and not side by side.</summary>
    public bool HasPlanes { get; init; }

    private static readonly MethodSpec NoMethod = new("", "", default, "", "", IsDocumented: false);

    /// <summary>The same kernel without the names of the method that asks for it: what its formulas and loops depend on. A formula's own parameters keep theirs.</summary>
    public KernelSpec WithoutNames() => this with { AttributeText = "", Parameters = Parameters.Select(p => p.Role.IsOwn() ? p : p with { Name = "" }).ToEquatableArray(), Method = NoMethod };

    /// <summary>The parameter of a role, or null.</summary>
    public ParameterSpec? this[Role role] => Parameters.FirstOrDefault(p => p.Role == role);

    /// <summary>Whether an output has one number: the derivative by a number of the call.</summary>
    public bool IsOfCall(Role role) => role >= Role.OwnGradient && this[RoleFacts.Own(role - Role.OwnGradient, isScalar: true)] is not null;

    /// <summary>What the kernels call a role's stream.</summary>
    public string Stem(Role role) => this[role]?.Stem ?? role.ParameterName();

    /// <summary>What the method that runs the kernels calls the first value of a role's stream.</summary>
    public string First(Role role) => Stem(role) + (IsOverViews ? "First" : "");

    /// <summary>The value of a constant; 0 where the loss has none of the name.</summary>
    public double Constant(string name) => Constants.FirstOrDefault(c => c.Name == name)?.Value ?? 0;

    /// <summary>Whether the losses are divided by a number, so that the returned value is a mean.</summary>
    public bool ReturnsMean => ReturnsValue && Options.Reduction == ReductionKind.Mean;

    /// <summary>The number of classes where the attribute fixes it, else 0.</summary>
    public int Classes => (int)Constant("Classes");

    /// <summary>The axis of the classes in tensor views; negative counts from the last.</summary>
    public int Axis => (int)Constant("Axis");

    /// <summary>Whether the targets are class indices.</summary>
    public bool HasClassIndices => this[Role.Targets]!.Element.IsClassIndex();

    /// <summary>Whether a parameter of a loss over rows has a value for each class of a row.</summary>
    public bool IsOverClasses(ParameterSpec parameter) => parameter.Role switch
    {
        _ when HasPlanes => false,
        Role.Targets => !HasClassIndices,
        _ => parameter.Role.IsPrediction() || (parameter.Role.IsGradient() && !parameter.Role.IsOwn()),
    };

    /// <summary>Whether a parameter's rows have the state of their anchor after their classes.</summary>
    public bool HoldsStates(ParameterSpec parameter) => parameter.Role is Role.Targets or Role.AnchorStates && this[Role.AnchorStates] is { IsPacked: true };

    /// <summary>What the four numbers of a box are.</summary>
    public Losses.BoxFormat Format => (Losses.BoxFormat)Constant("Format");

    /// <summary>Whether the targets are labels: 1 is positive, all else negative.</summary>
    public bool HasHardTargets => this[Role.Targets]!.Element is ElementType.Byte or ElementType.Bool || Constant("Targets") == 1
        || Formula?.Parameters[FormulaSpec.Target].Type == FormulaType.Bool;

    /// <summary>The type of the numbers that the kernel computes with.</summary>
    public ElementType Real => Prediction.Element;

    /// <summary>The parameter that holds the prediction, or the boxes that come first.</summary>
    public ParameterSpec Prediction => Parameters.FirstOrDefault(p => p.Role.IsPrediction()) ?? Parameters.First(p => p.Role.IsLeading());
}

/// <summary>A constant of a loss by its property's name. An enumeration's value is its number.</summary>
internal sealed record NamedConstant(string Name, double Value);

/// <summary>A parameter of a kernel method: a span of <paramref name="Element"/>.</summary>
internal sealed record ParameterSpec(string Name, Role Role, ElementType Element)
{
    /// <summary>Whether it is no parameter of its own, but what another one, of the same name, has after its classes.</summary>
    public bool IsPacked { get; init; }

    /// <summary>What the kernels call it: the word of its role; where it is a formula's own, its name, which is then free for the value of one item.</summary>
    public string Stem => StemOf(Role, Name);

    /// <param name="role">The role.</param>
    /// <param name="name">The name of a formula's own parameter.</param>
    public static string StemOf(Role role, string? name) => !role.IsOwn() ? role.ParameterName() : name!.TrimStart('@') + (role.IsScalar() ? "Value" : role.IsOutput() ? "" : "Items");
}

/// <summary>What the text of the implementing part needs beside the kernel.</summary>
/// <param name="HintName">The generated file's name: stable, unique in the compilation.</param>
/// <param name="Namespace">The containing namespace; empty for the global one.</param>
/// <param name="ContainingTypes">The containing types from the outermost to the innermost, as headers: <c>partial class Losses</c>.</param>
/// <param name="Declaration">The method's header in full, fully qualified: <c>public static partial float Focal(global::System.ReadOnlySpan&lt;float&gt; logits)</c>.</param>
/// <param name="DisplayName">The method's name for messages: <c>Losses.Focal</c>.</param>
/// <param name="IsDocumented">Whether the user's part has documentation; the generated part then carries none.</param>
internal sealed record MethodSpec(
    string HintName,
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Declaration,
    string DisplayName,
    bool IsDocumented);

/// <summary>The element type of a span.</summary>
internal enum ElementType
{
    Float,
    Double,
    Byte,
    Bool,
    Int,
    Long,
    SByte,
}
