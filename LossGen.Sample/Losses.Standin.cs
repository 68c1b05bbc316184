namespace LossGen.Sample;

/// <summary>Temporary: the three kernels by hand, until the generator writes them.</summary>
internal static partial class Losses
{
    public static partial float Presence(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float sign = targets[i] ? 1 : -1, z = sign * logits[i];
            float q = 1 / (1 + MathF.Exp(z)), surprise = MathF.Max(-z, 0) + float.LogP1(MathF.Exp(-MathF.Abs(z)));
            sum += q * q * surprise;
            gradient[i] = -sign * q * q * (q + 2 * (1 - q) * surprise) / logits.Length;
        }
        return (float)(sum / logits.Length);
    }

    public static partial float Garment(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        double total = 0;
        for (int r = 0; r < targets.Length; r++)
        {
            ReadOnlySpan<float> x = logits.Slice(r * 10, 10);
            Span<float> g = gradient.Slice(r * 10, 10);
            float max = float.NegativeInfinity, sum = 0;
            foreach (float v in x) max = MathF.Max(max, v);
            for (int k = 0; k < 10; k++) sum += g[k] = MathF.Exp(x[k] - max);
            total += MathF.Log(sum) + max - x[targets[r]];
            for (int k = 0; k < 10; k++) g[k] = (g[k] / sum - (k == targets[r] ? 1 : 0)) / targets.Length;
        }
        return (float)(total / targets.Length);
    }

    public static partial float Frame(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        const float Epsilon = 1e-7f;
        int count = predictions.Length / 4;
        double total = 0;
        for (int n = 0; n < count; n++)
        {
            ReadOnlySpan<float> p = predictions.Slice(4 * n, 4), t = targets.Slice(4 * n, 4);
            float iw = MathF.Min(p[2], t[2]) - MathF.Max(p[0], t[0]), ih = MathF.Min(p[3], t[3]) - MathF.Max(p[1], t[1]);
            bool meet = iw > 0 && ih > 0;
            float inter = meet ? iw * ih : 0, pw = p[2] - p[0], ph = p[3] - p[1];
            float union = pw * ph + (t[2] - t[0]) * (t[3] - t[1]) - inter;
            float cw = MathF.Max(p[2], t[2]) - MathF.Min(p[0], t[0]), ch = MathF.Max(p[3], t[3]) - MathF.Min(p[1], t[1]), hull = cw * ch;
            total += 1 - inter / (union + Epsilon) + (hull - union) / (hull + Epsilon);

            float u = union + Epsilon, c = hull + Epsilon;
            float dUnion = inter / (u * u) - 1 / c, dHull = (union + Epsilon) / (c * c), dInter = meet ? -1 / u - dUnion : 0;
            Span<float> g = gradient.Slice(4 * n, 4);
            g[0] = dUnion * -ph + dInter * (p[0] > t[0] ? -ih : 0) + dHull * (p[0] < t[0] ? -ch : 0);
            g[1] = dUnion * -pw + dInter * (p[1] > t[1] ? -iw : 0) + dHull * (p[1] < t[1] ? -cw : 0);
            g[2] = dUnion * ph + dInter * (p[2] < t[2] ? ih : 0) + dHull * (p[2] > t[2] ? ch : 0);
            g[3] = dUnion * pw + dInter * (p[3] < t[3] ? iw : 0) + dHull * (p[3] > t[3] ? cw : 0);
            for (int k = 0; k < 4; k++) g[k] /= count;
        }
        return (float)(total / count);
    }
}
