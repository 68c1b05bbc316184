using System.Runtime.Intrinsics.X86;
using LossGen.Benchmarks.Contests;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks;

/// <summary>Times LossGen and its peers alternately: one table, one file, one chart a kernel.</summary>
internal static class RatiosCommand
{
    public const string Usage = "ratios [--quick] [--only NAME]";

    public static void Run(Options options)
    {
        NativePeers? intrinsics = null, textbook = null;
        if (NativeCompiler.IsAvailable)
        {
            intrinsics = Fma.IsSupported ? NativePeers.Intrinsics() : null; // they are written for AVX2 and FMA, or more
            textbook = NativePeers.Textbook();
            Agreement.RequireDenormals();
        }
        else
        {
            Console.WriteLine("No gcc: the C peers stay away.");
        }
        using PythonProcess? python = PythonProcess.Start();
        Console.WriteLine(python?.Version ?? "No python3 that imports torch and torchvision: PyTorch stays away.");
        Console.WriteLine($"{Processor.Name}, {Processor.Vectors}");

        Contest[] contests = [.. AllContests.Of(new Arena(options.Quick, options.After("--only") ?? "", intrinsics, textbook, python))];
        Array.ForEach(contests, Agreement.Require);
        var report = new Report();
        foreach ((Contest contest, IReadOnlyList<Reading> readings) in contests.Zip(Ratios.Measure(contests, options.Quick)))
        {
            Agreement.RequireNoAllocation(contest);
            report.Add(contest, readings);
        }
        report.Print();
        Console.WriteLine("ratio: the peer's time by LossGen's. Allocated by LossGen: 0 bytes a call, except where it shares its work among threads.");
        report.Save(Path.Combine("artifacts", "benchmarks", "ratios.json"));
    }
}
