using System.Runtime.Intrinsics.X86;
using LossGen.Benchmarks;
using LossGen.Benchmarks.Peers;

if (args is not ["ratios", .. string[] options])
{
    Console.Error.WriteLine("LossGen.Benchmarks ratios [--quick] [--only NAME]");
    return 1;
}

bool quick = options.Contains("--quick");
string only = Array.IndexOf(options, "--only") is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : "";

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

Console.WriteLine($"{Processor.Name}, {Processor.Vectors}");
Contest[] contests = [.. new Contests(quick, intrinsics, textbook).All().Where(contest => contest.Kernel.StartsWith(only, StringComparison.OrdinalIgnoreCase))];
Array.ForEach(contests, Agreement.Require);
var report = new Report();
foreach ((Contest contest, IReadOnlyList<Reading> readings) in contests.Zip(Ratios.Measure(contests, quick)))
{
    Agreement.RequireNoAllocation(contest);
    report.Add(contest, readings);
}
report.Print();
Console.WriteLine("ratio: the peer's time by LossGen's. Allocated by LossGen: 0 bytes a call, except where it shares its work among threads.");
report.Save(Path.Combine("artifacts", "benchmarks", "ratios.json"));
return 0;
