using LossGen.Generator.Backends;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Formulas;

/// <summary>Formulas of users at their edges, each of which was once no kernel or a wrong one; random formulas found them.</summary>
public class FormulaEdgeTests
{
    private const string Kernels = """
        using System;
        using LossGen;
        public static partial class Methods
        {
            [ElementwiseLoss(nameof(Stair))]
            public static partial void StairKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            private static float Stair(float prediction, float target) => MathF.Truncate(prediction - target);

            [ElementwiseLoss(nameof(Labelled))]
            public static partial void LabelledKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<bool> targets, Span<float> losses);
            private static float Labelled(float prediction, bool target) => target && prediction > 1 ? 2 * prediction : prediction;

            [ElementwiseLoss(nameof(Called))]
            public static partial void CalledKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float delta, Span<float> losses, Span<float> gradient);
            private static float Called(float prediction, float target, float delta) => MathF.Min(delta == 1 ? target : prediction, 40) * Formula.Sigmoid(delta) / (1 + MathF.Exp(delta));

            [ElementwiseLoss(nameof(Signed))]
            public static partial void SignedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Signed(float prediction, float target) => (prediction > 0 ? target : -0f) + target;

            [ElementwiseLoss(nameof(Same), Reduction = Reduction.Sum)]
            public static partial float SameKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);
            private static float Same(float prediction, float target) => prediction - prediction + 1;

            [ElementwiseLoss(nameof(Shared))]
            public static partial void SharedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<byte> targets, Span<float> gradient);
            private static float Shared(float prediction, float target) => target == 0 && prediction < 0 ? 1 : Formula.Square(MathF.Log(prediction));
        }

        public static class Calls
        {
            private static float[] With(float[] x, Action<float[]> kernel)
            {
                float[] results = new float[x.Length];
                kernel(results);
                return results;
            }

            public static float[] Stair(float[] x, float[] t) => With(x, r => Methods.StairKernel(x, t, r));
            public static float[] Labelled(float[] x, float[] t) => With(x, r => Methods.LabelledKernel(x, Array.ConvertAll(t, n => n == 1), r));
            public static float[] Called(float[] x, float[] t) => With(x, r => Methods.CalledKernel(x, t, 0.5f, r, new float[x.Length]));
            public static float[] CalledGradient(float[] x, float[] t) => With(x, r => Methods.CalledKernel(x, t, 0.5f, new float[x.Length], r));
            public static float[] Signed(float[] x, float[] t) => With(x, r => Methods.SignedKernel(x, t, r));
            public static float[] Same(float[] x, float[] t) => [Methods.SameKernel(x, t)];
            public static float[] SharedGradient(float[] x, float[] t) => With(x, r => Methods.SharedKernel(x, Array.ConvertAll(t, n => (byte)n), r));
        }
        """;

    private static readonly Lazy<(System.Reflection.Assembly Assembly, Action<int> Select)> Program = new(() => KernelCompiler.CompileProgram(Kernels));

    [Theory]
    [InlineData("Stair", 0.0, 0.0, 0.0)]                          // nothing that is written varies
    [InlineData("Labelled", -2.0, 0.5, 6.0)]                      // the target is a truth value, known to each of the two formulas
    [InlineData("Called", -0.4700074, 0.11750185, 0.7050111)]     // a condition and functions of a number of the call
    [InlineData("CalledGradient", 0.2350037, 0.2350037, 0.2350037)]
    [InlineData("Signed", 0.0, 2.0, 2.0)]                         // −0 is a choice
    [InlineData("Same", 3.0)]                                     // the same for all items, and a sum over them
    [InlineData("SharedGradient", 0.0, -2.7725887, 0.7324082)]    // both labels share a term whose slope is no number
    public void Edges(string kernel, params double[] expected)
    {
        Func<float[], float[], float[]> run = Program.Value.Assembly.GetType("Calls")!.GetMethod(kernel)!.CreateDelegate<Func<float[], float[], float[]>>();
        foreach (Spelling width in Spelling.All)
        {
            Program.Value.Select(width.Lanes);
            float[] results = run([-2, 0.5f, 3], [0, 1, 1]);
            Assert.Equal(expected.Length, results.Length);
            Assert.All(expected.Zip(results), pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-6));
        }
    }
}
