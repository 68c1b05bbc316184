using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Runs a kernel in every width over inputs that reach every part of the loops, and compares all bits.</summary>
internal static class SameBits
{
    /// <summary>None, parts of a step, a step and more; whole and broken blocks; more blocks than groups.</summary>
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 41), 255, 256, 257, 2047, 2048, 2049, 5000];

    private const int ManyGroups = 140_000;

    /// <summary>How many classes the rows of a kernel have that takes them from the shape.</summary>
    private static readonly int[] AnyClasses = [1, 3, 16, 47, 2050];

    public static void Verify(CompiledKernel kernel)
    {
        foreach ((int items, int classes) in Shapes(kernel.Case))
        {
            foreach (Sort sort in items >= ManyGroups / 4 ? [Sort.Finite] : Enum.GetValues<Sort>())
            {
                Compare(kernel, Make(kernel.Case, items, sort, seed: 1, classes), $"{items} items{(kernel.Case.IsRow ? $" of {classes} classes" : "")}, {sort}");
            }
        }
    }

    private static void Compare(CompiledKernel kernel, KernelInputs inputs, string what)
    {
        KernelResult scalar = inputs.Run(kernel.Widths[^1]);
        for (int width = 0; width < kernel.Widths.Length - 1; width++)
        {
            string? difference = scalar.FirstDifference(inputs.Run(kernel.Widths[width]));
            Assert.True(difference is null, $"{kernel.Case}, {what}: scalar and {CompiledKernel.WidthName(width)} differ: {difference}");
        }
    }

    private static IEnumerable<(int Items, int Classes)> Shapes(KernelCase kernel)
    {
        if (!kernel.IsRow)
        {
            return Lengths.Append(kernel.IsBox ? ManyGroups / 4 : ManyGroups).Select(length => (length, 0));
        }

        return
            from classes in kernel.ClassesOr(0) is > 0 and int known ? [known] : AnyClasses
            from rows in new[] { 0, 1, 2, 5, 17, 40, Math.Max(3, ManyGroups / classes) }
            where rows <= 40 || rows * classes <= 2 * ManyGroups
            select (rows, classes);
    }
}
