using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>Every rule. A message names the mistake and says what to write instead; <c>docs/diagnostics</c> has a page for each.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "LossGen";

    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    /// <summary>{0} method, {1} loss.</summary>
    public static readonly DiagnosticDescriptor NotPartial = new(
        "LG0001",
        "A kernel method is partial",
        "'{0}' is not a partial method. [{1}] writes the body of one: declare it 'partial' and without a body, in a partial type.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0001"));

    /// <summary>{0} method.</summary>
    public static readonly DiagnosticDescriptor NoAccessModifier = new(
        "LG0002",
        "A kernel method has an access modifier",
        "'{0}' has no access modifier, and C# may silently remove the calls of such a partial method. Write 'private', or a wider one, in front.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0002"));

    /// <summary>{0} method, {1} loss.</summary>
    public static readonly DiagnosticDescriptor AlreadyImplemented = new(
        "LG0003",
        "A kernel method has no body",
        "'{0}' is implemented already. Delete the body (or 'extern'): [{1}] writes it.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0003"));

    /// <summary>{0} type, {1} what is wrong with it, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor ContainingType = new(
        "LG0004",
        "The types around a kernel method are partial, not generic and not file-local",
        "'{0}' holds a kernel method but is {1}. {2}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0004"));

    /// <summary>{0} method, {1} loss.</summary>
    public static readonly DiagnosticDescriptor GenericMethod = new(
        "LG0005",
        "A kernel method is not generic",
        "'{0}' is generic. Remove the type parameters and write the types that [{1}] takes, such as 'ReadOnlySpan<float>'.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0005"));

    /// <summary>{0} parameter, {1} method, {2} loss, {3} roles read, {4} roles written, {5} what to do.</summary>
    public static readonly DiagnosticDescriptor UnknownRole = new(
        "LG0006",
        "The name of each parameter is its role",
        "Parameter '{0}' of '{1}' has no role. [{2}] takes: {3}; and writes: {4}. {5}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0006"));

    /// <summary>{0} method, {1} names of the role, {2} loss, {3} parameter to add.</summary>
    public static readonly DiagnosticDescriptor MissingRole = new(
        "LG0007",
        "A kernel method has a prediction and targets",
        "'{0}' has no parameter {1}, which [{2}] needs. Add '{3}'.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0007"));

    /// <summary>{0} parameter to keep, {1} other parameter, {2} method, {3} role.</summary>
    public static readonly DiagnosticDescriptor DuplicateRole = new(
        "LG0008",
        "A kernel method has one parameter of a role",
        "'{0}' and '{1}' of '{2}' are both {3}. Remove '{1}'.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0008"));

    /// <summary>{0} parameter, {1} method, {2} its type, {3} types to write.</summary>
    public static readonly DiagnosticDescriptor ParameterType = new(
        "LG0009",
        "The type of each parameter fits its role",
        "Parameter '{0}' of '{1}' is of type '{2}'. Write {3}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0009"));

    /// <summary>{0} parameter, {1} method, {2} modifier, {3} types to write.</summary>
    public static readonly DiagnosticDescriptor ParameterModifier = new(
        "LG0010",
        "Parameters are passed by value",
        "Parameter '{0}' of '{1}' has the modifier '{2}'. Pass {3} by value.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0010"));

    /// <summary>{0} method, {1} its return type, {2} what it may return.</summary>
    public static readonly DiagnosticDescriptor ReturnType = new(
        "LG0011",
        "A kernel method returns the reduced loss or nothing",
        "'{0}' returns '{1}'. Write {2}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0011"));

    /// <summary>{0} method, {1} what it could return, {2} what it could write.</summary>
    public static readonly DiagnosticDescriptor NothingAsked = new(
        "LG0012",
        "A kernel method returns or writes something",
        "'{0}' asks for nothing. Return '{1}', or add {2}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0012"));

    /// <summary>{0} constant, {1} loss, {2} its value, {3} its range.</summary>
    public static readonly DiagnosticDescriptor ConstantOutOfRange = new(
        "LG0013",
        "A constant is in its range",
        "{0} of [{1}] cannot be {2}. Write {3}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0013"));

    /// <summary>{0} method, {1} loss to keep, {2} other loss.</summary>
    public static readonly DiagnosticDescriptor SeveralLosses = new(
        "LG0014",
        "A kernel method has one loss attribute",
        "'{0}' has [{1}] already. Remove [{2}], and declare a second method for it.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0014"));

    /// <summary>{0} parameter, {1} method, {2} its type, {3} prediction or first boxes, {4} its type, {5} types to write.</summary>
    public static readonly DiagnosticDescriptor MixedTypes = new(
        "LG0015",
        "A kernel method has one type of numbers",
        "Parameter '{0}' of '{1}' is of type '{2}', but '{3}' of type '{4}': a kernel has one type of numbers. Write {5}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0015"));

    /// <summary>{0} option or parameter, {1} method, {2} why it has none, {3} what to do.</summary>
    public static readonly DiagnosticDescriptor NoEffect = new(
        "LG0016",
        "An option has an effect",
        "{0} has no effect on '{1}': {2}. {3}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0016"));

    /// <summary>{0} role, {1} method, {2} losses that have it, {3} loss, {4} roles read, {5} roles written, {6} what to do.</summary>
    public static readonly DiagnosticDescriptor RoleOfAnotherLoss = new(
        "LG0017",
        "The loss has the role of each parameter",
        "'{0}' of '{1}' is a role of {2}, not of [{3}], which takes: {4}; and writes: {5}. {6}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0017"));

    /// <summary>{0} attribute, {1} parameter, {2} method, {3} name of the attribute's role.</summary>
    public static readonly DiagnosticDescriptor ContradictoryRole = new(
        "LG0018",
        "A role attribute agrees with the parameter's name",
        "{0} contradicts the name of '{1}' of '{2}', which is a role as well. Remove the attribute, or rename the parameter to '{3}'.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0018"));

    /// <summary>{0} method, {1} version of C#.</summary>
    public static readonly DiagnosticDescriptor LanguageVersion = new(
        "LG0019",
        "The project's C# is new enough",
        "The kernel of '{0}' is written in C# 11, and the project in C# {1}. Write '<LangVersion>latest</LangVersion>', or remove the property.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0019"));

    /// <summary>{0} method.</summary>
    public static readonly DiagnosticDescriptor TargetFramework = new(
        "LG0020",
        "The project's target framework is new enough",
        "The kernel of '{0}' needs the vectors of .NET 9, which the project's target framework does not have. Write '<TargetFramework>net9.0</TargetFramework>', or a later one.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0020"));

    /// <summary>{0} method, {1} loss, {2} type of its numbers.</summary>
    public static readonly DiagnosticDescriptor ClassesUnknown = new(
        "LG0021",
        "The number of classes is known",
        "The targets of '{0}' are distributions: nothing shows how many classes a row of its spans has. Write [{1}(Classes = ...)], or add 'Span<{2}> losses' or 'ReadOnlySpan<{2}> weights', which have one value a row.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0021"));

    /// <summary>{0} parameter, {1} method, {2} its type.</summary>
    public static readonly DiagnosticDescriptor DefaultMemory = new(
        "LG0022",
        "Memory has no default",
        "Parameter '{0}' of '{1}' is a '{2}', whose only default is empty, and a call that leaves it out fails. Remove the default, and declare a second method without the parameter.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0022"));

    /// <summary>{0} method, {1} what is wrong, {2} kernel.</summary>
    public static readonly DiagnosticDescriptor GridUnknown = new(
        "LG0023",
        "The stride and the anchors of a grid are known",
        "The attribute of '{0}' {1}. Write [{2}(Stride = 8, Anchors = [1.25, 1.625, 2, 3.75])]: the pixels from cell to cell, and width and height of each anchor in turn, in strides.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0023"));

    /// <summary>{0} method, {1} attribute, {2} exception.</summary>
    public static readonly DiagnosticDescriptor GeneratorFault = new(
        "LG0024",
        "LossGen can write the kernel",
        "The kernel of '{0}' could not be written, through a fault of LossGen's own. Report it with [{1}], the method's signature and the text '{2}'.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0024"));

    /// <summary>{0} name, {1} type, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor FormulaNotFound = new(
        "LG0025",
        "A formula is a method of the project",
        "There is no formula '{0}' in '{1}'. {2}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0025"));

    /// <summary>{0} formula, {1} loss, {2} what is wrong, {3} what to do.</summary>
    public static readonly DiagnosticDescriptor FormulaShape = new(
        "LG0026",
        "A formula takes prediction, target and numbers, and returns a number",
        "'{0}' is no formula of [{1}]: it {2}. {3}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0026"));

    /// <summary>{0} formula, {1} why, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor NotUnderstood = new(
        "LG0027",
        "A formula is of numbers and functions that kernels have",
        "This is no part of a formula ('{0}'): {1}. {2}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0027"));

    /// <summary>{0} parameter of the formula, {1} formula, {2} method, {3} parameter for one number, {4} parameter for one an item, {5} what else to do.</summary>
    public static readonly DiagnosticDescriptor FormulaUnbound = new(
        "LG0028",
        "A kernel takes what its formula takes",
        "'{0}' of the formula '{1}' has no counterpart in '{2}'. Add '{3}' for one number a call or '{4}' for one an item, or {5}.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0028"));

    /// <summary>{0} formula, {1} method, {2} parameter.</summary>
    public static readonly DiagnosticDescriptor FormulaFlat = new(
        "LG0029",
        "A formula has a derivative",
        "The derivative of '{0}' by '{1}' is 0 everywhere: '{2}' will be written with nothing to learn from. Use '{1}' outside of comparisons, Round, Sign and the like, or remove '{2}'.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page("LG0029"));

    /// <summary>{0} formula, {1} value on one side, {2} value on the other side, {3} where.</summary>
    public static readonly DiagnosticDescriptor FormulaJumps = new(
        "LG0030",
        "A formula does not jump where it branches",
        "'{0}' jumps from {1} to {2} at {3}. Its derivative knows nothing of the jump: make both sides of the branch equal there.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page("LG0030"));

    /// <summary>{0} first parameter that is too many, {1} method, {2} most, {3} what to do.</summary>
    public static readonly DiagnosticDescriptor TooManyArrays = new(
        "LG0031",
        "A kernel goes through few arrays at a time",
        "'{0}' is one array too many for '{1}': it goes through at most {2}. {3}, or write a second method of the same loss for some of the outputs.",
        Category, Error, isEnabledByDefault: true, helpLinkUri: Page("LG0031"));

    private static string Page(string id) => "https://github.com/lossgen/lossgen/blob/main/docs/diagnostics/" + id + ".md";
}
