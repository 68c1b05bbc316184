using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>Rules for a user's formula.</summary>
internal static class FormulaRules
{
    /// <summary>The formula is there.</summary>
    public static IEnumerable<Diagnostic> Found(LossMethod method)
    {
        AttributeData attribute = method.Attributes[0];
        if (!method.Schema.HasFormula || method.Formula is not null || FormulaFinder.Name(attribute) is not { } name || FormulaFinder.Home(attribute, method.Symbol) is not { TypeKind: not TypeKind.Error } home)
        {
            yield break;
        }

        string[] others =
        [
            .. FormulaFinder.Candidates(home)
                .Where(m => m.IsStatic && m.ReturnType.SpecialType is SpecialType.System_Single or SpecialType.System_Double && m.Parameters.Length > 1 && FormulaSignature.Read(m, method.Schema.Skeleton).All(p => p.Type != FormulaType.Unknown))
                .Select(m => m.Name).Distinct().OrderBy(other => Likeness.Distance(name, other)).ThenBy(other => other, StringComparer.Ordinal).Take(3),
        ];
        yield return Mistake.Create(
            DiagnosticDescriptors.FormulaNotFound,
            FormulaFinder.Location(attribute),
            (FixProperties.Names, string.Join(",", others)),
            name, home.Name,
            FormulaFinder.OfOther(attribute, home) is var (type, meant) ? $"Name its type first: [{method.Schema.Name}(typeof({type}), nameof({type}.{meant}))]"
            : others.Length > 0 ? "Write " + Phrase.Choice(others.Select(other => "nameof(" + other + ")")) : $"Write it, beginning with 'static {method.Real.Keyword()} {name}({FormulaSignature.Expected(0, method.Schema.Skeleton, method.Real).Trim('\'')}, ...)'");
    }

    /// <summary>It is a static method that takes prediction, target and numbers, and returns a number.</summary>
    public static IEnumerable<Diagnostic> Shape(LossMethod method)
    {
        if (method.Formula is { } formula && Misshapen(formula, method) is var (marked, what, instead))
        {
            Location at = SymbolEqualityComparer.Default.Equals(formula.ContainingAssembly, method.Symbol.ContainingAssembly) ? marked.Locations[0] : FormulaFinder.Location(method.Attributes[0]);
            yield return Diagnostic.Create(DiagnosticDescriptors.FormulaShape, at, formula.Name, method.Schema.Name, what, instead);
        }
    }

    /// <summary>All that it takes, the kernel takes too, or it has a default.</summary>
    public static IEnumerable<Diagnostic> Bound(LossMethod method) =>
        from place in Enumerable.Range(0, method.FormulaParameters.Count).Skip(FormulaSpec.Target + 1)
        let parameter = method.FormulaParameters[place]
        let isDifferentiated = method.Signature.Has(RoleFacts.OwnGradient(place))
        where (parameter.Default is null || isDifferentiated) && !method.Signature.Has(RoleFacts.Own(place, false)) && !method.Signature.Has(RoleFacts.Own(place, true))
        let number = method.Real.Keyword() + " " + parameter.Name
        select Mistake.Create(
            DiagnosticDescriptors.FormulaUnbound,
            method.Symbol.Locations[0],
            (FixProperties.Parameter, number), (FixProperties.After, method.Signature.Parameters.LastOrDefault(p => p.Role?.IsOutput() == false)?.Name ?? ""),
            parameter.Name, method.Formula!.Name, method.DisplayName, number,
            $"{(method.IsOverViews ? Carrier.ReadOnlyTensorView : Carrier.ReadOnlySpan)}<{method.Real.Keyword()}> {parameter.Name}",
            isDifferentiated ? $"remove '{parameter.GradientName}'" : "give it a default value");

    /// <summary>Its body is understood, and speaks of items.</summary>
    public static IEnumerable<Diagnostic> Understood(LossMethod method) => method.FormulaBody switch
    {
        (null, var mistakes) => mistakes,
        ({ } formula, _) when !formula.Steps.Any(step => step.Operation == FormulaOp.Parameter && IsOfItems((int)step.Number, method)) =>
            [Diagnostic.Create(DiagnosticDescriptors.FormulaShape, method.Formula!.Locations[0], method.Formula.Name, method.Schema.Name, "uses neither prediction nor target", "Use them")],
        _ => [],
    };

    private static bool IsOfItems(int place, LossMethod method) => place <= FormulaSpec.Target || method.Signature.Has(RoleFacts.Own(place, isScalar: false));

    private static (ISymbol Marked, string What, string Instead)? Misshapen(IMethodSymbol formula, LossMethod method)
    {
        string real = method.Real.Keyword();
        Skeleton skeleton = method.Schema.Skeleton;
        if (!SymbolEqualityComparer.Default.Equals(formula.ContainingAssembly, method.Symbol.ContainingAssembly))
        {
            return (formula, "is of another assembly, where there is no body to read", "Copy it into this project");
        }

        if (!formula.IsStatic || formula.IsGenericMethod || formula.ContainingType.IsGenericType)
        {
            return (formula, formula.IsStatic ? "is generic" : "is not static", formula.IsStatic ? $"Write it for '{real}'" : "Declare it 'static'");
        }

        if (formula.Parameters.Length < 2)
        {
            return (formula, $"takes {(formula.Parameters.Length == 0 ? "nothing" : "no target")}", $"Let it take {FormulaSignature.Expected(0, skeleton, method.Real)}, then {FormulaSignature.Expected(1, skeleton, method.Real)}");
        }

        if (!IsPrediction(formula.Parameters[0]) && IsPrediction(formula.Parameters[1]))
        {
            return (formula.Parameters[0], $"takes '{formula.Parameters[0].Name}' before '{formula.Parameters[1].Name}'", "Write the prediction first: which is which, their order says");
        }

        for (int place = 0; place < formula.Parameters.Length; place++)
        {
            IParameterSymbol p = formula.Parameters[place];
            if (TypeFacts.IsUnresolved(p.Type))
            {
                return null;
            }

            bool isOfOtherNumbers = method.FormulaParameters[place].Type is FormulaType.Real or FormulaType.Row or FormulaType.Box && FormulaTypes.Element(p.Type) != method.Real;
            if (method.FormulaParameters[place].Type == FormulaType.Unknown || isOfOtherNumbers)
            {
                string type = (p.RefKind == RefKind.None ? "" : p.RefKind.ToString().ToLowerInvariant() + " ") + p.Type.ToDisplayString(DisplayFormats.MessageType);
                string why = isOfOtherNumbers ? $", and '{method.DisplayName}' computes with '{real}'" : "";
                return (p, $"takes '{p.Name}' of type '{type}'{why}", FormulaSignature.Instead(p, place, skeleton, method.Real));
            }
        }

        return formula.RefKind != RefKind.None || formula.ReturnType.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double)
            ? (formula, $"returns '{formula.ReturnType.ToDisplayString(DisplayFormats.MessageType)}'", $"Return '{real}'")
            : null;
    }

    /// <summary>Whether a formula's parameter is called as predictions are, one or several.</summary>
    private static bool IsPrediction(IParameterSymbol parameter) =>
        parameter.Name.ToLowerInvariant() is "prediction" or "predictions" or "predicted" or "logit" or "logits" or "probability" or "probabilities";
}
