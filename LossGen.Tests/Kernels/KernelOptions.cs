namespace LossGen.Tests.Kernels;

/// <summary>Every option of every element and box loss, and the kernels in which each two of their values meet.</summary>
internal static class KernelOptions
{
    private static readonly Choice[] Shared =
    [
        new("Form", "ValueGradient", "Value", "LossesGradient", "Gradient", "ValueLossesGradient"),
        new("Reduction", "", "Reduction.Sum"),
        new("EmptyMean", "", "EmptyMean.NaN"),
        new("Precision", "", "Precision.Precise"),
        new("Accumulate", "", "true"),
        new("Parallel", "", "true"),
        new("real", "float", "double"),
        new("weights", "", "Weights"),
        new("scale", "", "Scale"),
        new("normalizer", "", "Normalizer"),
    ];

    private static readonly Choice[] Binary =
    [
        new("prediction", "logits", "probabilities"),
        new("targets", "float", "byte", "bool"),
        new("Targets", "", "TargetKind.Hard"),
        new("LabelSmoothing", "", "0.125", "1"),
        new("Epsilon", "", "1e-7", "0.125"),
    ];

    private static readonly Choice[] Boxes =
    [
        new("Format", "", "BoxFormat.Yxyx", "BoxFormat.Xywh", "BoxFormat.Cxcywh"),
        new("Epsilon", "", "0", "1e-3"),
        new("Ties", "", "TieRule.First", "TieRule.Zero"),
        new("targetGradient", "", "TargetGradient"),
    ];

    private static readonly Choice[] Rows =
    [
        new("targets", "int", "long"),
        new("Classes", "", "1", "7", "48"),
    ];

    private static readonly Choice[] Anchors =
    [
        new("prediction", "probabilities"),
        new("anchorStates", "", "real", "int", "sbyte"),
        new("Classes", "", "1", "7", "48"),
    ];

    /// <summary>The options of each loss.</summary>
    public static IReadOnlyDictionary<string, Choice[]> All { get; } = new Dictionary<string, Choice[]>
    {
        ["FocalLoss"] = [.. Shared, .. Binary, new("Alpha", "", "-1", "1"), new("Gamma", "", "0", "0.5", "1", "2.3")],
        ["CategoricalFocalLoss"] = [.. Shared, new("prediction", "probabilities"), new("targets", "float", "byte", "bool"), new("Alpha", "", "0.25", "2.5"), new("Gamma", "", "0", "0.5", "1", "2.3")],
        ["BinaryCrossEntropy"] = [.. Shared, .. Binary, new("PositiveWeight", "", "2.5", "0")],
        ["CrossEntropy"] = [.. Shared, new("targets", "int", "long", "dense"), new("Classes", "", "1", "7", "48"), new("LabelSmoothing", "", "0.125"), new("IgnoreIndex", "", "0", "255"), new("classWeights", "", "ClassWeights")],
        ["SoftmaxFocalLoss"] = [.. Shared, .. Rows, new("Alpha", "", "0.25"), new("Gamma", "", "0", "0.5", "1", "2.3"), new("IgnoreIndex", "", "0", "255"), new("classWeights", "", "ClassWeights")],
        ["OneVersusAllFocalLoss"] = [.. Shared.Where(c => c.Name != "weights"), .. Rows, new("Alpha", "", "0", "1"), new("Gamma", "", "0", "0.5", "1", "2.3"), new("Epsilon", "", "1e-3")],
        ["RetinaNetFocalLoss"] = [.. Shared.Where(c => c.Name is not ("weights" or "Reduction" or "EmptyMean")), .. Anchors, new("Alpha", "", "0", "1"), new("Gamma", "", "0", "0.5", "1", "2.3"), new("Epsilon", "", "1e-3")],
        ["L1"] = Shared,
        ["MeanSquaredError"] = Shared,
        ["SmoothL1"] = [.. Shared, new("Beta", "", "0", "0.125")],
        ["Huber"] = [.. Shared, new("Delta", "", "1.5")],
        ["IoU"] = [.. Shared, .. Boxes],
        ["GIoU"] = [.. Shared, .. Boxes],
        ["DIoU"] = [.. Shared, .. Boxes],
        ["CIoU"] = [.. Shared, .. Boxes],
    };

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string[]>>> Covers =
        new(() => All.ToDictionary(loss => loss.Key, loss => PairwiseCover.Of(loss.Value, c => Normal(loss.Value, c))));

    /// <summary>The combinations of a loss's options that are tried.</summary>
    public static IReadOnlyList<string[]> Cover(string loss) => Covers.Value[loss];

    public static IEnumerable<KernelCase> Cases() => All.Keys.SelectMany(loss => Cover(loss).Select((combination, i) => Case(loss, combination, i)));

    /// <summary>A combination without what has no effect in it.</summary>
    internal static string[] Normal(Choice[] choices, string[] combination)
    {
        string[] result = [.. combination];
        string Of(string name) => Array.FindIndex(choices, c => c.Name == name) is >= 0 and int at ? result[at] : "";
        void Drop(string name, bool when)
        {
            int at = Array.FindIndex(choices, c => c.Name == name);
            result[at < 0 ? 0 : at] = at >= 0 && when ? choices[at].Values[0] : result[at < 0 ? 0 : at];
        }

        bool returns = Of("Form").Contains("Value", StringComparison.Ordinal), hasGradient = Of("Form").Contains("Gradient", StringComparison.Ordinal);
        Drop("Reduction", !returns);
        Drop("EmptyMean", !returns || Of("Reduction").Length > 0);
        Drop("normalizer", !returns || Of("Reduction").Length > 0 || Of("EmptyMean").Length > 0);
        Drop("scale", !hasGradient);
        Drop("Accumulate", !hasGradient);
        Drop("targetGradient", !hasGradient);
        Drop("Epsilon", Of("prediction") == "logits");
        Drop("IgnoreIndex", Of("targets") == "dense");
        Drop("targets", Of("targets") == "dense" && Of("Classes").Length == 0);       // the rows of spans are known by it
        Drop("Targets", Of("targets") is "byte" or "bool");
        Drop("Precision", Of("real") == "double" || !HasFunctions());
        Drop("Ties", !hasGradient);
        return result;

        // That precision changes: a logarithm and an arc tangent it does not.
        bool HasFunctions() => Of("prediction") == "probabilities" ? Of("Gamma") == "2.3" : choices.Any(c => c.Name is "prediction" or "Classes");
    }

    internal static KernelCase Case(string loss, string[] combination, int number)
    {
        Choice[] choices = All[loss];
        string Of(string name) => Array.FindIndex(choices, c => c.Name == name) is >= 0 and int at ? combination[at] : "";
        string[] constants = [.. choices.Zip(combination).Where(c => char.IsUpper(c.First.Name[0]) && c.First.Name != "Form" && c.Second.Length > 0).Select(c => $"{c.First.Name} = {c.Second}")];
        string[] parts = [.. ((string[])["weights", "scale", "normalizer", "targetGradient", "classWeights"]).Select(Of).Where(part => part.Length > 0)];
        Form form = parts.Aggregate(FormOf(Of("Form")), (all, part) => all | Enum.Parse<Form>(part));
        return new(
            $"{loss}_pair{number}",
            loss + (constants.Length == 0 ? "" : $"({string.Join(", ", constants)})"),
            Of("targets") is "byte" or "bool" or "int" or "long" ? Of("targets") : Of("real"),
            form,
            Of("prediction").Length == 0 ? null : Of("prediction")) 
        {
            Real = Of("real"),
            AnchorStates = Of("anchorStates") is "" ? null : Of("anchorStates") == "real" ? Of("real") : Of("anchorStates"),
        };
    }

    private static Form FormOf(string form) => ((Form[])[Form.Value, Form.Losses, Form.Gradient])
        .Where(part => form.Contains(part.ToString(), StringComparison.Ordinal)).Aggregate((a, b) => a | b);
}
