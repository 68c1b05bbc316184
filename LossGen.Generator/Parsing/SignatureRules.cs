using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Parsing;

/// <summary>Rules for a kernel method's parameters and return type.</summary>
internal static class SignatureRules
{
    /// <summary>As many as the runtime's StridedRuns follows, and as its GroupWork hands to threads.</summary>
    private const int MostArrays = 12, MostSharedArrays = 6;

    public static IEnumerable<Diagnostic> KnownRoles(LossMethod method) =>
        from parameter in method.Signature.Unknown
        where parameter.Said is null
        let option = RoleSuggestion.Option(parameter, method)
        let candidates = option is null ? RoleSuggestion.Candidates(parameter, method) : []
        select Mistake.Create(
            DiagnosticDescriptors.UnknownRole,
            parameter.Symbol.Locations[0],
            method.Formula is null ? RoleSuggestion.Fix(candidates) : (FixProperties.Names, RoleSuggestion.LikeIn(method, parameter) ?? ""),
            parameter.Name, method.DisplayName, method.Schema.Name,
            Names(method.Schema.Inputs()), Names(method.Schema.Outputs()),
            method.Formula is { } formula ? RoleSuggestion.OfFormula(parameter, formula, method) : option is null ? RoleSuggestion.Text(candidates) : $"Remove it, and write [{method.Schema.Name}({option} = ...)]: it is a constant of the attribute");

    // Another form of the prediction is the prediction all the same; anything else is one thing too many.
    public static IEnumerable<Diagnostic> OwnRoles(LossMethod method) =>
        from parameter in method.Signature.Unknown
        where parameter.Said is not null
        let role = parameter.Said!.Value
        let candidates = role.IsPrediction() ? RoleSuggestion.Candidates(parameter, method) : []
        select Mistake.Create(
            DiagnosticDescriptors.RoleOfAnotherLoss,
            parameter.Symbol.Locations[0],
            RoleSuggestion.Fix(candidates, role),
            role.ParameterName(), method.DisplayName,
            Phrase.All(LossCatalog.All.Where(loss => loss.Schema.Accepts(role)).Select(loss => "[" + loss.Schema.Name + "]")),
            method.Schema.Name, Names(method.Schema.Inputs()), Names(method.Schema.Outputs()),
            RoleSuggestion.Text(candidates, role));

    public static IEnumerable<Diagnostic> AgreeingRoles(LossMethod method) =>
        from parameter in method.Symbol.Parameters
        let name = method.Schema.RoleOf(parameter.Name)
        let said = RoleAttributeReader.Find(parameter)
        where name is not null && said is not null && name != said
        let attribute = parameter.GetAttributes().First(RoleAttributeReader.IsRoleAttribute)
        select Mistake.Create(
            DiagnosticDescriptors.ContradictoryRole,
            AttributeReader.LocationOf(attribute),
            (FixProperties.Remove, ""),
            "[Role(LossRole." + said + ")]", parameter.Name, method.DisplayName, said.Value.ParameterName());

    public static IEnumerable<Diagnostic> OneOfEachRole(LossMethod method) =>
        from pair in method.Signature.Duplicates
        let role = pair.Other.Said!.Value
        where pair.Other.Name != pair.Kept.Name      // the same name twice is the compiler's CS0100
        select Mistake.Create(
            DiagnosticDescriptors.DuplicateRole,
            pair.Other.Symbol.Locations[0],
            (FixProperties.Remove, ""),
            pair.Kept.Name, pair.Other.Name, method.DisplayName, role.IsPrediction() ? "the prediction" : Phrase.Quote(role.ParameterName()));

    // A parameter without a role is taken for a missing one under a wrong name, which is its own mistake already.
    public static IEnumerable<Diagnostic> RequiredRoles(LossMethod method) =>
        from isOutput in (bool[])[false, true]
        from role in method.Signature.Missing.Where(role => role.IsOutput() == isOutput)
            .Skip(method.Signature.Unknown.Count(parameter => ParameterType.IsWritable(parameter.Symbol.Type) == isOutput))
        let names = Phrase.Choice((role.IsPrediction() ? method.Schema.Predictions : new([role])).Select(name => Phrase.Quote(name.ParameterName())))
        let parameter = method.Schema.Parameter(role, method.Real, method.IsOverViews)
        select Mistake.Create(
            DiagnosticDescriptors.MissingRole,
            method.Symbol.Locations[0],
            (FixProperties.Parameter, parameter), (FixProperties.After, method.Signature.Parameters.LastOrDefault(p => p.Role < role)?.Name ?? ""),
            method.DisplayName, names, method.Schema.Name, parameter);

    public static IEnumerable<Diagnostic> ParameterTypes(LossMethod method) =>
        method.Signature.Parameters.Where(parameter => parameter.Role is not null).Select(parameter => CheckType(parameter, method)).OfType<Diagnostic>();

    public static IEnumerable<Diagnostic> FewArrays(LossMethod method)
    {
        bool isShared = method.Attributes[0].NamedArguments.Any(argument => argument is { Key: "Parallel", Value.Value: true });
        int most = isShared ? MostSharedArrays : method.IsOverViews || method.Schema.Skeleton == Skeleton.Row ? MostArrays : int.MaxValue;
        return method.Signature.Parameters.Where(p => p.Role is { } role && !role.IsScalar() && !IsOfCall(role, method)).Skip(most).Take(1).Select(p => Diagnostic.Create(
            DiagnosticDescriptors.TooManyArrays,
            p.Symbol.Locations[0],
            p.Name, method.DisplayName, most, isShared ? "Remove 'Parallel = true'" : "Take 'ReadOnlySpan' and 'Span' where items are single numbers"));
    }

    private static bool IsOfCall(Role output, LossMethod method) => output >= Role.OwnGradient && method.Signature.Has(RoleFacts.Own(output - Role.OwnGradient, isScalar: true));

    // A number's default is as good as any; that of a span or a view has no elements, and fits a call of no items alone.
    public static IEnumerable<Diagnostic> NoDefaultMemory(LossMethod method) =>
        from parameter in method.Signature.Parameters
        where parameter.Role is { } role && !role.IsScalar() && ParameterType.From(parameter.Symbol.Type) is not null
        let value = ((ParameterSyntax)parameter.Symbol.DeclaringSyntaxReferences[0].GetSyntax()).Default
        where value is not null
        select Mistake.Create(
            DiagnosticDescriptors.DefaultMemory,
            value.GetLocation(),
            (FixProperties.Remove, ""),
            parameter.Name, method.DisplayName, parameter.Symbol.Type.ToDisplayString(DisplayFormats.MessageType));

    public static IEnumerable<Diagnostic> ReturnType(LossMethod method)
    {
        IMethodSymbol symbol = method.Symbol;
        bool isSupported = symbol.RefKind == RefKind.None
            && (symbol.ReturnsVoid ? method.Schema.Skeleton != Skeleton.Suppression : TypeFacts.Returned(symbol.ReturnType) is { } type && type == method.Schema.Returned(method.Real));
        if (!isSupported && !IsReportedElsewhere(symbol.ReturnType))
        {
            yield return Mistake.Create(
                DiagnosticDescriptors.ReturnType,
                method.Syntax!.ReturnType.GetLocation(),
                (FixProperties.Type, method.Schema.Returned(method.Real) ?? "void"),
                method.DisplayName, (symbol.RefKind == RefKind.None ? "" : "ref ") + symbol.ReturnType.ToDisplayString(DisplayFormats.MessageType), Returned(method));
        }
    }

    // Where a name fits no role, it was perhaps meant for an output.
    public static IEnumerable<Diagnostic> SomethingAsked(LossMethod method)
    {
        if (method.Schema.Returned(method.Real) is { } type && method.Schema.Skeleton != Skeleton.Suppression && method.Symbol.ReturnsVoid && !method.Signature.Parameters.Any(p => p.Role?.IsOutput() == true) && method.Signature.Unknown.Count == 0)
        {
            yield return Mistake.Create(
                DiagnosticDescriptors.NothingAsked,
                method.Syntax!.ReturnType.GetLocation(),
                (FixProperties.Type, type),
                method.DisplayName, type,
                Phrase.Choice(((Role[])[Role.Losses, Role.Gradient]).Where(method.Schema.Accepts).Select(role => Phrase.Quote(method.Schema.Parameter(role, method.Real, method.IsOverViews)))));
        }
    }

    /// <summary>What a method may return, in words.</summary>
    private static string Returned(LossMethod method) => method.Schema.Skeleton switch
    {
        Skeleton.Pair or Skeleton.CellDecoding => "'void'",
        Skeleton.Cells => Phrase.Quote(TypeFacts.YoloLoss) + " for the three terms, or 'void' where 'gradient' is all that is asked for",
        Skeleton.Suppression => "'int' for the number of boxes that are kept",
        _ => Phrase.Quote(method.Real.Keyword()) + " for the reduced loss, or 'void' where 'losses' or 'gradient' is all that is asked for",
    };

    // One mistake a parameter: what to write instead of a modifier says the type as well.
    private static Diagnostic? CheckType(BoundParameter parameter, LossMethod method)
    {
        var syntax = (ParameterSyntax)parameter.Symbol.DeclaringSyntaxReferences[0].GetSyntax();
        ParameterType? type = ParameterType.From(parameter.Symbol.Type);
        ParameterType[] allowed = Allowed(parameter, method);
        ParameterType nearest = type is not null && allowed.Contains(type) ? type : Nearest(parameter.Symbol.Type, allowed);
        string types = Phrase.Choice(allowed.OrderBy(one => one != nearest).Select(one => Phrase.Quote(one.ToString())))
            + (parameter.Role == Role.Targets && method.Schema.HasAnchorStates ? ", a label from 0 to 1 for each class of each anchor and no class index" : "");
        (string, string) fix = (FixProperties.Type, nearest.ToString());

        SyntaxToken[] modifiers = [.. syntax.Modifiers.Where(token => !token.IsKind(SyntaxKind.ScopedKeyword) && !token.IsKind(SyntaxKind.ThisKeyword))];
        if (modifiers.Length > 0)
        {
            var span = TextSpan.FromBounds(modifiers[0].SpanStart, modifiers[modifiers.Length - 1].Span.End);
            return Mistake.Create(
                DiagnosticDescriptors.ParameterModifier,
                Location.Create(syntax.SyntaxTree, span),
                fix,
                parameter.Name, method.DisplayName, string.Join(" ", modifiers.Select(token => token.Text)), types);
        }

        if (IsReportedElsewhere(parameter.Symbol.Type) || (type is not null && allowed.Contains(type)))
        {
            return null;
        }

        string name = Display(parameter.Symbol.Type, types);
        return type is not null && IsOfOtherNumbers(parameter, type, method) && method.Signature.Prediction is { } prediction
            ? Mistake.Create(
                DiagnosticDescriptors.MixedTypes,
                syntax.Type!.GetLocation(),
                fix,
                parameter.Name, method.DisplayName, name, prediction.Name, prediction.Symbol.Type.ToDisplayString(DisplayFormats.MessageType), types)
            : Mistake.Create(DiagnosticDescriptors.ParameterType, syntax.Type!.GetLocation(), fix, parameter.Name, method.DisplayName, name, types);
    }

    // Where nothing says which numbers are meant ('Half', say), either are possible.
    private static ParameterType[] Allowed(BoundParameter parameter, LossMethod method) =>
    [
        .. (method.SaidReal is { } said ? new[] { said } : [ElementType.Float, ElementType.Double])
            .SelectMany(real => method.Schema.Types(parameter.Role!.Value, real, method.IsOverViews))
            .Where(type => parameter.Role != Role.Targets || method.TargetOfFormula is not (FormulaType.Index or FormulaType.Row) || type.Element.IsClassIndex() == (method.TargetOfFormula == FormulaType.Index))
            .Distinct()
            .OrderBy(type => !type.Element.IsReal()),
    ];

    // The right type but for its numbers, which are not the prediction's.
    private static bool IsOfOtherNumbers(BoundParameter parameter, ParameterType type, LossMethod method) =>
        method.Signature.Prediction is { } prediction
        && prediction != parameter
        && type.Element.IsReal()
        && ParameterType.From(prediction.Symbol.Type) is { } predicted
        && type.Element != predicted.Element
        && method.Schema.Types(prediction.Role!.Value, method.Real, method.IsOverViews).Contains(predicted)
        && method.Schema.Types(parameter.Role!.Value, type.Element, method.IsOverViews).Contains(type);

    // A 'byte[]' is meant to be a 'ReadOnlySpan<byte>'; whole numbers of a type that is not taken are meant to be those of one that is.
    private static ParameterType Nearest(ITypeSymbol type, ParameterType[] allowed)
    {
        ITypeSymbol item = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Arity: 1 } named => named.TypeArguments[0],
            _ => type,
        };
        bool isWhole = item.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        return allowed.FirstOrDefault(one => one.Element == ElementTypeFacts.From(item)) ?? (isWhole ? allowed.FirstOrDefault(one => one.Element.IsClassIndex()) : null) ?? allowed[0];
    }

    // In full where it would read like a type that is right: a user may have a 'Span' of their own.
    private static string Display(ITypeSymbol type, string others)
    {
        string name = type.ToDisplayString(DisplayFormats.MessageType);
        return others.Contains(Phrase.Quote(name)) ? type.ToDisplayString(DisplayFormats.GeneratedType) : name;
    }

    // An unknown type is the compiler's error; a type parameter has a rule of its own.
    private static bool IsReportedElsewhere(ITypeSymbol type) => TypeFacts.IsUnresolved(type) || TypeFacts.IsOpen(type);

    private static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Select(role => role.ParameterName()));
}
