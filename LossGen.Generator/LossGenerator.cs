using System.Text;
using LossGen.Generator.Emit;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator;

/// <summary>Writes the body of every partial method with a loss attribute: a file a method, made from the method's spec alone.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<EmitOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => EmitOptions.From(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.Options);

        KernelCache cache = new();
        foreach (KernelDefinition loss in LossCatalog.All)
        {
            Register(context, loss.Schema, options, cache);
        }
    }

    private static void Register(IncrementalGeneratorInitializationContext context, LossSchema loss, IncrementalValueProvider<EmitOptions> options, KernelCache cache)
    {
        IncrementalValuesProvider<ParsedMethod> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "LossGen." + loss.Name + "Attribute",
                static (node, _) => node is MethodDeclarationSyntax,
                (attributed, token) => LossMethodParser.Parse((IMethodSymbol)attributed.TargetSymbol, loss, token))
            .WithTrackingName(TrackingNames.Parse);

        IncrementalValuesProvider<KernelSpec> kernels = methods
            .Select(static (method, _) => method.Kernel!)
            .Where(static kernel => kernel is not null)
            .WithTrackingName(TrackingNames.Kernels);

        IncrementalValuesProvider<BrokenMethodSpec> broken = methods
            .Select(static (method, _) => method.Broken!)
            .Where(static method => method is not null)
            .WithTrackingName(TrackingNames.BrokenMethods);

        context.RegisterSourceOutput(
            kernels.Combine(options),
            (output, source) => Add(output, source.Left.Method, FaultIsolation.Write(source.Left, source.Right, cache, output.ReportDiagnostic)));

        context.RegisterSourceOutput(
            broken,
            static (output, method) => Add(output, method.Method, BrokenMethodFile.Write(method)));
    }

    private static void Add(SourceProductionContext output, MethodSpec method, string text) =>
        output.AddSource(method.HintName, SourceText.From(text, Encoding.UTF8));
}
