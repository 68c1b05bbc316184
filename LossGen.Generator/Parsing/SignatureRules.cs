using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Parsing;

/// <summary>Rules for a kernel method's parameters and return type.</summary>
internal static class SignatureRules
{
    public static IEnumerable<Diagnostic> KnownRoles(LossMethod method) => method.Signature.Unknown.Select(parameter => Diagnostic.Create(
        DiagnosticDescriptors.UnknownRole,
        parameter.Symbol.Locations[0],
        parameter.Name, method.DisplayName, method.Schema.Name,
        Names(method.Schema.Inputs(), ", "), Names(method.Schema.Outputs(), ", "),
        RoleSuggestion.For(parameter, method)));

    public static IEnumerable<Diagnostic> OneOfEachRole(LossMethod method) =>
        from pair in method.Signature.Duplicates
        let role = pair.Other.Said!.Value
        where pair.Other.Name != pair.Kept.Name      // the same name twice is the compiler's CS0100
        select Diagnostic.Create(
            DiagnosticDescriptors.DuplicateRole,
            pair.Other.Symbol.Locations[0],
            pair.Kept.Name, pair.Other.Name, method.DisplayName, role.IsPrediction() ? "the prediction" : Phrase.Quote(role.ParameterName()));

    // A parameter without a role is taken for a missing one under a wrong name, which is its own mistake already.
    public static IEnumerable<Diagnostic> RequiredRoles(LossMethod method) =>
        from role in method.Signature.Missing.Skip(method.Signature.Unknown.Count(parameter => !ParameterType.IsWritable(parameter.Symbol.Type)))
        let names = Phrase.Choice((role.IsPrediction() ? method.Schema.Predictions : new([role])).Select(name => Phrase.Quote(name.ParameterName())))
        select Diagnostic.Create(
            DiagnosticDescriptors.MissingRole, method.Symbol.Locations[0], method.DisplayName, names, method.Schema.Name, method.Schema.Parameter(role, method.Real, method.IsOverViews));

    public static IEnumerable<Diagnostic> ParameterTypes(LossMethod method) =>
        method.Signature.Parameters.Where(parameter => parameter.Role is not null).Select(parameter => CheckType(parameter, method)).OfType<Diagnostic>();

    public static IEnumerable<Diagnostic> ReturnType(LossMethod method)
    {
        IMethodSymbol symbol = method.Symbol;
        bool isSupported = symbol.RefKind == RefKind.None && (symbol.ReturnsVoid || ElementTypeFacts.From(symbol.ReturnType) == method.Real);
        if (!isSupported && !IsReportedElsewhere(symbol.ReturnType))
        {
            yield return Diagnostic.Create(
                DiagnosticDescriptors.ReturnType,
                method.Syntax!.ReturnType.GetLocation(),
                method.DisplayName, (symbol.RefKind == RefKind.None ? "" : "ref ") + symbol.ReturnType.ToDisplayString(DisplayFormats.MessageType), method.Real.Keyword());
        }
    }

    // Where a name fits no role, it was perhaps meant for an output.
    public static IEnumerable<Diagnostic> SomethingAsked(LossMethod method)
    {
        if (method.Symbol.ReturnsVoid && !method.Signature.Parameters.Any(p => p.Role?.IsOutput() == true) && method.Signature.Unknown.Count == 0)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.NothingAsked, method.Syntax!.ReturnType.GetLocation(), method.DisplayName, method.Real.Keyword());
        }
    }

    // One mistake a parameter: what to write instead of a modifier says the type as well.
    private static Diagnostic? CheckType(BoundParameter parameter, LossMethod method)
    {
        var syntax = (ParameterSyntax)parameter.Symbol.DeclaringSyntaxReferences[0].GetSyntax();
        ParameterType[] allowed = [.. method.Schema.Types(parameter.Role!.Value, method.Real, method.IsOverViews)];
        string types = Phrase.Choice(allowed.Select(type => Phrase.Quote(type.ToString())));

        SyntaxToken[] modifiers = [.. syntax.Modifiers.Where(token => !token.IsKind(SyntaxKind.ScopedKeyword) && !token.IsKind(SyntaxKind.ThisKeyword))];
        if (modifiers.Length > 0)
        {
            var span = TextSpan.FromBounds(modifiers[0].SpanStart, modifiers[modifiers.Length - 1].Span.End);
            return Diagnostic.Create(
                DiagnosticDescriptors.ParameterModifier,
                Location.Create(syntax.SyntaxTree, span),
                parameter.Name, method.DisplayName, string.Join(" ", modifiers.Select(token => token.Text)), types);
        }

        return IsReportedElsewhere(parameter.Symbol.Type) || allowed.Contains(ParameterType.From(parameter.Symbol.Type))
            ? null
            : Diagnostic.Create(
                DiagnosticDescriptors.ParameterType,
                syntax.Type!.GetLocation(),
                parameter.Name, method.DisplayName, Display(parameter.Symbol.Type, types), types);
    }

    // In full where it would read like a type that is right: a user may have a 'Span' of their own.
    private static string Display(ITypeSymbol type, string others)
    {
        string name = type.ToDisplayString(DisplayFormats.MessageType);
        return others.Contains(Phrase.Quote(name)) ? type.ToDisplayString(DisplayFormats.GeneratedType) : name;
    }

    // An unknown type is the compiler's error; a type parameter has a rule of its own.
    private static bool IsReportedElsewhere(ITypeSymbol type) => TypeFacts.IsUnresolved(type) || TypeFacts.IsOpen(type);

    private static string Names(IEnumerable<Role> roles, string separator) => string.Join(separator, roles.Select(role => role.ParameterName()));
}
