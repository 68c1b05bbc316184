namespace LossGen.Tests.Kernels;

/// <summary>A kernel as a user asks for it: an attribute and a signature.</summary>
/// <param name="Name">A C# identifier: the method's name.</param>
/// <param name="Attribute">The attribute in full: <c>FocalLoss(Gamma = 2)</c>.</param>
/// <param name="Targets">The targets' element type as C# writes it.</param>
/// <param name="Form">What the kernel returns, reads and writes beside prediction and targets.</param>
/// <param name="PredictionName">The prediction's name, where the loss takes several.</param>
internal sealed record KernelCase(string Name, string Attribute, string Targets, Form Form, string? PredictionName = null)
{
    /// <summary>The type of the numbers.</summary>
    public string Real { get; init; } = "float";

    /// <summary>Whether the parameters are tensor views, and not spans.</summary>
    public bool OverViews { get; init; }

    /// <summary>The type of the anchors' states where they are a parameter, and not packed with the targets.</summary>
    public string? AnchorStates { get; init; }

    public string PredictionName { get; } = PredictionName ?? (Attribute.Split('(')[0] is "RetinaNetFocalLoss" ? "probabilities" : Attribute.Split('(')[0] is "FocalLoss" or "BinaryCrossEntropy" || IsRowLoss(Attribute.Split('(')[0]) ? "logits" : "predictions");

    public string Loss => Attribute.Split('(')[0];

    public bool IsBox => Loss.EndsWith("IoU", StringComparison.Ordinal);

    public bool IsRow => IsRowLoss(Loss);

    /// <summary>A row has a loss for each of its classes.</summary>
    public bool IsPerEntry => Loss is "OneVersusAllFocalLoss" or "RetinaNetFocalLoss";

    /// <summary>The rows are anchors, which have states.</summary>
    public bool HasAnchors => Loss == "RetinaNetFocalLoss";

    /// <summary>The targets of rows are distributions, and not class indices.</summary>
    public bool IsDense => IsRow && Targets == Real;

    /// <summary>The class index of rows that are ignored, where the attribute says one.</summary>
    public int? IgnoreIndex => Attribute.Contains("IgnoreIndex", StringComparison.Ordinal) ? (int)Constant("IgnoreIndex", 0) : null;

    /// <summary>An item is one element.</summary>
    public bool IsElement => !IsBox && !IsRow;

    /// <summary>The prediction or the target is a difference's: any number, and not a probability.</summary>
    public bool IsRegression => IsElement && PredictionName == "predictions";

    public bool IsHard => Targets is "byte" or "bool" || Loss == "CategoricalFocalLoss" || Attribute.Contains("Hard", StringComparison.Ordinal);

    public bool IsDouble => Real == "double";

    public bool IsPrecise => IsDouble || Attribute.Contains("Precision.Precise", StringComparison.Ordinal);

    public bool Accumulates => Attribute.Contains("Accumulate = true", StringComparison.Ordinal);

    public bool Has(Form part) => (Form & part) != 0;

    /// <summary>A constant of the attribute, or its default.</summary>
    public double Constant(string name, double @default)
    {
        int at = Attribute.IndexOf(name + " = ", StringComparison.Ordinal);
        return at < 0 ? @default : double.Parse(Attribute[(at + name.Length + 3)..].Split(',', ')')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The classes of the rows to try the kernel with: what the attribute fixes, or any.</summary>
    public int ClassesOr(int any) => (int)Constant("Classes", 0) is > 0 and int known ? known : any;

    /// <summary>The parameters in the order in which <see cref="Kernel"/> passes them.</summary>
    public IEnumerable<(string Type, string Name)> Parameters =>
    [
        ($"{Read}<{Real}>", PredictionName),
        ($"{Read}<{Targets}>", "targets"),
        .. AnchorStates is null ? Array.Empty<(string, string)>() : [($"{Read}<{AnchorStates}>", "anchorStates")],
        .. Optional(Form.Weights, $"{Read}<{Real}>", "weights"),
        .. Optional(Form.ClassWeights, $"{Read}<{Real}>", "classWeights"),
        .. Optional(Form.Losses, $"{Written}<{Real}>", "losses"),
        .. Optional(Form.Gradient, $"{Written}<{Real}>", "gradient"),
        .. Optional(Form.TargetGradient, $"{Written}<{Real}>", "targetGradient"),
        .. Optional(Form.Normalizer, Real, "normalizer"),
        .. Optional(Form.Scale, Real, "scale"),
    ];

    /// <summary>The partial method.</summary>
    public string Declaration =>
        $"[{Attribute}]\npublic static partial {(Has(Form.Value) ? Real : "void")} {Name}({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"))});";

    public override string ToString() => $"{Name} = [{Attribute}] {Form} over {PredictionName} and {Targets}";

    private static bool IsRowLoss(string loss) => loss is "CrossEntropy" or "SoftmaxFocalLoss" or "OneVersusAllFocalLoss" or "RetinaNetFocalLoss";

    private string Read => OverViews ? "ReadOnlyTensorView" : "ReadOnlySpan";

    private string Written => OverViews ? "TensorView" : "Span";

    private (string, string)[] Optional(Form part, string type, string name) => Has(part) ? [(type, name)] : [];
}

/// <summary>What a kernel's signature asks for.</summary>
[Flags]
internal enum Form
{
    Value = 1,
    Losses = 2,
    Gradient = 4,
    Weights = 8,
    TargetGradient = 16,
    Normalizer = 32,
    Scale = 64,
    ClassWeights = 128,
}
