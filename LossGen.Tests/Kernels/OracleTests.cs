using LossGen.Generator.Parsing;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Every kernel computes its formulas: compared with the same formulas in double.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kernels => KernelZoo.Names;

    [Theory, MemberData(nameof(Kernels))]
    public void Value_losses_and_gradient_are_those_of_the_formulas(string name)
    {
        CompiledKernel kernel = CompiledKernel.Find(name);
        Verify(kernel);
        if (kernel.Case.IsElement)
        {
            KernelInputs inputs = Make(kernel.Case, 1500, Sort.Ordinary, seed: 3);
            foreach (Role role in kernel.Program.Outputs.Select(o => o.Role).OfType<Role>())
            {
                output.WriteLine($"{name} {role}: {Oracle.WorstPlaces(kernel, inputs, inputs.Run(kernel.Any), role):F1} places of {Oracle.AllowedPlaces(kernel.Case)}");
            }
        }
    }

    /// <summary>Runs a kernel over inputs of two sorts and compares it with the reference.</summary>
    internal static void Verify(CompiledKernel kernel)
    {
        // The reference takes the square of the class count for a row.
        int classes = kernel.Case.ClassesOr(13), items = !kernel.Case.IsRow ? 300 : classes > 2000 ? 1 : classes > 500 ? 3 : 20;
        foreach (Sort sort in (Sort[])[Sort.Ordinary, Sort.Finite])
        {
            KernelInputs inputs = Make(kernel.Case, items, sort, seed: 2);
            Oracle.Verify(kernel, inputs, inputs.Run(kernel.Any), sort.ToString());
        }
    }
}
