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

            [ElementwiseLoss(nameof(Tied))]
            public static partial void TiedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            private static float Tied(float prediction, float target) => MathF.Min(prediction, 1e-6f * prediction);

            [ElementwiseLoss(nameof(Turned), Reduction = Reduction.Sum)]
            public static partial float TurnedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<bool> targets, float delta);
            private static float Turned(float prediction, float target, float delta) => target < 2 ? MathF.Cos(delta) : prediction;

            [ElementwiseLoss(nameof(Minus))]
            public static partial void MinusKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Minus(float prediction, float target) => MathF.CopySign(1, prediction > 0.25f ? MathF.Ceiling(-0.5f) : target);

            [ElementwiseLoss(nameof(Side))]
            public static partial void SideKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Side(float prediction, float target) => MathF.CopySign(prediction, MathF.Sqrt(prediction));

            [ElementwiseLoss(nameof(Steep))]
            public static partial void SteepKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);
            private static float Steep(float prediction, float target) => MathF.Pow(prediction, 51) + (MathF.Pow(prediction, -100) / 1e30f);

            [ElementwiseLoss(nameof(Endless))]
            public static partial void EndlessKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Endless(float prediction, float target) => 1 / (1 + MathF.Pow(prediction, float.NegativeInfinity)) + (MathF.Pow(prediction, 3e9f) > 2 ? 1 : 0);

            [ElementwiseLoss(nameof(Infinite))]
            public static partial void InfiniteKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Infinite(float prediction, float target) => 1 / (1 + MathF.Pow(float.PositiveInfinity, -prediction)) + (float.IsNaN(MathF.Pow(float.NaN, prediction)) ? 2 : 0);

            [ElementwiseLoss(nameof(Certain))]
            public static partial void CertainKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);
            private static float Certain(float prediction, float target) =>
                1 + MathF.Pow(Formula.Sigmoid(prediction), float.PositiveInfinity) + (2 * MathF.Pow(Formula.Sigmoid(prediction), 1e30f)) + (4 * MathF.Pow(Formula.Sigmoid(40 * prediction), 40));

            [ElementwiseLoss(nameof(Closed))]
            public static partial void ClosedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            private static float Closed(float prediction, float target) => prediction > 9 ? MathF.Log(-0.5f) * prediction * prediction : 2 * prediction;

            [ElementwiseLoss(nameof(Entropy))]
            public static partial void EntropyKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
            private static float Entropy(float prediction, float target) => Formula.XLogY(prediction, 0.5f);

            [ElementwiseLoss(nameof(Heads))]
            public static partial void HeadsKernel(
                ReadOnlyTensorView<float> predictions, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> scales, ReadOnlyTensorView<float> weights,
                TensorView<float> losses, TensorView<float> gradient, TensorView<float> targetGradient, TensorView<float> scalesGradient);
            private static float Heads(float prediction, float target, float scales) => (prediction - target) * scales;

            [RowLoss(nameof(Step))]
            public static partial void StepKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);
            private static float Step(Row<float> prediction, int target) => MathF.Ceiling(prediction.LogSumExp());

            [RowLoss(nameof(Constant), Reduction = Reduction.Sum)]
            public static partial float ConstantKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<int> targets);
            private static float Constant(Row<float> prediction, int target) => 0.1f * prediction.Max(k => prediction[k] - prediction[k] + 1);

            [RowLoss(nameof(Counted))]
            public static partial void CountedKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<int> targets, Span<float> gradient);
            private static float Counted(Row<float> prediction, int target) => prediction.Max() > 2 - prediction.Length || prediction.Max() < -9 ? prediction.LogSumExp() : 1;

            [RowLoss(nameof(Angle))]
            public static partial void AngleKernel(ReadOnlySpan<float> predictions, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);
            private static float Angle(Row<float> prediction, int target) => MathF.Cos(prediction.Max() + prediction[target]);
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
            public static float[] Tied(float[] x, float[] t) => With(x, r => Methods.TiedKernel(x, t, r));
            public static float[] Turned(float[] x, float[] t) => [Methods.TurnedKernel(x, Array.ConvertAll(t, n => n == 1), 0.5f)];
            public static float[] Minus(float[] x, float[] t) => With(x, r => Methods.MinusKernel(x, t, r));
            public static float[] Side(float[] x, float[] t) => With(x, r => Methods.SideKernel(x, t, r));
            public static float[] Steep(float[] x, float[] t) => With(x, r => Methods.SteepKernel(x, t, r, new float[x.Length]));
            public static float[] SteepGradient(float[] x, float[] t) => With(x, r => Methods.SteepKernel(x, t, new float[x.Length], r));
            public static float[] Endless(float[] x, float[] t) => With(x, r => Methods.EndlessKernel(x, t, r));
            public static float[] Infinite(float[] x, float[] t) => With(x, r => Methods.InfiniteKernel(x, t, r));
            public static float[] Certain(float[] x, float[] t) => With(x, r => Methods.CertainKernel(x, t, r));
            public static float[] Closed(float[] x, float[] t) => With(x, r => Methods.ClosedKernel(x, t, r));
            public static float[] Entropy(float[] x, float[] t) => With(x, r => Methods.EntropyKernel(x, t, r));
            public static float[] Heads(float[] x, float[] t) => With(x, r => Methods.HeadsKernel(x, t, x, x, new float[3], new float[3], new float[3], r));
            public static float[] Step(float[] x, float[] t) => With(new float[1], r => Methods.StepKernel(x, new int[1], r, x));
            public static float[] Constant(float[] x, float[] t) => [Methods.ConstantKernel(x, new int[1])];
            public static float[] Counted(float[] x, float[] t) => With(x, r => Methods.CountedKernel(x, new int[1], r));
            public static float[] Angle(float[] x, float[] t) => With(new float[1], r => Methods.AngleKernel(x, [1], r, new float[3]));
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
    [InlineData("Tied", 1.0, 1e-6, 1e-6)]                         // a slope that is small beside the other of a tie
    [InlineData("Turned", 2.6327477)]                             // a sum of what is a function of a number of the call
    [InlineData("Minus", 1.0, -1.0, -1.0)]                        // −0 comes out of a step, and is chosen
    [InlineData("Side", 2.0, 0.5, 3.0)]                           // the sign of what is no number
    [InlineData("Steep", -2251799813685248.0, 1.2676506002282297, 2.1536939630755577e+24)]      // large powers
    [InlineData("SteepGradient", 5.742089524897382e+16, -253.53012004564582, 3.661279737228448e+25)]
    [InlineData("Endless", 2.0, 0.0, 2.0)]                        // powers of no end
    [InlineData("Infinite", 2.0, 3.0, 3.0)]                       // powers of what has none
    [InlineData("Certain", 1.0, 4.99999967, 5.0)]                 // large and endless powers of a sigmoid
    [InlineData("Closed", 2.0, 2.0, 2.0)]                         // a coefficient that is no number, on the way that is not taken
    [InlineData("Entropy", -0.6931472, -0.6931472, -0.6931472)]   // the logarithm of a constant
    [InlineData("Heads", 4.0, -0.25, 6.0)]                        // eight views
    [InlineData("Step", 4.0)]                                     // no derivative, over the memory of the prediction, which later loops read
    [InlineData("Constant", 0.1)]                                 // the same for all rows, and a sum over them
    [InlineData("Counted", 0.00618829, 0.07538875, 0.91842297)]   // conditions of a row in the loop over its classes, and the number of these
    [InlineData("Angle", -0.9364567)]                             // whole numbers and truth values of one row in several loops
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
