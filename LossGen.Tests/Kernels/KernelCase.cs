namespace LossGen.Tests.Kernels;

/// <summary>A kernel as a user asks for it: an attribute and a signature.</summary>
/// <param name="Name">A C# identifier: the method's name.</param>
/// <param name="Attribute">The attribute in full: <c>FocalLoss(Gamma = 2)</c>.</param>
/// <param name="Targets">The targets' element type as C# writes it.</param>
/// <param name="Form">What the kernel returns, reads and writes beside prediction and targets.</param>
internal sealed record KernelCase(string Name, string Attribute, string Targets, Form Form)
{
    public string Loss => Attribute.Split('(')[0];

    public bool IsBox => Loss == "GIoU";

    public bool IsRow => Loss == "CrossEntropy";

    /// <summary>An item is one element.</summary>
    public bool IsElement => !IsBox && !IsRow;

    public bool IsHard => Targets is "byte" or "bool" || Attribute.Contains("Hard", StringComparison.Ordinal);

    public bool Has(Form part) => (Form & part) != 0;

    /// <summary>A constant of the attribute, or its default.</summary>
    public double Constant(string name, double @default)
    {
        int at = Attribute.IndexOf(name + " = ", StringComparison.Ordinal);
        return at < 0 ? @default : double.Parse(Attribute[(at + name.Length + 3)..].Split(',', ')')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The classes of the rows to try the kernel with: what the attribute fixes, or any.</summary>
    public int ClassesOr(int any) => (int)Constant("Classes", 0) is > 0 and int known ? known : any;

    public string PredictionName => IsBox ? "predictions" : "logits";

    /// <summary>The parameters in the order in which <see cref="Kernel"/> passes them.</summary>
    public IEnumerable<(string Type, string Name)> Parameters =>
    [
        ("ReadOnlySpan<float>", PredictionName),
        ($"ReadOnlySpan<{Targets}>", "targets"),
        .. Has(Form.Weights) ? [("ReadOnlySpan<float>", "weights")] : Array.Empty<(string, string)>(),
        .. Has(Form.Losses) ? [("Span<float>", "losses")] : Array.Empty<(string, string)>(),
        .. Has(Form.Gradient) ? [("Span<float>", "gradient")] : Array.Empty<(string, string)>(),
    ];

    /// <summary>The partial method.</summary>
    public string Declaration =>
        $"[{Attribute}]\npublic static partial {(Has(Form.Value) ? "float" : "void")} {Name}({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"))});";

    public override string ToString() => Name;
}

/// <summary>What a kernel's signature asks for.</summary>
[Flags]
internal enum Form
{
    Value = 1,
    Losses = 2,
    Gradient = 4,
    Weights = 8,
}
