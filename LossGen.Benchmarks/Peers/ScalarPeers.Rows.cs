namespace LossGen.Benchmarks.Peers;

internal static partial class ScalarPeers
{
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

    /// <summary>Images of some pixels each with 21 classes, the classes in planes.</summary>
    public static float CrossEntropyPixels(int pixelsOfImage, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        const int Classes = Inputs.PixelClasses;
        double total = 0;
        float weight = 1f / targets.Length;
        for (int pixel = 0; pixel < targets.Length; pixel++)
        {
            int first = pixel / pixelsOfImage * Classes * pixelsOfImage + pixel % pixelsOfImage, own = first + targets[pixel] * pixelsOfImage;
            float max = logits[first], sum = 0;
            for (int k = 1; k < Classes; k++)
            {
                max = MathF.Max(max, logits[first + k * pixelsOfImage]);
            }
            for (int k = 0; k < Classes; k++)
            {
                float power = MathF.Exp(logits[first + k * pixelsOfImage] - max);
                gradient[first + k * pixelsOfImage] = power;
                sum += power;
            }
            for (int k = 0; k < Classes; k++)
            {
                gradient[first + k * pixelsOfImage] *= weight / sum;
            }
            gradient[own] -= weight;
            total += MathF.Log(sum) + max - logits[own];
        }
        return (float)(total / targets.Length);
    }

    /// <summary>Anchors of 80 probabilities, and of as many labels with the anchor's state behind them.</summary>
    public static float RetinaNet(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        const int Classes = Inputs.RetinaClasses;
        double total = 0;
        int objects = 0;
        for (int i = Classes; i < targets.Length; i += Classes + 1)
        {
            objects += targets[i] == 1 ? 1 : 0;
        }
        float weight = 1f / Math.Max(1, objects);
        for (int anchor = 0; anchor * Classes < probabilities.Length; anchor++)
        {
            ReadOnlySpan<float> p = probabilities.Slice(anchor * Classes, Classes), t = targets.Slice(anchor * (Classes + 1), Classes + 1);
            Span<float> g = gradient.Slice(anchor * Classes, Classes);
            if (t[Classes] is not (0 or 1))
            {
                g.Clear();
                continue;
            }
            for (int k = 0; k < Classes; k++)
            {
                bool isOwn = t[Classes] == 1 && t[k] == 1;
                float alpha = isOwn ? 0.25f : 0.75f, miss = isOwn ? 1 - p[k] : p[k], clipped = Math.Clamp(p[k], 1e-7f, 1 - 1e-7f);
                float surprise = -(t[k] * MathF.Log(clipped) + (1 - t[k]) * MathF.Log(1 - clipped));
                float slope = clipped == p[k] ? (1 - t[k]) / (1 - clipped) - t[k] / clipped : 0;
                total += alpha * miss * miss * surprise;
                g[k] = alpha * miss * ((isOwn ? -2 : 2) * surprise + miss * slope) * weight;
            }
        }
        return (float)(total / Math.Max(1, objects));
    }
}
