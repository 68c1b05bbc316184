using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Package;

/// <summary>
/// The package ahead of time: a net9.0 program with all golden kernels, published with warnings of the trimming and AOT analyses as errors, run, and its results
/// held against <c>golden-bits.json</c>, which is what the just-in-time compiler gives.
/// </summary>
[Trait("Category", "Package"), Collection<PackedPackage>]
public sealed partial class AotTests(PackedPackage package)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net9.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>LGCFG0001</WarningsNotAsErrors>
            <PublishAot>true</PublishAot>
            <!-- It takes half a second a kernel, and NativeAOT makes the same analysis of the whole program. -->
            <EnableTrimAnalyzer>false</EnableTrimAnalyzer>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LossGen" Version="{version}" />
            <!-- All of it is analysed, not only what the kernels call. -->
            <TrimmerRootAssembly Include="LossGen.Runtime" />
            <Compile Include="{kernels}/GoldenKernels.cs;{kernels}/GoldenProgram.cs;{kernels}/Kernel.cs;{kernels}/RealMemory.cs" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = "LossGen.Tests.Kernels.GoldenProgram.Run(args[0], args[1]);";

    private static readonly bool IsX64 = RuntimeInformation.OSArchitecture == Architecture.X64;

    [Fact]
    public void The_runtime_says_that_it_can_be_trimmed() => Assert.Contains(
        typeof(FocalLossAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>(), metadata => metadata is { Key: "IsTrimmable", Value: "True" });

    [Fact]
    public async Task With_fused_multiply_add_the_bits_are_the_golden_ones()
    {
        Assert.SkipWhen(IsX64 && !Fma.IsSupported, "This machine has no fused multiply-add.");
        string log = await Publish("fused", IsX64 ? ["-p:IlcInstructionSet=x86-x64-v3"] : []);

        Assert.DoesNotContain("LGCFG0001", log, StringComparison.Ordinal);
        await VerifyBits("fused");
    }

    [Fact]
    public async Task By_default_a_warning_says_what_to_write_and_the_results_are_close()
    {
        Assert.SkipUnless(IsX64, "Fused multiply-add is in the default instructions of every architecture but x64.");
        string log = await Publish("default");

        Assert.Contains("warning LGCFG0001", log, StringComparison.Ordinal);
        Assert.Contains("<IlcInstructionSet>x86-x64-v3</IlcInstructionSet>", log, StringComparison.Ordinal);
        foreach ((KernelCase kernel, IReadOnlyList<(KernelInputs Inputs, KernelResult Result)> runs) in await Run("default"))
        {
            Assert.All(runs.Take(runs.Count / Enum.GetValues<InputMaker.Sort>().Length), run => VerifyClose(kernel, run.Inputs.Run(GoldenKernels.All[kernel.Name]), run.Result));
        }
    }

    [Fact]
    public async Task By_default_strict_bits_are_the_golden_ones()
    {
        Assert.SkipUnless(IsX64, "Fused multiply-add is in the default instructions of every architecture but x64.");
        await Publish("strict", "-p:LossGen_StrictBits=true");

        await VerifyBits("strict");
    }

    /// <summary>Publishes the program with some settings, into a folder of a name, and returns the log.</summary>
    private async Task<string> Publish(string name, params string[] settings)
    {
        string directory = package.Folder("Aot");
        string project = Project.Replace("{feed}", package.Feed, StringComparison.Ordinal).Replace("{version}", package.Version, StringComparison.Ordinal)
            .Replace("{kernels}", Path.Combine(Repository.Root, "LossGen.Tests", "Kernels"), StringComparison.Ordinal);
        await Write(Path.Combine(directory, "Aot.csproj"), project);
        await Write(Path.Combine(directory, "Program.cs"), Program);

        // The C# compiler runs once for all settings; they matter to what comes after it, which gets a folder of its own.
        (int exitCode, string output) = await DotNet.Try(directory, ["publish", "-c", "Release", "-o", name, $"-p:NativeIntermediateOutputPath=obj/{name}/", .. settings]);
        Assert.SkipWhen(exitCode != 0 && NoLinker().IsMatch(output), $"NativeAOT needs clang or gcc, and zlib: {NoLinker().Match(output).Value}");
        Assert.SkipWhen(exitCode != 0 && NoCompiler().IsMatch(output), $"NativeAOT's compiler cannot be had: {NoCompiler().Match(output).Value}");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotMatch(TrimmingOrAot(), output);
        return output;
    }

    /// <summary>The platform has no program that links, or not what NativeAOT links with.</summary>
    [GeneratedRegex("Platform linker.*|.*cannot find -lz.*")]
    private static partial Regex NoLinker();

    /// <summary>No source has the package, or none can be reached.</summary>
    [GeneratedRegex("NU110[1-3].*ILCompiler.*|NU1301.*", RegexOptions.IgnoreCase)]
    private static partial Regex NoCompiler();

    /// <summary>The warnings of both analyses.</summary>
    [GeneratedRegex(@"\bIL[23]\d{3}\b.*")]
    private static partial Regex TrimmingOrAot();

    private static async Task Write(string path, string text)
    {
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs the program that was published into a folder, and returns the results of each kernel.</summary>
    private async Task<IReadOnlyList<(KernelCase Kernel, IReadOnlyList<(KernelInputs Inputs, KernelResult Result)> Runs)>> Run(string name)
    {
        string directory = package.Folder("Aot"), inputs = Path.Combine(directory, "inputs.bin"), outputs = Path.Combine(directory, name + ".bin");
        GoldenFile.Write(inputs);
        await DotNet.RunProgram(Path.Combine(directory, name, OperatingSystem.IsWindows() ? "Aot.exe" : "Aot"), directory, inputs, outputs);
        return GoldenFile.Results(outputs);
    }

    private async Task VerifyBits(string name)
    {
        SortedDictionary<string, string> written = GoldenBits.Read();
        string[] changed = [.. (await Run(name)).Where(k => GoldenBits.Hash(k.Kernel, k.Runs.Select(run => run.Result)) != written[k.Kernel.Name]).Select(k => k.Kernel.Name)];
        Assert.True(changed.Length == 0, $"Other bits than under the just-in-time compiler:\n{string.Join('\n', changed)}");
    }

    /// <summary>Without fused multiply-add the last digits differ; what is small because it cancelled is small against what it came from.</summary>
    private static void VerifyClose(KernelCase kernel, KernelResult expected, KernelResult actual)
    {
        Assert.Equal(expected.Value, actual.Value, 1e-5 * Math.Abs(expected.Value));
        foreach ((double[] e, double[] a) in new[] { (expected.Losses, actual.Losses), (expected.Gradient, actual.Gradient), (expected.TargetGradient, actual.TargetGradient) })
        {
            double largest = e.Select(Math.Abs).DefaultIfEmpty().Max();
            Assert.All(e.Zip(a), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-5 * largest, $"{kernel}: {pair.First:R} and {pair.Second:R}"));
        }
    }
}
