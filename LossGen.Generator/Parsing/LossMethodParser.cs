using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>From a method with a loss attribute to what the pipeline caches.</summary>
internal static class LossMethodParser
{
    private const string CompilerReports = "The declaration of this method does not compile.";

    /// <summary>Parses a method that has the attribute of a loss.</summary>
    public static ParsedMethod Parse(IMethodSymbol symbol, LossSchema loss, CancellationToken token)
    {
        // A method with two loss attributes arrives once for each, and is the first one's.
        if (LossMethod.From(symbol) is not { } method || method.Schema.Name != loss.Name || !CanImplement(method))
        {
            return ParsedMethod.Nothing;
        }

        IReadOnlyList<Diagnostic> mistakes = LossMethodRules.Mistakes(method);
        token.ThrowIfCancellationRequested();

        MethodSpec spec = MethodSpecReader.Read(method);
        return mistakes.Count > 0 ? Broken(mistakes[0].Id + ": " + mistakes[0].GetMessage(CultureInfo.InvariantCulture), spec)
            : Kernel(method) is { } kernel ? new ParsedMethod(kernel, null)
            : Broken(CompilerReports, spec);
    }

    /// <summary>The kernel of a method that breaks no rule; null where the compiler reports something.</summary>
    public static KernelSpec? Kernel(LossMethod method) =>
        CanImplement(method) && !AttributeReader.HasErrors(method.Attributes[0]) && (!method.Schema.HasFormula || method.FormulaBody.Formula is not null) ? Kernel(method, MethodSpecReader.Read(method)) : null;

    private static ParsedMethod Broken(string message, MethodSpec spec) => new(null, new BrokenMethodSpec(message, spec));

    private static KernelSpec Kernel(LossMethod method, MethodSpec spec) => new(
        method.Schema.Name,
        AttributeReader.Text(method.Attributes[0], method.Schema),
        AttributeReader.Options(method.Attributes[0]),
        AttributeReader.Constants(method.Attributes[0], method.Schema),
        Parameters(method).ToEquatableArray(),
        method.IsOverViews,
        ReturnsValue: !method.Symbol.ReturnsVoid,
        spec)
    {
        Anchors = AttributeReader.Numbers(method.Attributes[0], "Anchors"),
        Formula = method.FormulaBody.Formula,
    };

    /// <summary>The parameters, and where states of anchors have none of their own, those that are packed with the targets.</summary>
    private static IEnumerable<ParameterSpec> Parameters(LossMethod method)
    {
        ParameterSpec[] own = [.. method.Signature.Parameters.Select(p => new ParameterSpec(p.Symbol.ToDisplayString(DisplayFormats.GeneratedName), p.Role!.Value, ParameterType.From(p.Symbol.Type)!.Element))];
        return method.Schema.HasAnchorStates && !method.Signature.Has(Role.AnchorStates)
            ? own.Append(own.First(p => p.Role == Role.Targets) with { Role = Role.AnchorStates, IsPacked = true })
            : own;
    }

    /// <summary>Whether a second part of the method can be written at all, right or wrong.</summary>
    /// <remarks>In a type that is not partial it can, and the compiler asks for that modifier (CS0260) and not for a body (CS8795). An extension block has no name.</remarks>
    private static bool CanImplement(LossMethod method) =>
        method.Symbol.IsPartialDefinition
        && method.Implementation is null
        && method.Symbol.ExplicitInterfaceImplementations.IsEmpty
        && method.ContainingTypes.All(type => !type.IsFileLocal && type.CanBeReferencedByName)
        && !TypeFacts.IsUnresolved(method.Symbol.ReturnType)
        && !method.Symbol.Parameters.Any(parameter => TypeFacts.IsUnresolved(parameter.Type))
        && method.Symbol.Parameters.Select(parameter => parameter.Name).Distinct().Count() == method.Symbol.Parameters.Length
        && DeclarationFacts.IsWellFormed(method)
        && IsFirstOfItsSignature(method);

    // Two methods of one signature do not compile, and would want one file name.
    private static bool IsFirstOfItsSignature(LossMethod method) => SymbolEqualityComparer.Default.Equals(
        method.Symbol,
        method.Symbol.ContainingType.GetMembers(method.Symbol.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(other => LossMethod.From(other) is { } twin && HintName.Of(twin) == HintName.Of(method)));
}
