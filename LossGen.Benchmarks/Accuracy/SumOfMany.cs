using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>
/// How exact the sum of four million losses is before it is rounded to a float. The returned value is the rounded one: it is asked for with many divisors, whose roundings
/// go either way, and their average is what was rounded.
/// </summary>
internal static class SumOfMany
{
    private const int Count = 4_000_000, Divisors = 256;

    /// <summary>The relative error of the sum, and of one value as it is returned.</summary>
    public static (double Sum, double Returned) Error()
    {
        float[] logits = Inputs.Logits(Count), labels = Inputs.Labels(Count);
        DoubleDouble exact = 0;
        for (int i = 0; i < Count; i++)
        {
            exact += Exact.Focal(logits[i], labels[i] == 1, 2).Value;
        }
        double sum = 0, first = 0;
        for (int k = 0; k < Divisors; k++)
        {
            float divisor = 1 + k / (float)Divisors * 0.9f;
            double error = (double)Kernels.FocalHardOver(logits, labels, divisor) * divisor / exact.Hi - 1;
            sum += error / Divisors;
            first = k == 0 ? error : first;
        }
        return (sum, first);
    }
}
