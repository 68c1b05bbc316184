namespace LossGen.Benchmarks.Peers;

/// <summary>
/// The losses as people write them in C#: a loop and <see cref="MathF"/>. Sums are double, so that the other sides can be checked against these.
/// </summary>
internal static partial class ScalarPeers
{
    public static float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int i = 0; i < logits.Length; i++)
        {
            total += Focal(logits[i], targets[i] == 1, out float slope);
            gradient[i] = slope * weight;
        }
        return (float)(total / logits.Length);
    }

    public static float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            total += FocalValue(logits[i], targets[i] == 1);
        }
        return (float)(total / logits.Length);
    }

    public static float FocalByteValue(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient)
    {
        double total = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            total += FocalValue(logits[i], targets[i] == 1);
        }
        return (float)(total / logits.Length);
    }

    public static float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int i = 0; i < logits.Length; i++)
        {
            total += Focal(logits[i], targets[i] == 1, out float slope);
            gradient[i] = slope * weight;
        }
        return (float)(total / logits.Length);
    }

    public static float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int i = 0; i < logits.Length; i++)
        {
            float x = logits[i], t = targets[i];
            float p = 1 / (1 + MathF.Exp(-x));
            float crossEntropy = MathF.Max(x, 0) - x * t + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));
            float q = t * (1 - p) + (1 - t) * p;
            float alpha = 0.25f * t + 0.75f * (1 - t);
            total += alpha * q * q * crossEntropy;
            gradient[i] = alpha * q * (2 * (1 - 2 * t) * p * (1 - p) * crossEntropy + q * (p - t)) * weight;
        }
        return (float)(total / logits.Length);
    }

    public static float FocalSoftValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float x = logits[i], t = targets[i];
            float p = 1 / (1 + MathF.Exp(-x));
            float crossEntropy = MathF.Max(x, 0) - x * t + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));
            float q = t * (1 - p) + (1 - t) * p;
            total += (0.25f * t + 0.75f * (1 - t)) * q * q * crossEntropy;
        }
        return (float)(total / logits.Length);
    }

    public static float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int i = 0; i < logits.Length; i++)
        {
            float x = logits[i], t = targets[i];
            total += MathF.Max(x, 0) - x * t + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));
            gradient[i] = (1 / (1 + MathF.Exp(-x)) - t) * weight;
        }
        return (float)(total / logits.Length);
    }

    public static float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / predictions.Length;
        for (int i = 0; i < predictions.Length; i++)
        {
            float d = predictions[i] - targets[i], size = MathF.Abs(d);
            total += size <= 1 ? d * d / 2 : size - 0.5f;
            gradient[i] = (size <= 1 ? d : MathF.Sign(d)) * weight;
        }
        return (float)(total / predictions.Length);
    }

    private static float Focal(float x, bool positive, out float slope)
    {
        float z = positive ? -x : x;
        float q = 1 / (1 + MathF.Exp(-z));
        float softplus = MathF.Max(z, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(z)));
        float weighted = (positive ? 0.25f : 0.75f) * q * q;
        slope = weighted * (q + 2 * (1 - q) * softplus);
        if (positive)
        {
            slope = -slope;
        }
        return weighted * softplus;
    }

    private static float FocalValue(float x, bool positive)
    {
        float z = positive ? -x : x;
        float q = 1 / (1 + MathF.Exp(-z));
        float softplus = MathF.Max(z, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(z)));
        return (positive ? 0.25f : 0.75f) * q * q * softplus;
    }
}
