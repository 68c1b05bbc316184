using System.Diagnostics;
using System.Globalization;

namespace LossGen.Benchmarks.Generation;

/// <summary>How long the compiler waits for the generator: from cold, in a process of its own; warm; and after an edit of one method.</summary>
internal static class GeneratorCommand
{
    public const string Usage = "generator [--quick] [--methods N]";

    private const string Cold = "--cold";

    private const int Methods = 1000, QuickMethods = 100, Rounds = 5, ColdRounds = 2;

    public static void Run(Options options)
    {
        int methods = options.After("--methods") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : options.Quick ? QuickMethods : Methods;
        if (options.After(Cold) is { } cold)
        {
            Console.Write(GeneratorTiming.FromCold(MethodProgram.All.Single(p => p.Name == cold).Text(methods)).Ticks);
            return;
        }

        Console.WriteLine($"{Processor.Name}, {Processor.Today}, by `dotnet run -c Release --project LossGen.Benchmarks -- generator`.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{methods} methods; milliseconds of the processor, the least of some runs."));
        Console.WriteLine();
        Console.WriteLine("| program | kinds | MB | cold | warm | a method | an edit | files written then |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (MethodProgram program in MethodProgram.All)
        {
            Console.WriteLine(Row(program, methods));
        }
    }

    private static string Row(MethodProgram program, int methods)
    {
        GeneratorTiming timing = new(program.Text(methods));
        TimeSpan cold = Enumerable.Range(0, ColdRounds).Min(_ => InNewProcess(program, methods)), warm = Enumerable.Range(0, Rounds).Min(_ => timing.Build());
        (TimeSpan Elapsed, int Rewritten)[] edits = [.. Enumerable.Range(1, Rounds).Select(edit => timing.Edit(program.Text(methods, edit)))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {program.Name} | {program.Kinds} | {timing.Files.Values.Sum(text => text.Length) / 1e6:F1} | {cold.TotalMilliseconds:F0} | {warm.TotalMilliseconds:F0} | {warm.TotalMilliseconds / methods:F2} | {edits.Min(e => e.Elapsed).TotalMilliseconds:F1} | {edits.Max(e => e.Rewritten)} |");
    }

    /// <summary>Runs this program again, which knows nothing yet.</summary>
    private static TimeSpan InNewProcess(MethodProgram program, int methods)
    {
        string path = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(path) == "dotnet" ? [typeof(GeneratorCommand).Assembly.Location] : [];
        string[] arguments = [.. host, "generator", Cold, program.Name, "--methods", methods.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true })!;
        string ticks = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
    }
}
