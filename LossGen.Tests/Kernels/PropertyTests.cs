using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>What holds for all inputs: any values, any length up to 257, anywhere in memory, with an output of its own or in place.</summary>
public sealed class PropertyTests
{
    private const ulong Seed = 20_170_807, Gamma = 0x9e3779b97f4a7c15;

    /// <summary>One kernel of every skeleton and form, and of every way to take powers.</summary>
    public static TheoryData<string> Kernels =>
    [
        "Focal_Soft_a0p25_g2_ValueLossesGradientWeights", "Focal_Soft_off_g0p5_ValueLossesGradient_Sum", "Focal_Soft_off_g2p3_ValueLossesGradient",
        "Focal_Hard_a0p25_g0p25_ValueLossesGradient", "Focal_byte_a0p25_g2_ValueGradient", "Focal_bool_a0p25_g3_ValueLossesGradient", "Focal_Soft_a0p25_g2_Gradient",
        "Focal_byte_a0p25_g2_Losses", "Giou_Value", "Giou_Losses", "Giou_Gradient", "Giou_ValueLossesGradientWeights",
        "Rows_any_Value", "Rows_any_Gradient", "Rows_any_ValueLossesGradientWeights", "Rows_16_ValueLossesGradient_Sum", "Rows_37_Gradient", "Rows_1_Gradient",
        "Rows_double", "Rows_smoothed_weighted", "Rows_dense", "SoftmaxFocal", "OneVersusAll",
        "RetinaNet_packed", "RetinaNet_states", "RetinaNet_double",
    ];

    [Theory, MemberData(nameof(Kernels))]
    public void A_kernel_computes_its_formulas_and_touches_nothing_else(string name)
    {
        CompiledKernel kernel = CompiledKernel.Find(name);
        Prop.ForAll(Trials, trial => Try(kernel, trial)).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None))));
    }

    /// <summary>One call. The values follow from the seed.</summary>
    private sealed record Trial(int Length, int Seed, int Offset, bool InPlace, int Width);

    private static Arbitrary<Trial> Trials => Arb.From(
        from length in Gen.Choose(0, 257)
        from seed in Gen.Choose(0, int.MaxValue)
        from offset in Gen.Choose(0, 37)
        from inPlace in Gen.Elements(true, false)
        from width in Gen.Choose(0, 3)
        select new Trial(length, seed, offset, inPlace, width),
        trial => new[] { trial with { Length = 0 }, trial with { Length = trial.Length / 2 }, trial with { Length = trial.Length - 1 }, trial with { Offset = 0 }, trial with { InPlace = false }, trial with { Width = 3 } }
            .Where(smaller => smaller != trial && smaller.Length >= 0));

    private static void Try(CompiledKernel kernel, Trial trial)
    {
        int classes = kernel.Case.IsRow ? kernel.Case.ClassesOr(1 + (trial.Seed % 50)) : 1;
        Sort sort = trial.Seed % 3 == 0 ? Sort.Finite : Sort.Ordinary;
        KernelInputs inputs = Make(kernel.Case, trial.Length / classes, sort, (ulong)trial.Seed, classes);
        bool inPlace = trial.InPlace && kernel.Case.Has(Form.Gradient) && !kernel.Case.Accumulates;
        Oracle.Verify(kernel, inputs, GuardedMemory.Run(kernel.Widths[trial.Width], inputs, trial.Offset, inPlace), trial.ToString());
    }
}
