using System.Text.RegularExpressions;

namespace LossGen.Tests.Package;

/// <summary>
/// LGCFG0001, by the package's targets alone: a publish ahead of time for x64 without fused multiply-add is warned of, in the names of the framework's compiler, which
/// are others since .NET 10.
/// </summary>
[Trait("Category", "Package")]
public sealed partial class InstructionSetTests
{
    // A project that runs its own target once for each case: one process for all.
    private const string Project = """
        <Project DefaultTargets="Cases">
          <PropertyGroup>
            <PublishAot>true</PublishAot>
          </PropertyGroup>
          <Target Name="PrepareForPublish">
            <Message Importance="high" Text="case $(Number) ends" />
          </Target>
          <Target Name="Cases">
            <ItemGroup>
              {cases}
            </ItemGroup>
            <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="PrepareForPublish"
                     Properties="Number=%(Case.Identity);TargetFrameworkVersion=%(Framework);RuntimeIdentifier=%(Runtime);IlcInstructionSet=%(Names)" />
          </Target>
          <Import Project="{targets}" />
        </Project>
        """;

    private static readonly string Targets = Path.Combine(Repository.Root, "build", "LossGen.targets");

    [Fact]
    public async Task What_has_fused_multiply_add_is_not_warned_of() => Assert.All(
        await Warnings(
            ("v9.0", "linux-x64", "native"), ("v9.0", "linux-x64", "x86-x64-v3"), ("v9.0", "linux-x64", "x86-x64-v4"), ("v9.0", "win-x64", "fma"),
            ("v9.0", "linux-x64", "avx2, fma"), ("v9.0", "linux-x64", "fma,bmi2"), ("v9.0", "linux-x64", "avx512f"), ("v9.0", "linux-arm64", ""),
            ("v10.0", "linux-x64", "native"), ("v10.0", "linux-x64", "x86-64-v3"), ("v10.0", "linux-x64", "x86-64-v4"), ("v10.0", "win-x64", "avx2"),
            ("v10.0", "linux-x64", "aes, avx2"), ("v10.0", "linux-x64", "avx512v2"), ("v10.0", "linux-x64", "avx10v1"), ("v10.0", "osx-arm64", ""),
            ("v11.0", "linux-x64", "x86-64-v3")),
        warning => Assert.Equal("", warning));

    // Names of the other framework are among them: its compiler does not know them, and ends with an error of its own.
    [Fact]
    public async Task What_has_none_is_warned_of_in_the_names_of_the_framework()
    {
        string[] old = await Warnings(
            ("v9.0", "linux-x64", ""), ("v9.0", "win-x64", "avx2"), ("v9.0", "linux-x64", "x86-x64-v2"), ("v9.0", "linux-x64", "x86-64-v3"));
        string[] since10 = await Warnings(
            ("v10.0", "linux-x64", ""), ("v10.0", "win-x64", "x86-64-v2"), ("v10.0", "linux-x64", "avx"), ("v10.0", "linux-x64", "fma"), ("v10.0", "linux-x64", "x86-x64-v3"),
            ("v11.0", "linux-x64", "aes"));

        Assert.All(old, warning => Assert.Contains(
            "Write <IlcInstructionSet>x86-x64-v3</IlcInstructionSet> in the project for processors since 2013 (or x86-x64-v4, or native).", warning, StringComparison.Ordinal));
        Assert.All(since10, warning => Assert.Contains(
            "Write <IlcInstructionSet>x86-64-v3</IlcInstructionSet> in the project for processors since 2013 (or x86-64-v4, or native).", warning, StringComparison.Ordinal));
    }

    /// <summary>What each case is warned of, or an empty text.</summary>
    private static async Task<string[]> Warnings(params (string Framework, string Runtime, string Names)[] cases)
    {
        string project = Path.Combine(Path.GetTempPath(), $"lossgen-{Guid.NewGuid():N}.proj");
        string items = string.Concat(cases.Select((one, i) => $"""<Case Include="{i}" Framework="{one.Framework}" Runtime="{one.Runtime}" Names="{one.Names}" />"""));
        await File.WriteAllTextAsync(
            project,
            Project.Replace("{cases}", items, StringComparison.Ordinal).Replace("{targets}", Targets, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        try
        {
            string log = await DotNet.Run(Path.GetTempPath(), "msbuild", project, "-nologo", "-m:1");
            string[] parts = End().Split(log);
            Assert.Equal(cases.Length + 1, parts.Length);
            return [.. parts.Take(cases.Length).Select(part => Warning().Match(part).Value)];
        }
        finally
        {
            File.Delete(project);
        }
    }

    [GeneratedRegex(@"case \d+ ends")]
    private static partial Regex End();

    [GeneratedRegex("warning LGCFG0001: .*")]
    private static partial Regex Warning();
}
