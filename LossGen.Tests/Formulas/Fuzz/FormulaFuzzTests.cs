using System.Globalization;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>
/// Random formulas of users, out of all that they are written with: the kernel's value is what the formula's own method says, its gradient is the derivative, all widths give the same bits.
/// <c>LOSSGEN_FUZZ_COUNT</c> says how many (500), <c>LOSSGEN_FUZZ_SEED</c> repeats a run.
/// </summary>
public class FormulaFuzzTests(ITestOutputHelper output)
{
    private const int DefaultCount = 500;
    private const int Batch = 50;
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
        int kernels = 0, programs = 0;
        List<string> failures = [];
        while (kernels < count && failures.Count < FailuresShown)
        {
            FormulaCase[] batch = [.. Enumerable.Range(0, Math.Min(Batch, count - kernels)).Select(i => RandomFormulas.Next($"F{i}", random.Next()))];
            foreach ((FormulaCase formula, Compiled compiled) in FormulaProgram.Compile(batch))
            {
                Failure? failure = compiled.Failure ?? FormulaCheck.Run(formula, compiled.Kernel!);
                if (failure?.Kind == FailureKind.NoProgram)
                {
                    continue;
                }

                kernels++;
                if (failure is not null && failures.Count < FailuresShown)
                {
                    (FormulaCase small, Failure why) = Shrinker.Run(formula, failure);
                    failures.Add($"{why.Kind}: {why.Text}\n{small.Text()}");
                }
            }

            programs += batch.Length;
        }

        output.WriteLine($"{repeat}: {kernels} formulas, {programs - kernels} texts that are none");
        Assert.True(failures.Count == 0, $"{repeat}\n\n{string.Join("\n\n", failures)}");
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;
}
