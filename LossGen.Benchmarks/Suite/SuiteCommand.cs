using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace LossGen.Benchmarks.Suite;

/// <summary>BenchmarkDotNet over the main kernels, with its own options: <c>suite --filter '*' --job short</c>.</summary>
internal static class SuiteCommand
{
    public const string Usage = "suite [BenchmarkDotNet's options, such as --filter '*Focal*']";

    /// <summary>In this process: a program that BenchmarkDotNet builds anew would need a second restore.</summary>
    public static void Run(string[] arguments) => BenchmarkSwitcher.FromAssembly(typeof(SuiteCommand).Assembly).Run(
        arguments, DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator()));
}
