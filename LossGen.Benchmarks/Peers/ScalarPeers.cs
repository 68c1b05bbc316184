namespace LossGen.Benchmarks.Peers;

/// <summary>
/// The losses as people write them in C#: a loop and <see cref="MathF"/>. Sums are double, so that the other sides can be checked against these.
/// </summary>
internal static class ScalarPeers
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
            float z = targets[i] == 1 ? -logits[i] : logits[i];
            float q = 1 / (1 + MathF.Exp(-z));
            float softplus = MathF.Max(z, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(z)));
            total += (targets[i] == 1 ? 0.25f : 0.75f) * q * q * softplus;
        }
        return (float)total;
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

    public static float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        int boxes = predictions.Length / 4;
        float weight = 1f / boxes;
        for (int i = 0; i < predictions.Length; i += 4)
        {
            ReadOnlySpan<float> p = predictions.Slice(i, 4), t = targets.Slice(i, 4);
            float width = p[2] - p[0], height = p[3] - p[1];
            float commonWidth = MathF.Min(p[2], t[2]) - MathF.Max(p[0], t[0]), commonHeight = MathF.Min(p[3], t[3]) - MathF.Max(p[1], t[1]);
            float hullWidth = MathF.Max(p[2], t[2]) - MathF.Min(p[0], t[0]), hullHeight = MathF.Max(p[3], t[3]) - MathF.Min(p[1], t[1]);
            if (commonWidth <= 0 || commonHeight <= 0)
            {
                commonWidth = commonHeight = 0;
            }
            float common = commonWidth * commonHeight;
            float union = width * height + (t[2] - t[0]) * (t[3] - t[1]) - common + 1e-7f;
            float hull = hullWidth * hullHeight + 1e-7f;
            float iou = common / union, filled = union / hull;
            total += 2 - iou - filled;

            float byUnion = iou / union - 1 / hull, byCommon = -1 / union - byUnion, byHull = filled / hull;
            gradient[i] = -weight * (byUnion * height + Side(p[0], t[0], byHull * hullHeight, byCommon * commonHeight));
            gradient[i + 1] = -weight * (byUnion * width + Side(p[1], t[1], byHull * hullWidth, byCommon * commonWidth));
            gradient[i + 2] = weight * (byUnion * height + Side(p[2], t[2], byCommon * commonHeight, byHull * hullHeight));
            gradient[i + 3] = weight * (byUnion * width + Side(p[3], t[3], byCommon * commonWidth, byHull * hullWidth));
        }
        return (float)(total / boxes);
    }

    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        double total = 0;
        int classes = logits.Length / targets.Length;
        float weight = 1f / targets.Length;
        for (int row = 0; row < targets.Length; row++)
        {
            ReadOnlySpan<float> x = logits.Slice(row * classes, classes);
            Span<float> g = gradient.Slice(row * classes, classes);
            float max = x[0], sum = 0;
            for (int i = 1; i < x.Length; i++)
            {
                max = MathF.Max(max, x[i]);
            }
            for (int i = 0; i < x.Length; i++)
            {
                g[i] = MathF.Exp(x[i] - max);
                sum += g[i];
            }
            for (int i = 0; i < g.Length; i++)
            {
                g[i] *= weight / sum;
            }
            g[targets[row]] -= weight;
            total += MathF.Log(sum) + max - x[targets[row]];
        }
        return (float)(total / targets.Length);
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

    /// <summary>What an edge contributes below, on and above the target's edge; on it, half of each.</summary>
    private static float Side(float p, float t, float below, float above) => p < t ? below : p > t ? above : 0.5f * (below + above);
}
