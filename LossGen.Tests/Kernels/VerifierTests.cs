using LossGen.Generator.Emit;
using LossGen.Generator.Ir;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Kernels;

/// <summary>The IR of every kernel keeps the verifier's rules between the passes.</summary>
public sealed class VerifierTests
{
    public static TheoryData<string> Kernels => KernelZoo.Names;

    [Theory, MemberData(nameof(Kernels))]
    public void The_formulas_hold_no_machine_operation(string kernel) => Verifier.Formulas(CompiledKernel.Find(kernel).Program.Outputs);

    [Theory, MemberData(nameof(Kernels))]
    public void The_lowered_program_holds_no_formula_operation(string kernel) => Verifier.Lowered(Lower.Run(CompiledKernel.Find(kernel).Program.Outputs, KernelFile.Table(CompiledKernel.Find(kernel).Spec)));
}
