using System.Runtime.Intrinsics.X86;
using LossGen.Benchmarks.Contests;
using LossGen.Benchmarks.Peers;
using LossGen.Benchmarks.Reporting;

namespace LossGen.Benchmarks;

/// <summary>Times LossGen and its peers alternately: one table, one file, one chart a kernel.</summary>
internal static class RatiosCommand
{
    public const string Usage = "ratios [--quick] [--only NAME] [--charts FOLDER]    (and the tables into FOLDER.md, where that is a page)";

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
        Console.WriteLine(python?.Version ?? PythonProcess.Missing);
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
        string artifacts = Path.Combine("artifacts", "benchmarks");
        report.Save(Path.Combine(artifacts, "ratios.json"));
        Chart.WriteAll(report.Rows, artifacts);
        if (options.After("--charts")?.TrimEnd('/') is { } folder)
        {
            Chart.WriteAll(report.Rows, folder);
            if (File.Exists(folder + ".md"))
            {
                string command = $"{WidthSwitch()}dotnet run -c Release --project LossGen.Benchmarks -- ratios{(options.Quick ? " --quick" : "")}";
                string origin = $"{Processor.Name}, {Processor.Vectors}, {Processor.Today}, by `{command}`{(python is null ? "" : $"; {python.Version}")}.";
                MarkedPage.Replace(folder + ".md", "ratios", origin + "\n" + RatioTables.Markdown(report.Rows, Path.GetFileName(folder)));
            }
        }
    }

    /// <summary>How the vectors were made narrower than the processor's, if they were.</summary>
    private static string WidthSwitch() => Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0" ? "DOTNET_EnableAVX512=0 " : "";
}
