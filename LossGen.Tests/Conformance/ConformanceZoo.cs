using System.Globalization;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Conformance;

/// <summary>The kernels that the reference cases of element and box losses ask for, over each type of numbers.</summary>
internal static class ConformanceZoo
{
    private static readonly string[] Reals = ["float", "double"];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Kernels = new(() => KernelCompiler.Compile([.. ConformanceCase.All.Values.SelectMany(Of)]));

    /// <summary>The kernel of a case.</summary>
    public static CompiledKernel Find(KernelCase kernel) => Kernels.Value[kernel.Name];

    /// <summary>The kernels that must answer as the case does.</summary>
    public static IEnumerable<KernelCase> Of(ConformanceCase c)
    {
        if (c.HasAnchors)
        {
            return Anchors(c);
        }

        string[][] attributes = c.Loss switch
        {
            "sigmoid_focal" => [["FocalLoss", Constant(c, "Alpha"), Constant(c, "Gamma")]],
            "focal_probability" => [["FocalLoss", Constant(c, "Alpha"), Constant(c, "Gamma"), "Targets = TargetKind.Hard"]],
            "focal_probability_no_alpha" => [["FocalLoss", "Alpha = -1", Constant(c, "Gamma"), "Targets = TargetKind.Hard"]],
            "focal_probability_categorical" => [["CategoricalFocalLoss", Constant(c, "Gamma")]],
            "bce_logits" or "bce_probability" => [["BinaryCrossEntropy", c.Parameters.ContainsKey("pos_weight") ? "PositiveWeight = " + Number(c["pos_weight"]) : ""]],
            "iou" or "giou" or "diou" or "ciou" => [[c.Loss.ToUpperInvariant().Replace("OU", "oU", StringComparison.Ordinal), $"Format = BoxFormat.{Format(c)}", Constant(c, "Epsilon")]],
            "softmax_ce_sparse" => [["CrossEntropy", .. Rows(c)]],
            "softmax_ce_dense" => [["CrossEntropy", $"Classes = {c.Classes}"]],
            "focal_softmax_one_hot" => [["OneVersusAllFocalLoss", Constant(c, "Alpha"), Constant(c, "Gamma"), Constant(c, "Epsilon"), .. Rows(c)]],
            "l1" => [["L1"]],
            "mse" => [["MeanSquaredError"]],
            "smooth_l1" => [["SmoothL1", Constant(c, "Beta")]],
            "huber" => [["Huber", Constant(c, "Delta")]],
            _ => [],
        };
        return
            from attribute in attributes
            from hard in c.Loss == "sigmoid_focal" && c.IsHard ? (string[])["", "Targets = TargetKind.Hard"] : [""]
            from real in Reals
            let constants = attribute.Skip(1).Append(hard).Append($"Reduction = Reduction.{c.Reduction}").Where(a => a.Length > 0)
            select new KernelCase(
                $"{c.Name}_{real}{(hard.Length > 0 ? "_hard" : "")}".Replace('-', '_').Replace('.', 'p'),
                $"{attribute[0]}({string.Join(", ", constants)})",
                c.HasClassIndices ? "int" : real,
                Form.Value | Form.Losses | Form.Gradient | (c.TargetGradient is null ? 0 : Form.TargetGradient) | (c.Inputs.ContainsKey("weights") ? Form.Weights : 0)
                    | (c.Inputs.ContainsKey("class_weights") ? Form.ClassWeights : 0),
                c.PredictionName) { Real = real, OverViews = c.Parameters.ContainsKey("axis") };
    }

    /// <summary>Both forms of targets, over spans and over views.</summary>
    private static IEnumerable<KernelCase> Anchors(ConformanceCase c) =>
        from real in Reals
        from states in (string?[])[null, real, "int", "sbyte"]
        from overViews in (bool[])[false, true]
        select new KernelCase(
            $"{c.Name}_{real}_{states ?? "packed"}{(overViews ? "_views" : "")}".Replace('-', '_'),
            $"RetinaNetFocalLoss({Constant(c, "Alpha")}, {Constant(c, "Gamma")}, {Constant(c, "Epsilon")})",
            real,
            Form.Value | Form.Losses | Form.Gradient) { Real = real, AnchorStates = states, OverViews = overViews };

    private static string[] Rows(ConformanceCase c) =>
    [
        .. c.Parameters.ContainsKey("label_smoothing") ? ["LabelSmoothing = " + Number(c["label_smoothing"])] : Array.Empty<string>(),
        .. c.Parameters.ContainsKey("ignore_index") ? ["IgnoreIndex = " + Number(c["ignore_index"])] : Array.Empty<string>(),
        .. c.Parameters.ContainsKey("axis") ? ["Axis = " + Number(c["axis"])] : Array.Empty<string>(),
    ];

    private static string Constant(ConformanceCase c, string name) => $"{name} = {Number(c[name.ToLowerInvariant()])}";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(ConformanceCase c) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(c.Parameters["format"].GetString()!);
}
