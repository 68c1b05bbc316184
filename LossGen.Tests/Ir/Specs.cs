using System.Globalization;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;

namespace LossGen.Tests.Ir;

/// <summary>Specs of kernels without a compilation: what the parser would make of a method.</summary>
internal static class Specs
{
    /// <summary>The kernels that the passes are checked with: each loss in its forms.</summary>
    public static readonly (string Name, LossDefinition Definition, KernelSpec Spec)[] All =
    [
        .. from gamma in new[] { 0, 0.25, 0.5, 1, 1.5, 2, 3 }
           from targets in new[] { "soft", "hard", "byte", "bool" }
           select Focal($"focal, gamma {gamma.ToString(CultureInfo.InvariantCulture)}, {targets} targets", targets, ReductionKind.Mean, gamma),
        Focal("focal, alpha off", "hard", ReductionKind.Mean, 2, alpha: -1),
        Focal("focal, sum with weights and losses", "hard", ReductionKind.Sum, 2, more: ", float weights, float losses"),
        Focal("focal, unreduced", "soft", null, 2, more: ", float losses"),
        Named("focal, value only", new FocalLoss(), "float logits, float targets", ReductionKind.Mean),
        Named("GIoU", new GIoU(), "float predictions, float targets, float gradient", ReductionKind.Mean),
        Named("GIoU, value only", new GIoU(), "float predictions, float targets", ReductionKind.Sum),
        Named("GIoU, unreduced with weights", new GIoU(), "float predictions, float targets, float weights, float losses, float gradient", null),
        Named("cross-entropy", new CrossEntropy(), "float logits, int targets, float gradient", ReductionKind.Mean),
        Named("cross-entropy, 80 classes", new CrossEntropy(), "float logits, int targets, float gradient", ReductionKind.Mean, ("Classes", 80)),
        Named("cross-entropy, value only", new CrossEntropy(), "float logits, int targets", ReductionKind.Mean),
        Named("cross-entropy, unreduced with weights", new CrossEntropy(), "float logits, int targets, float weights, float losses, float gradient", null),
    ];

    /// <summary>The names in <see cref="All"/>, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(kernel => kernel.Name)];

    public static (string Name, LossDefinition Definition, KernelSpec Spec) Find(string name) => All.Single(kernel => kernel.Name == name);

    /// <summary>The spec of a static method <c>Losses.Loss</c>; no reduction: it returns nothing.</summary>
    /// <param name="definition">The loss.</param>
    /// <param name="parameters">Element types and names: <c>float logits, byte targets</c>.</param>
    /// <param name="reduction">How the losses become the returned value.</param>
    /// <param name="constants">The constants that differ from their defaults.</param>
    public static KernelSpec Of(LossDefinition definition, string parameters, ReductionKind? reduction, params (string Name, double Value)[] constants)
    {
        ParameterSpec[] parsed = [.. parameters.Split(", ").Select(Parameter)];
        string declaration = string.Join(", ", parsed.Select(p => $"global::System.{(p.Role.IsOutput() ? "Span" : "ReadOnlySpan")}<{p.Element.Keyword()}> {p.Name}"));
        return new KernelSpec(
            definition.Schema.Name,
            definition.Schema.Name,
            LossOptions.Default with { Reduction = reduction ?? ReductionKind.Mean },
            definition.Schema.Constants.Select(c => new NamedConstant(c.Name, ValueOf(c))).ToEquatableArray(),
            parsed.ToEquatableArray(),
            IsOverViews: false,
            reduction is not null,
            new MethodSpec(
                "Losses.Loss.g.cs",
                "",
                new(["partial class Losses"]),
                $"public static partial {(reduction is null ? "void" : "float")} Loss({declaration})",
                "Losses.Loss",
                IsDocumented: false));

        double ValueOf(ConstantSchema constant) => constants.Where(given => given.Name == constant.Name).Select(given => given.Value).FirstOrDefault(constant.Default);
    }

    private static (string, LossDefinition, KernelSpec) Focal(string name, string targets, ReductionKind? reduction, double gamma, double alpha = 0.25, string more = "") => Named(
        name,
        new FocalLoss(),
        $"float logits, {(targets is "soft" or "hard" ? "float" : targets)} targets, float gradient{more}",
        reduction,
        ("Gamma", gamma),
        ("Alpha", alpha),
        ("Targets", targets == "hard" ? 1 : 0));

    private static (string, LossDefinition, KernelSpec) Named(
        string name, LossDefinition definition, string parameters, ReductionKind? reduction, params (string, double)[] constants) =>
        (name, definition, Of(definition, parameters, reduction, constants));

    private static ParameterSpec Parameter(string text)
    {
        string[] parts = text.Split(' ');
        return new(parts[1], RoleFacts.Find(parts[1])!.Value, Enum.Parse<ElementType>(parts[0], ignoreCase: true));
    }
}
