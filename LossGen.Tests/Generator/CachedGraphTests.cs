using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Generator;

/// <summary>The walk that every generator test makes over the cached objects does find what it looks for.</summary>
public class CachedGraphTests
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Empty", [CSharpSyntaxTree.ParseText("class C;")]);

    public static TheoryData<string> Planted => ["compilation", "tree", "node", "symbol", "location", "model"];

    [Theory, MemberData(nameof(Planted))]
    public void A_planted_object_of_the_compiler_is_found(string planted)
    {
        SyntaxTree tree = Compilation.SyntaxTrees[0];
        object found = planted switch
        {
            "compilation" => Compilation,
            "tree" => tree,
            "node" => tree.GetRoot(TestContext.Current.CancellationToken),
            "symbol" => Compilation.GetSymbolsWithName("C", cancellationToken: TestContext.Current.CancellationToken).Single(),
            "location" => tree.GetRoot(TestContext.Current.CancellationToken).GetLocation(),
            _ => Compilation.GetSemanticModel(tree),
        };

        Assert.StartsWith("model", CachedGraph.FindBanned(new Model([new Part("innocent", null), new Part("guilty", found)]), "model"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_innocent_model_passes() => Assert.Null(CachedGraph.FindBanned(new Model([new Part("innocent", 1.0), new Part("too", "text")]), "model"));

    private sealed record Model(IReadOnlyList<Part> Parts);

    private sealed record Part(string Name, object? Value);
}
