using System.Collections.Immutable;
using System.Reflection;
using LossGen.Generator.Backends;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Kernels;

/// <summary>
/// A program of kernels that is compiled in memory. The generated text asks <c>Widths</c> for the width to run; beside it stands another class of that name, which C# finds first and the tests
/// decide for.
/// </summary>
internal static class KernelProgram
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.None);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(LossAttribute).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly SyntaxTree WidthsOfTheTests = Parse($$"""
        namespace LossGen.Generated
        {
            public static class Widths
            {
                // Not thread-static fields: of programs that are unloaded again these crash the runtime now and then.
                private static readonly System.Threading.ThreadLocal<int> _lanes = new(), _answers = new();

                public static void Select(int lanes) => _lanes.Value = lanes;

                public static int Answers() => _answers.Value;

                private static bool Is(int lanes) => ++_answers.Value > 0 && lanes == _lanes.Value;

                {{string.Join('\n', Spelling.All.Select(s => $"public static bool Has{s.Suffix} => Is({s.Lanes});"))}}
            }
        }
        """, "Widths.cs");

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    public static CSharpCompilation Of(IEnumerable<SyntaxTree> sources) => CSharpCompilation.Create(
        "Kernels",
        sources.Append(WidthsOfTheTests),
        References,
        // Overflow is checked, as in the projects of some users: nothing that a kernel means to wrap may throw there.
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true));

    /// <summary>What decides for the lanes of the width to run.</summary>
    public static Action<int> Select(Assembly assembly) => assembly.GetType("LossGen.Generated.Widths")!.GetMethod("Select")!.CreateDelegate<Action<int>>();
}
