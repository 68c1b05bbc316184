using System.Globalization;

namespace LossGen.Tests.Kernels;

/// <summary>
/// The kernels that the tests compile: every target type with every exponent and weighting of the positives, every form of every loss, both reductions,
/// and class counts that need each shape of loop: one class, less than a step, whole steps, a tail, more than a block.
/// </summary>
internal static class KernelZoo
{
    public const Form Everything = Form.Value | Form.Losses | Form.Gradient;

    private static readonly double[] Gammas = [0, 0.25, 0.5, 1, 1.5, 2, 2.3, 3];
    private static readonly double[] Alphas = [-1, 0.25, 1, 0];
    private static readonly int[] ClassCounts = [1, 2, 10, 16, 37, 80, 1000, 2100, 5000];
    private static readonly string[] TargetTypes = ["Soft", "Hard", "byte", "bool"];
    private static readonly bool[] Reductions = [false, true];

    /// <summary>Each thing that a signature can ask for.</summary>
    private static readonly Form[] Forms =
    [
        Form.Value, Form.Losses, Form.Gradient, Form.Value | Form.Losses, Form.Value | Form.Gradient, Form.Losses | Form.Gradient, Everything,
        Form.Value | Form.Weights, Form.Losses | Form.Weights, Form.Gradient | Form.Weights, Form.Value | Form.Gradient | Form.Weights, Everything | Form.Weights,
    ];

    public static IReadOnlyList<KernelCase> All { get; } = [.. FocalConstants(), .. FocalForms(), .. Boxes(), .. Rows(), .. Golden(), .. Ends(), .. KernelOptions.Cases()];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(k => k.Name)];

    /// <summary>A kernel by its name.</summary>
    public static KernelCase Find(string name) => All.First(k => k.Name == name);

    private static IEnumerable<KernelCase> FocalConstants() =>
        from gamma in Gammas
        from alpha in Alphas
        from targets in TargetTypes
        where alpha is -1 or 0.25 || (gamma is 0.5 or 2 && targets is "Soft" or "Hard")
        where targets != "bool" || alpha == 0.25
        select Focal(alpha, gamma, targets, Everything, isSum: gamma is 0.5 or 2);

    private static IEnumerable<KernelCase> FocalForms() =>
        from targets in TargetTypes
        where targets is "Soft" or "byte"
        from form in Forms
        from isSum in Reductions
        where form != Everything && (!isSum || (form & Form.Value) != 0)
        select Focal(0.25, 2, targets, form, isSum);

    private static IEnumerable<KernelCase> Boxes() =>
        from form in Forms
        from isSum in Reductions
        where !isSum || (form & Form.Value) != 0
        select new KernelCase($"Giou_{Suffix(form, isSum)}", "GIoU" + Arguments(Sum(isSum)), "float", form);

    private static IEnumerable<KernelCase> Rows() =>
    [
        .. from classes in ClassCounts select Row(classes, Everything, isSum: classes % 2 == 0),
        .. from form in Forms
           from isSum in Reductions
           where !isSum || (form & Form.Value) != 0
           select Row(0, form, isSum),
        .. from classes in ClassCounts
           where classes is 1 or 37 or 80 or 5000
           from form in Forms
           where form is Form.Losses or Form.Gradient or (Everything | Form.Weights)
           select Row(classes, form, isSum: false),
        new("Rows_any_ignored", "CrossEntropy(IgnoreIndex = -7)", "int", Everything),
        new("Rows_80_ignored", "CrossEntropy(Classes = 80, IgnoreIndex = 3)", "long", Everything | Form.Weights),
        new("Rows_any_accumulated", "CrossEntropy(Accumulate = true)", "int", Everything | Form.Normalizer | Form.Scale),
        new("Rows_37_accumulated", "CrossEntropy(Classes = 37, Accumulate = true, Parallel = true)", "int", Everything | Form.Weights),
        new("Rows_80_void_accumulated", "CrossEntropy(Classes = 80, Accumulate = true)", "int", Form.Gradient | Form.Scale),
    ];

    /// <summary>A few kernels more whose bits are kept: one of each loss, number type and way to compute.</summary>
    private static IEnumerable<KernelCase> Golden() =>
    [
        new("Focal_probabilities", "FocalLoss(Gamma = 0.5)", "float", Everything, "probabilities"),
        new("Focal_clipped_labels", "FocalLoss(Epsilon = 1e-7, LabelSmoothing = 0.125)", "byte", Everything, "probabilities"),
        new("Focal_precise", "FocalLoss(Gamma = 2.3, Precision = Precision.Precise)", "float", Everything),
        new("Focal_double", "FocalLoss(Gamma = 2.3)", "double", Everything | Form.Weights) { Real = "double" },
        new("CategoricalFocal", "CategoricalFocalLoss", "float", Everything, "probabilities"),
        new("BinaryCrossEntropy", "BinaryCrossEntropy(PositiveWeight = 2.5)", "float", Everything | Form.Scale),
        new("BinaryCrossEntropy_probabilities_double", "BinaryCrossEntropy", "double", Everything, "probabilities") { Real = "double" },
        new("SmoothL1_accumulated", "SmoothL1(Beta = 0.125, Accumulate = true)", "float", Everything | Form.Normalizer),
        new("Rows_double", "CrossEntropy", "int", Everything) { Real = "double" },
        new("Rows_smoothed_weighted", "CrossEntropy(LabelSmoothing = 0.125, IgnoreIndex = 0)", "long", Everything | Form.Weights | Form.ClassWeights),
        new("Rows_dense", "CrossEntropy(Classes = 21)", "float", Everything),
        new("SoftmaxFocal", "SoftmaxFocalLoss(Gamma = 0.5)", "int", Everything),
        new("OneVersusAll", "OneVersusAllFocalLoss", "int", Form.Value | Form.Gradient),
        new("RetinaNet_packed", "RetinaNetFocalLoss", "float", Form.Value | Form.Gradient),
        new("RetinaNet_states", "RetinaNetFocalLoss(Classes = 20, Gamma = 0.5, Accumulate = true)", "float", Form.Value | Form.Gradient | Form.Scale) { AnchorStates = "sbyte" },
        new("RetinaNet_double", "RetinaNetFocalLoss(Gamma = 2.3, Parallel = true)", "double", Everything) { Real = "double", AnchorStates = "int" },
        new("Diou_centres", "DIoU(Format = BoxFormat.Cxcywh, Ties = TieRule.Zero)", "float", Everything | Form.TargetGradient),
        new("Ciou", "CIoU", "float", Everything | Form.TargetGradient | Form.Weights),
        new("Ciou_double", "CIoU(Epsilon = 0)", "double", Everything) { Real = "double" },
    ];

    /// <summary>Kernels whose constants or predictions come to the end of their range.</summary>
    private static IEnumerable<KernelCase> Ends() =>
    [
        .. from gamma in (string[])["0", "0.25", "0.5", "1", "2"]
           from alpha in (string[])["-1", "0", "0.25", "1"]
           select new KernelCase($"Focal_ends_a{alpha}_g{gamma}".Replace('.', 'p').Replace("a-1", "off", StringComparison.Ordinal), $"FocalLoss(Alpha = {alpha}, Gamma = {gamma})", "byte", Everything, "probabilities"),
        .. from gamma in (string[])["0", "0.25", "0.5", "1", "2"]
           from targets in (string[])["float", "byte"]
           select new KernelCase($"CategoricalFocal_ends_{targets}_g{gamma}".Replace('.', 'p'), $"CategoricalFocalLoss(Gamma = {gamma})", targets, Everything, "probabilities"),
        new("CategoricalFocal_least_alpha", "CategoricalFocalLoss(Alpha = 1e-50)", "byte", Everything, "probabilities"),
        new("Focal_least_epsilon", "FocalLoss(Epsilon = 1e-8)", "byte", Everything, "probabilities"),
        new("SmoothL1_least_beta", "SmoothL1(Beta = 1e-39)", "float", Everything),
    ];

    private static KernelCase Focal(double alpha, double gamma, string targets, Form form, bool isSum)
    {
        string a = alpha.ToString(CultureInfo.InvariantCulture), g = gamma.ToString(CultureInfo.InvariantCulture);
        string name = $"Focal_{targets}_a{a}_g{g}_{Suffix(form, isSum)}".Replace('.', 'p').Replace("a-1", "off", StringComparison.Ordinal);
        string hard = targets == "Hard" ? "Targets = TargetKind.Hard" : "";
        return new(name, "FocalLoss" + Arguments($"Alpha = {a}", $"Gamma = {g}", hard, Sum(isSum)), targets is "byte" or "bool" ? targets : "float", form);
    }

    private static KernelCase Row(int classes, Form form, bool isSum) =>
        new($"Rows_{(classes == 0 ? "any" : classes)}_{Suffix(form, isSum)}", "CrossEntropy" + Arguments(classes == 0 ? "" : $"Classes = {classes}", Sum(isSum)), "int", form);

    private static string Suffix(Form form, bool isSum) => form.ToString().Replace(", ", "", StringComparison.Ordinal) + (isSum ? "_Sum" : "");

    private static string Sum(bool isSum) => isSum ? "Reduction = Reduction.Sum" : "";

    private static string Arguments(params string[] arguments) => arguments.All(a => a.Length == 0) ? "" : $"({string.Join(", ", arguments.Where(a => a.Length > 0))})";
}
