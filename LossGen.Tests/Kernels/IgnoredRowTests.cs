using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>A row that is ignored has no loss and no gradient, whatever its logits and its weight: they may be infinite or no numbers.</summary>
public sealed class IgnoredRowTests
{
    private static readonly KernelCase[] Kernels =
    [
        .. from gamma in (string[])["0", "0.5", "1", "2", "2.3"] select new KernelCase("Focal_g" + gamma.Replace('.', 'p'), $"SoftmaxFocalLoss(Gamma = {gamma})", "int", KernelZoo.Everything),
        new("Focal_weighted", "SoftmaxFocalLoss(Alpha = 0.25)", "long", KernelZoo.Everything | Form.Weights | Form.ClassWeights),
        new("Focal_own_class", "SoftmaxFocalLoss(IgnoreIndex = 0)", "int", KernelZoo.Everything),
        new("Plain", "CrossEntropy", "int", KernelZoo.Everything),
        new("Plain_16", "CrossEntropy(Classes = 16)", "int", KernelZoo.Everything),
        new("Plain_gradient", "CrossEntropy", "long", Form.Gradient),
        new("Own_class", "CrossEntropy(IgnoreIndex = 0)", "int", KernelZoo.Everything | Form.Scale),
        new("Weighted", "CrossEntropy", "int", KernelZoo.Everything | Form.Weights),
        new("Class_weights", "CrossEntropy", "int", KernelZoo.Everything | Form.ClassWeights),
        new("Smoothed", "CrossEntropy(LabelSmoothing = 0.125)", "long", KernelZoo.Everything),
        new("Smoothed_weighted", "CrossEntropy(LabelSmoothing = 0.125)", "int", KernelZoo.Everything | Form.Weights | Form.ClassWeights | Form.Normalizer),
        new("Accumulated", "CrossEntropy(Accumulate = true)", "int", KernelZoo.Everything),
        new("Accumulated_16", "CrossEntropy(Accumulate = true, Classes = 16)", "int", KernelZoo.Everything),
        new("Doubles", "CrossEntropy", "int", KernelZoo.Everything) { Real = "double" },
        new("Focal_doubles", "SoftmaxFocalLoss", "int", KernelZoo.Everything) { Real = "double" },
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(Kernels));

    private static readonly double[] Wild = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30];

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void It_has_no_loss_and_no_gradient(string name)
    {
        CompiledKernel kernel = Compiled.Value[name];
        foreach (int classes in (int[])[1, 3, 16, 37, 300])
        {
            KernelInputs ordinary = Make(kernel.Case, 23, Sort.Ordinary, seed: 4, classes);
            int ignored = kernel.Case.IgnoreIndex ?? -100;
            for (int row = 0; row < ordinary.Items; row++)
            {
                ordinary.Targets.SetValue(Convert.ChangeType(row % 2 == 0 ? ignored : ordinary.Classes - 1, ordinary.Targets.GetType().GetElementType()!, null), row);
            }

            for (int width = 0; width < kernel.Widths.Length; width++)
            {
                KernelResult expected = ordinary.Run(kernel.Widths[width]);
                foreach (KernelInputs wild in Disturbed(ordinary))
                {
                    string? difference = expected.FirstDifference(wild.Run(kernel.Widths[width]));
                    Assert.True(difference is null, $"{name}, {classes} classes, width {width}: {difference}");
                }

                AllNothing(kernel.Case, ordinary, expected);
            }
        }
    }

    /// <summary>The rows that are ignored hold numbers that must not matter: some or all of them, first, in the midst or last.</summary>
    private static IEnumerable<KernelInputs> Disturbed(KernelInputs inputs)
    {
        foreach (double wild in Wild)
        {
            foreach (int every in (int[])[1, 2, int.MaxValue])
            {
                yield return inputs with
                {
                    Prediction = [.. inputs.Prediction.Select((x, i) => i / inputs.Classes % 2 == 0 && i % inputs.Classes % every == 0 ? wild : x)],
                    Weights = [.. inputs.Weights.Select((w, row) => row % 2 == 0 ? wild : w)],
                };
            }
        }
    }

    private static void AllNothing(KernelCase kernel, KernelInputs inputs, KernelResult result)
    {
        for (int row = 0; row < inputs.Items; row += 2)
        {
            Assert.Equal(0, result.Losses[row]);
            for (int i = row * inputs.Classes; kernel.Has(Form.Gradient) && i < (row + 1) * inputs.Classes; i++)
            {
                Assert.Equal(kernel.Accumulates ? inputs.Before[i] : 0, result.Gradient[i]);
            }
        }
    }
}
