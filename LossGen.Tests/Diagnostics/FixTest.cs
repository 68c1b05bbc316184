using System.Collections.Immutable;
using LossGen.CodeFixes;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Tests.Diagnostics;

/// <summary>Applies code fixes to a program as an editor does.</summary>
internal static class FixTest
{
    private const string Usings = "using System;\nusing LossGen;\n";

    /// <summary>Every code fix of the package.</summary>
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
    [
        .. typeof(LossCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Applies the first fix of the first mistake until none is left, and compares the text; it compiles, without a message of LossGen's.</summary>
    public static async Task Verify(string before, string after)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, before);
        for (int i = 0; i < 8 && (await Mistakes(document)).FirstOrDefault() is { } mistake; i++)
        {
            (_, CodeAction action) = (await Actions(document, mistake))[0];
            document = await Apply(document, action);
        }

        Assert.Equal(Usings + after, await Text(document));
        GeneratorHarness.Run(after);
    }

    /// <summary>Applies the fix of a title to the only mistake.</summary>
    public static async Task Verify(string before, string title, string after)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, before);
        (_, CodeAction action) = (await Actions(document, Assert.Single(await Mistakes(document)))).Single(fix => fix.Action.Title == title);

        Assert.Equal(Usings + after, await Text(await Apply(document, action)));
        GeneratorHarness.Run(after);
    }

    /// <summary>No fix is offered for the only mistake.</summary>
    public static async Task VerifyNone(string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        Assert.Empty(await Offered(document, Assert.Single(await Mistakes(document))));
    }

    /// <summary>Fixes all mistakes of a document at once.</summary>
    public static async Task VerifyAll(string before, string after)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, before);
        ImmutableArray<Diagnostic> mistakes = await Mistakes(document);
        (CodeFixProvider provider, CodeAction first) = (await Actions(document, mistakes[0]))[0];
        FixAllContext context = new(
            document, provider, FixAllScope.Document, first.EquivalenceKey!, mistakes.Select(mistake => mistake.Id).Distinct(), new Known(mistakes), TestContext.Current.CancellationToken);
        CodeAction? all = await provider.GetFixAllProvider()!.GetFixAsync(context);

        Assert.Equal(Usings + after, await Text(await Apply(document, all!)));
        GeneratorHarness.Run(after);
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        ProjectInfo project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
            metadataReferences: GeneratorHarness.References);
        return workspace.AddDocument(workspace.AddProject(project).Id, "Program.cs", SourceText.From(Usings + source));
    }

    private static async Task<ImmutableArray<Diagnostic>> Mistakes(Document document)
    {
        Compilation program = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> diagnostics = await program.WithAnalyzers([new LossMethodAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> Actions(Document document, Diagnostic mistake)
    {
        List<(CodeFixProvider, CodeAction)> actions = await Offered(document, mistake);
        Assert.True(actions.Count > 0, $"No fix for {mistake}");
        return actions;
    }

    private static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> Offered(Document document, Diagnostic mistake)
    {
        List<(CodeFixProvider, CodeAction)> actions = [];
        foreach (CodeFixProvider provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(mistake.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, mistake, (action, _) => actions.Add((provider, action)), TestContext.Current.CancellationToken));
        }

        return actions;
    }

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<string> Text(Document document) => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>The mistakes to fix all of.</summary>
    private sealed class Known(ImmutableArray<Diagnostic> mistakes) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(mistakes);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(mistakes);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
