using System.Collections.Concurrent;
using System.Collections.Immutable;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Diagnostics;

/// <summary>Reports what breaks a rule for methods with a loss attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossMethodAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.NotPartial,
        DiagnosticDescriptors.NoAccessModifier,
        DiagnosticDescriptors.AlreadyImplemented,
        DiagnosticDescriptors.ContainingType,
        DiagnosticDescriptors.GenericMethod,
        DiagnosticDescriptors.UnknownRole,
        DiagnosticDescriptors.MissingRole,
        DiagnosticDescriptors.DuplicateRole,
        DiagnosticDescriptors.ParameterType,
        DiagnosticDescriptors.ParameterModifier,
        DiagnosticDescriptors.ReturnType,
        DiagnosticDescriptors.NothingAsked,
        DiagnosticDescriptors.ConstantOutOfRange,
        DiagnosticDescriptors.SeveralLosses,
        DiagnosticDescriptors.MixedTypes,
        DiagnosticDescriptors.NoEffect,
        DiagnosticDescriptors.RoleOfAnotherLoss,
        DiagnosticDescriptors.ContradictoryRole,
        DiagnosticDescriptors.LanguageVersion,
        DiagnosticDescriptors.TargetFramework,
        DiagnosticDescriptors.ClassesUnknown,
        DiagnosticDescriptors.DefaultMemory,
        DiagnosticDescriptors.GridUnknown,
        DiagnosticDescriptors.FormulaNotFound,
        DiagnosticDescriptors.FormulaShape,
        DiagnosticDescriptors.NotUnderstood,
        DiagnosticDescriptors.FormulaUnbound,
        DiagnosticDescriptors.FormulaFlat,
        DiagnosticDescriptors.FormulaJumps,
        DiagnosticDescriptors.TooManyArrays);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // A mistake of a type, or of a formula, is found with each of the kernel methods that it serves and reported with one.
            var reported = new ConcurrentDictionary<(Location, string), bool>();

            start.RegisterSymbolAction(c => Analyze((IMethodSymbol)c.Symbol, reported, c.ReportDiagnostic), SymbolKind.Method);

            // Not symbols of their own for an analyzer, and no kernel methods; an attribute on them is a mistake.
            start.RegisterSyntaxNodeAction(
                c => Analyze(c.SemanticModel.GetDeclaredSymbol(c.Node, c.CancellationToken) as IMethodSymbol, reported, c.ReportDiagnostic),
                SyntaxKind.LocalFunctionStatement);
            start.RegisterSyntaxNodeAction(
                c => Analyze(c.SemanticModel.GetSymbolInfo(c.Node, c.CancellationToken).Symbol as IMethodSymbol, reported, c.ReportDiagnostic),
                SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
        });
    }

    private static void Analyze(IMethodSymbol? symbol, ConcurrentDictionary<(Location, string), bool> reported, Action<Diagnostic> report)
    {
        // The defining part has the attributes of both.
        if (symbol is null or { PartialDefinitionPart: not null } || LossMethod.From(symbol) is not { } method)
        {
            return;
        }

        foreach (Diagnostic mistake in LossMethodRules.Check(method))
        {
            if (reported.TryAdd((mistake.Location, mistake.GetMessage(CultureInfo.InvariantCulture)), true))
            {
                report(mistake);
            }
        }
    }
}
