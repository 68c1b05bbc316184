using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using LossGen.Generator.Passes;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>
/// What an attribute or a signature asks for and does not get is a mistake: it changes nothing. The tables say when, one line each; what a single loss's constant needs
/// stands in its schema (<see cref="ConstantSchema.OnlyWith"/>).
/// </summary>
internal static class EffectRules
{
    private const string Returns = ", or return '{1}'";
    private const string Gradient = ", or add '{0}'";

    private static readonly InertOption[] SharedOptions =
    [
        new("Reduction", Harmless: null, m => m.Schema.Skeleton == Skeleton.Cells, "its terms are sums over the cells and means over the images"),
        new("Reduction", Harmless: null, m => m.Schema.OwnDivisor is not null, "this loss always divides by a number of its own"),
        new("EmptyMean", Harmless: 0, m => m.Schema.OwnDivisor is not null, "this loss divides by a number of its own, which is never 0"),
        new("Reduction", Harmless: null, m => m.Symbol.ReturnsVoid, "it returns nothing, and a gradient is then that of the sum", Returns),
        new("EmptyMean", Harmless: 0, m => m.Symbol.ReturnsVoid, "it returns nothing", Returns),
        new("EmptyMean", Harmless: 0, IsSum, "it returns the sum"),
        new("EmptyMean", Harmless: 0, m => m.Signature.Has(Role.Normalizer), "the mean divides by 'normalizer'"),
        new("Precision", Harmless: 0, m => m.Real == ElementType.Double, "a kernel of 'double' is always precise"),
        new("Accumulate", Harmless: 0, m => !HasGradient(m), "it writes no gradient", Gradient),
        new("Axis", Harmless: -1, m => !m.IsOverViews, "the classes of a row lie side by side in spans, and only tensor views have axes"),
        new("IgnoreIndex", Harmless: -100, m => m.HasDistributions, "the targets are distributions, and no class indices"),
        new("Targets", Harmless: 1, HasLabels, "targets of 'byte' and 'bool' are labels"),       // that they are may be said
    ];

    private static readonly InertParameter[] SharedParameters =
    [
        new(Role.Scale, m => !HasGradient(m), "it multiplies the gradient, and none is written", Gradient),
        new(Role.Normalizer, m => m.Symbol.ReturnsVoid, "nothing is returned that it could divide", Returns),
        new(Role.Normalizer, IsSum, "it divides the mean, and the sum is returned", ", or 'Reduction.Sum'"),
    ];

    /// <summary>Each option that the attribute sets changes something. To set one to what holds anyway is no mistake.</summary>
    public static IEnumerable<Diagnostic> Options(LossMethod method)
    {
        AttributeData attribute = method.Attributes[0];
        return
            from argument in attribute.NamedArguments
            where IsSettled(method)
            let number = AttributeReader.Number(argument.Value)
            where number is not null && !AttributeReader.IsNumberForEnumeration(attribute, argument.Key, argument.Value)
            let inert = SharedOptions.Concat(method.Schema.Constants.Where(constant => constant.OnlyWith.Count > 0).Select(InertUnless))
                .FirstOrDefault(option => option.Name == argument.Key && option.Harmless != number && option.When(method))
            where inert is not null
            select Create(
                AttributeReader.Expression(attribute, argument.Key).Parent!.GetLocation(),
                argument.Key + " of [" + method.Schema.Name + "]", method, inert.Reason, inert.OrElse);
    }

    /// <summary>
    /// And precision changes a function: without one, both precisions are one program. It is told by the program, so the method must have no other mistake.
    /// </summary>
    public static IEnumerable<Diagnostic> Precision(LossMethod method) =>
        from argument in method.Attributes[0].NamedArguments
        let kernel = argument.Key == "Precision" && method.Schema.Skeleton.IsLoss() ? LossMethodParser.Kernel(method) : null
        where kernel?.Options.IsPrecise == true
        let outputs = LossProgram.Build(kernel, LossCatalog.Find(kernel.Loss)).Outputs
        where Lower.Run(outputs, MathTable.Single).SequenceEqual(Lower.Run(outputs, MathTable.SinglePrecise))      // equal expressions are the same object
        select Create(
            AttributeReader.Expression(method.Attributes[0], argument.Key).Parent!.GetLocation(),
            "Precision of [" + method.Schema.Name + "]", method, "it makes functions more precise, and the kernel has none that it changes", "");

    /// <summary>So does each number that it is called with.</summary>
    public static IEnumerable<Diagnostic> Parameters(LossMethod method) =>
        from parameter in method.Signature.Parameters
        where IsSettled(method)
        let inert = SharedParameters.FirstOrDefault(one => one.Role == parameter.Role && one.When(method))
        where inert is not null
        select Create(parameter.Symbol.Locations[0], "Parameter " + Phrase.Quote(parameter.Name), method, inert.Reason, inert.OrElse);

    private static Diagnostic Create(Location location, string what, LossMethod method, string reason, string orElse) => Mistake.Create(
        DiagnosticDescriptors.NoEffect, location, (FixProperties.Remove, ""), what, method.DisplayName, reason, "Remove it" + orElse.Replace("{0}", method.Schema.Parameter(Role.Gradient, method.Real, method.IsOverViews)).Replace("{1}", method.Schema.Returned(method.Real)));

    private static InertOption InertUnless(ConstantSchema constant) => new(
        constant.Name,
        constant.Default,
        method => !constant.OnlyWith.Any(method.Signature.Has),
        "it is for " + Phrase.Choice(constant.OnlyWith.Select(role => Phrase.Quote(role.ParameterName()))) + " alone");

    // Where a role is missing or a name fits none, what the method asks for is not known yet.
    private static bool IsSettled(LossMethod method) => method.Signature is { Unknown.Count: 0, Missing.Count: 0 };

    private static bool HasGradient(LossMethod method) => method.Signature.Parameters.Any(parameter => parameter.Role?.IsGradient() == true);

    private static bool HasLabels(LossMethod method) =>
        method.Signature.Parameters.Any(p => p.Role == Role.Targets && ParameterType.From(p.Symbol.Type)?.Element is ElementType.Byte or ElementType.Bool);

    private static bool IsSum(LossMethod method) => AttributeReader.Options(method.Attributes[0]).Reduction == ReductionKind.Sum;

    /// <param name="Name">The option's name.</param>
    /// <param name="Harmless">The value that says what holds anyway, or null.</param>
    /// <param name="When">Whether it changes nothing.</param>
    /// <param name="Reason">Why, for the message.</param>
    /// <param name="OrElse">What else could be done than remove it.</param>
    private sealed record InertOption(string Name, double? Harmless, Func<LossMethod, bool> When, string Reason, string OrElse = "");

    private sealed record InertParameter(Role Role, Func<LossMethod, bool> When, string Reason, string OrElse = "");
}
