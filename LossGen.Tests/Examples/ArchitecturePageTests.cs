using System.Text.RegularExpressions;

namespace LossGen.Tests.Examples;

/// <summary>What docs/architecture.md shows is what the tests run, and what it names is there.</summary>
public partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData("LogCosh")]
    [InlineData("SoftDice")]
    [InlineData("Poly1")]
    public void The_page_shows_the_code_of_the_example(string example)
    {
        string file = File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Examples", example + ".cs")).ReplaceLineEndings("\n");
        string code = file[file.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains(code, CodeBlocks().Matches(Page).Select(block => block.Groups["code"].Value.TrimEnd()));
    }

    [Fact]
    public void Every_file_that_the_page_names_is_there()
    {
        foreach (string path in Files().Matches(Page).Select(match => match.Groups["path"].Value))
        {
            string[] roots = ["", "LossGen.Generator"];
            Assert.True(roots.Any(root => Exists(Path.Combine(Repository.Root, root, path))), $"{path} is not there");
        }
    }

    [Fact]
    public void Every_type_that_the_page_names_is_there()
    {
        Type[] inEachAssembly = [typeof(LossGen.Generator.LossGenerator), typeof(LossAttribute), typeof(ArchitecturePageTests)];
        string[] types = [.. inEachAssembly.SelectMany(type => type.Assembly.GetTypes()).Select(type => type.Name)];
        string[] properties = ["LossGen_DumpIr", "ForAttributeWithMetadataName", "Item", "Class", "Product", "TieWeight", "Softplus"];
        Assert.All(Names().Matches(Page).Select(match => match.Groups["name"].Value).Except(properties), name => Assert.Contains(name, types));
    }

    /// <summary>A path may end in a pattern: <c>Passes/Lower*.cs</c>.</summary>
    private static bool Exists(string path) =>
        path.Contains('*', StringComparison.Ordinal)
            ? Directory.Exists(Path.GetDirectoryName(path)) && Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Any()
            : File.Exists(path) || Directory.Exists(path);

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex("`(?<path>[A-Za-z.]+/[A-Za-z.*/-]*)`")]
    private static partial Regex Files();

    /// <summary>A name in backquotes that begins with a capital letter, up to a dot: <c>Lanes.Sum</c>.</summary>
    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9_]+)(\\.[A-Za-z]+)?`")]
    private static partial Regex Names();
}
