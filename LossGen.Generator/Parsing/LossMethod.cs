using LossGen.Generator.Losses;
using LossGen.Generator.Parsing.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Parsing;

/// <summary>A method with a loss attribute, as the rules and the parser look at it. It lives for one step: the compiler's objects in it are never cached.</summary>
internal sealed class LossMethod
{
    private static readonly Dictionary<string, LossSchema> Schemas = LossCatalog.All.ToDictionary(loss => loss.Schema.Name + "Attribute", loss => loss.Schema);

    private readonly Lazy<(FormulaSpec? Formula, IReadOnlyList<Diagnostic> Mistakes)> _formulaBody;

    private LossMethod(IMethodSymbol symbol, MethodDeclarationSyntax? syntax, IReadOnlyList<AttributeData> attributes)
    {
        Symbol = symbol;
        Syntax = syntax;
        Attributes = attributes;
        Schema = SchemaOf(attributes[0])!;
        Formula = Schema.HasFormula ? FormulaFinder.Find(attributes[0], symbol, FirstReal(symbol)) : null;
        FormulaParameters = Formula is null ? default : FormulaSignature.Read(Formula, Schema.Skeleton);
        Signature = SignatureBinder.Bind(symbol, Schema, FormulaParameters);
        _formulaBody = new(ReadFormula);
    }

    /// <summary>The method; its defining part where it has two.</summary>
    public IMethodSymbol Symbol { get; }

    /// <summary>Its declaration; null for what is no method declaration, as a local function or an accessor.</summary>
    public MethodDeclarationSyntax? Syntax { get; }

    /// <summary>The loss attributes on it in the order of the source. There should be one.</summary>
    public IReadOnlyList<AttributeData> Attributes { get; }

    /// <summary>The loss of the first attribute.</summary>
    public LossSchema Schema { get; }

    public BoundSignature Signature { get; }

    /// <summary>The user's formula; null where there is none.</summary>
    public IMethodSymbol? Formula { get; }

    public EquatableArray<FormulaParameter> FormulaParameters { get; }

    /// <summary>What the user's formula takes for the target; null where there is no formula.</summary>
    public FormulaType? TargetOfFormula => FormulaParameters.Count > FormulaSpec.Target ? FormulaParameters[FormulaSpec.Target].Type : null;

    /// <summary>What the formula computes, or what in it is not understood. It is read for a formula whose signature is right.</summary>
    public (FormulaSpec? Formula, IReadOnlyList<Diagnostic> Mistakes) FormulaBody => _formulaBody.Value;

    /// <summary>The type of the numbers that the kernel computes with: the prediction's, or else that of the first parameter that has one; else 'float'.</summary>
    public ElementType Real => SaidReal ?? ElementType.Float;

    /// <summary>The same; null where no parameter has one.</summary>
    public ElementType? SaidReal => Signature.Parameters
        .OrderBy(p => p.Said?.IsLeading() != true).ThenBy(p => p.Said?.IsPrediction() != true)
        .Select(p => ParameterType.From(p.Symbol.Type)?.Element)
        .FirstOrDefault(element => element?.IsReal() == true);

    /// <summary>Whether the targets of rows are distributions over the classes, and not class indices.</summary>
    public bool HasDistributions => Schema.Skeleton == Losses.Skeleton.Row && TargetOfFormula != FormulaType.Index
        && Signature.Parameters.Any(p => p.Role == Role.Targets && ParameterType.From(p.Symbol.Type)?.Element.IsReal() == true);

    /// <summary>Whether its parameters are tensor views, and not spans: as the prediction is. A grid's cells are always in views.</summary>
    public bool IsOverViews => Schema.Skeleton.IsOfCells() || Signature.Parameters.FirstOrDefault(p => p.Said?.IsPrediction() == true) is { } prediction && ParameterType.IsView(prediction.Symbol.Type);

    /// <summary>The method's name for messages: <c>Losses.Focal</c>.</summary>
    public string DisplayName => Symbol.ToDisplayString(DisplayFormats.Message);

    public bool IsPartial => Syntax?.Modifiers.Any(SyntaxKind.PartialKeyword) == true;

    /// <summary>The part that the user wrote where the generator should write one, or null.</summary>
    public IMethodSymbol? Implementation => Symbol.IsPartialDefinition
        ? Symbol.PartialImplementationPart is { } part && !IsGenerated(part) ? part : null
        : Symbol;

    /// <summary>The containing types from the outermost to the innermost.</summary>
    public IEnumerable<INamedTypeSymbol> ContainingTypes
    {
        get
        {
            var types = new Stack<INamedTypeSymbol>();
            for (INamedTypeSymbol? type = Symbol.ContainingType; type is not null; type = type.ContainingType)
            {
                types.Push(type);
            }

            return types;
        }
    }

    /// <summary>The method seen as one with a loss attribute, or null if it has none.</summary>
    public static LossMethod? From(IMethodSymbol method)
    {
        IMethodSymbol definition = method.PartialDefinitionPart ?? method;
        AttributeData[] attributes = [.. definition.GetAttributes().Where(attribute => SchemaOf(attribute) is not null)];
        return attributes.Length == 0
            ? null
            : new LossMethod(definition, definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax, attributes);
    }

    /// <summary>The schema of the loss that an attribute asks for, or null if it is no loss attribute.</summary>
    public static LossSchema? SchemaOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "LossGen", ContainingNamespace.IsGlobalNamespace: true } } type
        && Schemas.TryGetValue(type.Name, out LossSchema? schema)
            ? schema
            : null;

    /// <summary>The type of numbers that a signature speaks of first.</summary>
    private static ElementType FirstReal(IMethodSymbol method) =>
        method.Parameters.Select(p => ParameterType.From(p.Type)?.Element).FirstOrDefault(element => element?.IsReal() == true) ?? ElementType.Float;

    private (FormulaSpec?, IReadOnlyList<Diagnostic>) ReadFormula() =>
        Formula is null || FormulaRules.Shape(this).Any() ? (null, [])
        : FormulaReader.Read(Formula, FormulaParameters, ((ISourceAssemblySymbol)Symbol.ContainingAssembly).Compilation, CancellationToken.None);

    // An analyzer sees the generated parts as well. The hash in the hint name keeps a user's file from having the same one.
    private bool IsGenerated(IMethodSymbol implementation) =>
        implementation.Locations[0].SourceTree is { } tree && tree.FilePath.EndsWith(HintName.Of(this), StringComparison.Ordinal);
}
