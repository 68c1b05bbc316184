using LossGen.Generator.Parsing.Formulas;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>Every rule for a method with a loss attribute, in one list: the analyzer reports what breaks one, and the parser writes no kernel for it.</summary>
internal static class LossMethodRules
{
    /// <summary>Where one of these is broken, the method is no candidate, and its other mistakes do not matter yet.</summary>
    private static readonly Func<LossMethod, IEnumerable<Diagnostic>>[] First =
    [
        DeclarationRules.OneLoss,
        DeclarationRules.Partial,
        DeclarationRules.NotImplemented,
        DeclarationRules.Language,
        DeclarationRules.Platform,
        FormulaRules.Found,
        FormulaRules.Shape,
        SignatureRules.AgreeingRoles,
    ];

    private static readonly Func<LossMethod, IEnumerable<Diagnostic>>[] Then =
    [
        DeclarationRules.AccessModifier,
        DeclarationRules.ContainingTypes,
        DeclarationRules.NotGeneric,
        FormulaRules.Understood,
        FormulaRules.Bound,
        SignatureRules.KnownRoles,
        SignatureRules.OwnRoles,
        SignatureRules.OneOfEachRole,
        SignatureRules.RequiredRoles,
        SignatureRules.ParameterTypes,
        SignatureRules.FewArrays,
        SignatureRules.NoDefaultMemory,
        SignatureRules.ReturnType,
        SignatureRules.SomethingAsked,
        ConstantRules.InRange,
        ConstantRules.ClassesKnown,
        GridRules.GridKnown,
        EffectRules.Options,
        EffectRules.Parameters,
    ];

    /// <summary>The mistakes in a method: one diagnostic for each, and none for what the compiler reports by itself; without any, what is likely not meant.</summary>
    public static IEnumerable<Diagnostic> Check(LossMethod method) => Mistakes(method) is { Count: > 0 } mistakes ? mistakes : FormulaWarnings.Check(method);

    /// <summary>What keeps a method from being a kernel. What is likely not meant does not, and takes longer to find.</summary>
    public static IReadOnlyList<Diagnostic> Mistakes(LossMethod method)
    {
        Diagnostic[] mistakes = First.Select(rule => rule(method).ToArray()).FirstOrDefault(found => found.Length > 0) ?? [.. Then.SelectMany(rule => rule(method))];

        // What the kernel's program tells, only a method that has one can be asked.
        return mistakes.Length > 0 ? mistakes : [.. EffectRules.Precision(method)];
    }
}
