namespace LossGen.Tests.Package;

/// <summary>The package as a user meets it: packed, restored by a fresh project outside the repository, built with warnings as errors, run.</summary>
[Trait("Category", "Package"), Collection<PackedPackage>]
public sealed class PackageTests(PackedPackage package)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisMode>Recommended</AnalysisMode>
            <IsAotCompatible>true</IsAotCompatible>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>packages</RestorePackagesPath>
            {switches}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LossGen" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using LossGen;

        namespace Consumer;

        internal static class Program
        {
            private static void Main()
            {
                float[] logits = [2, -1, 0.5f], targets = [1, 0, 1], gradient = new float[3];
                float loss = Losses.Focal(logits, targets, gradient);
                AppContext.TryGetSwitch("LossGen.StrictBits", out bool isStrict);
                Console.WriteLine(FormattableString.Invariant($"loss {loss:F6} gradient {gradient[0]:F6} {gradient[1]:F6} {gradient[2]:F6} strict {isStrict}"));
            }
        }

        /// <summary>The consumer's losses.</summary>
        public static partial class Losses
        {
            [FocalLoss(Alpha = 0.25, Gamma = 2)]
            public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);
        }
        """;

    [Fact]
    public void The_package_holds_the_runtime_the_generator_its_code_fixes_its_switches_and_the_documentation_of_losses() => Assert.Equal(
        [
            "README.md",
            "analyzers/dotnet/cs/LossGen.CodeFixes.dll",
            "analyzers/dotnet/cs/LossGen.Generator.dll",
            "build/LossGen.props",
            "build/LossGen.targets",
            "buildTransitive/LossGen.props",
            "buildTransitive/LossGen.targets",
            "docs/custom-losses.md",
            .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics")).Select(page => "docs/diagnostics/" + Path.GetFileName(page)).Order(StringComparer.Ordinal),
            "docs/losses.md",
            "docs/numerics.md",
            "lib/net10.0/LossGen.Runtime.dll",
            "lib/net10.0/LossGen.Runtime.xml",
            "lib/net9.0/LossGen.Runtime.dll",
            "lib/net9.0/LossGen.Runtime.xml",
        ],
        package.Files);

    [Fact]
    public void The_package_depends_on_the_tensors_of_dotnet_alone() =>
        Assert.Equal(["net10.0: System.Numerics.Tensors", "net9.0: System.Numerics.Tensors"], package.Dependencies);

    [Fact]
    public async Task A_fresh_project_builds_and_runs()
    {
        string directory = await Build("Plain", switches: "");

        // −α(1 − pₜ)² log pₜ for (2, 1), (−1, 0) and (0.5, 1): the mean, and its derivatives.
        Assert.Equal("loss 0.011446 gradient -0.000406 0.013145 -0.011495 strict False", await Run(directory));
    }

    [Fact]
    public async Task The_switches_reach_the_generator_and_the_runtime()
    {
        string directory = await Build("Switched", switches: "<LossGen_DumpIr>true</LossGen_DumpIr><LossGen_StrictBits>true</LossGen_StrictBits>");

        string generatorOptions = Directory.GetFiles(directory, "*.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Single();
        Assert.Contains("build_property.LossGen_DumpIr = true", await File.ReadAllTextAsync(generatorOptions, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("strict True", await Run(directory), StringComparison.Ordinal);
    }

    private async Task<string> Build(string name, string switches)
    {
        string directory = package.Folder(name);
        string project = Project.Replace("{feed}", package.Feed, StringComparison.Ordinal).Replace("{version}", package.Version, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(directory, name + ".csproj"), project.Replace("{switches}", switches, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "Program.cs"), Program, TestContext.Current.CancellationToken);

        await DotNet.Run(directory, "build", "-c", "Release");
        return directory;
    }

    private static async Task<string> Run(string directory) => (await DotNet.Run(directory, "run", "-c", "Release", "--no-build")).Trim();
}
