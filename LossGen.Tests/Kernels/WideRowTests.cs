using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>
/// Rows over spans: with weights of the classes, with distributions, of doubles, and with what else a signature may ask for. As many classes as there are shapes of loops over them,
/// parts of a step, a step, whole steps with a tail and without, more than a block.
/// </summary>
public sealed class WideRowTests
{
    private const Form Weighted = KernelZoo.Everything | Form.ClassWeights;

    private static readonly int[] ClassCounts = [1, 2, 7, 16, 31, 32, 33, 80, 1000, 5000];

    private static readonly KernelCase[] Kernels =
    [
        .. from real in (string[])["float", "double"]
           from c in (KernelCase[])
           [
               new("Plain", "CrossEntropy", "int", KernelZoo.Everything),
               new("Plain_16", "CrossEntropy(Classes = 16)", "long", KernelZoo.Everything | Form.Weights),
               new("Entries", "OneVersusAllFocalLoss", "int", Form.Value | Form.Gradient),
               new("Weighted", "CrossEntropy", "int", Weighted),
               new("Smoothed", "CrossEntropy(LabelSmoothing = 0.125, IgnoreIndex = 0, Parallel = true)", "long", Weighted | Form.Weights | Form.Normalizer),
               new("Added", "CrossEntropy(LabelSmoothing = 0.125, Accumulate = true)", "int", Weighted | Form.Scale),
               new("Unsmoothed_gradient", "SoftmaxFocalLoss(Gamma = 0.5)", "int", Form.Gradient | Form.ClassWeights),
               new("Dense", "CrossEntropy", real, KernelZoo.Everything | Form.Weights),
               new("Dense_weighted", "CrossEntropy(LabelSmoothing = 0.125, Parallel = true)", real, Weighted | Form.Weights),
               new("Dense_value", "CrossEntropy", real, Form.Value | Form.Weights),
               new("Dense_added", "CrossEntropy(Accumulate = true)", real, KernelZoo.Everything | Form.Weights),
               new("Dense_80", "CrossEntropy(Classes = 80)", real, Weighted),
               new("Dense_33", "CrossEntropy(Classes = 33, LabelSmoothing = 0.125)", real, Form.Gradient | Form.ClassWeights),
           ]
           select c with { Name = $"{c.Name}_{real}", Real = real },
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(Kernels));

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void They_are_the_formulas_in_the_same_bits_whatever_the_width(string name)
    {
        CompiledKernel kernel = Compiled.Value[name];
        foreach (int classes in kernel.Case.ClassesOr(0) is > 0 and int known ? [known] : ClassCounts)
        {
            // The reference takes the square of the class count for a row, and what is compared with it is measured by the largest of some rows.
            foreach (int rows in (int[])(classes > 2000 ? [1, 2] : classes > 500 ? [1, 3] : [1, 2, 17, 67]))
            {
                foreach (Sort sort in (Sort[])[Sort.Ordinary, Sort.Finite])
                {
                    KernelInputs inputs = Make(kernel.Case, rows, sort, seed: 11, classes);
                    KernelResult expected = inputs.Run(kernel.Widths[0]);
                    string what = $"{name}, {rows} rows of {classes} classes, {sort}";
                    if (sort == Sort.Ordinary && (classes > 500 ? !kernel.Case.IsPerEntry : rows == 17))
                    {
                        Oracle.Verify(kernel, inputs, expected, what);
                    }

                    for (int width = 1; width < kernel.Widths.Length; width++)
                    {
                        string? difference = expected.FirstDifference(inputs.Run(kernel.Widths[width]));
                        Assert.True(difference is null, $"{what}, width {CompiledKernel.WidthName(width)}: {difference}");
                    }
                }
            }
        }
    }
}
