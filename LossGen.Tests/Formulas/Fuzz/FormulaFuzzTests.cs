using System.Collections.Concurrent;
using System.Globalization;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>
/// Random formulas of users, out of all that they are written with: the kernel's value is what the formula's own method says, its gradient is the derivative, all widths give the same bits.
/// The seed is a new one each time, and printed: <c>LOSSGEN_FUZZ_SEED</c> repeats a run, <c>LOSSGEN_FUZZ_COUNT</c> asks for more formulas.
/// </summary>
public class FormulaFuzzTests(ITestOutputHelper output)
{
    private const int DefaultCount = 500;
    private const int Batch = 50;
    private const int ProgressEvery = 1000;
    private const int FailuresShown = 5;

    [Fact]
    public void A_kernel_computes_what_its_formula_says()
    {
        ulong seed = Number("LOSSGEN_FUZZ_SEED") ?? (ulong)Random.Shared.NextInt64();
        int count = (int)(Number("LOSSGEN_FUZZ_COUNT") ?? DefaultCount);
        string repeat = $"LOSSGEN_FUZZ_SEED={seed} LOSSGEN_FUZZ_COUNT={count}";
        TestContext.Current.SendDiagnosticMessage(repeat);
        Console.WriteLine($"Random formulas: {repeat}");

        Random random = new((int)(seed % int.MaxValue));
        int[] batches = [.. Enumerable.Range(0, (count + Batch - 1) / Batch).Select(_ => random.Next())];
        ConcurrentQueue<string> failures = [];
        ConcurrentDictionary<string, int> kernels = [];
        int done = 0;
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (batch, loop) =>
        {
            foreach (FormulaCase formula in Run(batch, failures))
            {
                kernels.AddOrUpdate(formula.Attribute, 1, (_, n) => n + 1);
            }

            if (Interlocked.Increment(ref done) * Batch % ProgressEvery == 0)
            {
                Console.WriteLine($"Random formulas: {kernels.Values.Sum()} of {count}, {failures.Count} failed");
            }

            if (failures.Count >= FailuresShown)
            {
                loop.Stop();
            }
        });

        string counts = $"{repeat}: {kernels.Values.Sum()} formulas ({string.Join(", ", kernels.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value} [{kind.Key}]"))})";
        output.WriteLine(counts);
        Console.WriteLine($"Random formulas: {counts}");
        Assert.True(failures.IsEmpty, $"{repeat}\n\n{string.Join("\n\n", failures)}");
        Assert.True(kernels.Values.Sum() >= count, counts);
    }

    /// <summary>The formulas of a batch. A third more texts are written, of which some are no C#, such as a switch with an arm that nothing reaches.</summary>
    private static IEnumerable<FormulaCase> Run(int seed, ConcurrentQueue<string> failures)
    {
        Random random = new(seed);
        FormulaCase[] texts = [.. Enumerable.Range(0, Batch + (Batch / 3)).Select(i => RandomFormulas.Next($"F{i}", random.Next()))];
        Dictionary<FormulaCase, Compiled> compiled = FormulaProgram.Compile(texts);
        foreach (FormulaCase formula in texts.Where(text => compiled[text].Failure?.Kind != FailureKind.NoProgram))
        {
            Failure? failure = compiled[formula].Failure ?? FormulaCheck.Run(formula, compiled[formula].Kernel!);
            if (failure is not null && failures.Count < FailuresShown)
            {
                (FormulaCase small, Failure why) = Shrinker.Run(formula, failure);
                string text = $"{why.Kind}: {why.Text}\n{small.Text()}";
                Console.WriteLine(text);
                failures.Enqueue(text);
            }

            yield return formula;
        }
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;
}
