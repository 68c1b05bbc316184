namespace LossGen.Benchmarks.Peers;

internal static partial class ScalarPeers
{
    /// <summary>A frame with every cell decoded, or, as a careful programmer reads it: a cell whose confidence is too small costs one sigmoid and no more.</summary>
    public static float Frame(bool confidenceFirst, ReadOnlySpan<float> logits, Span<float> output)
    {
        Span<float> p = stackalloc float[Yolo.Numbers], box = stackalloc float[4];
        List<(float Score, int Class, float[] Box)> candidates = [];
        for (int scale = 0, first = 0; scale < Yolo.Sides.Length; scale++)
        {
            int cells = Yolo.Sides[scale] * Yolo.Sides[scale] * Yolo.AnchorsOfCell;
            for (int cell = 0; cell < cells; cell++, first += Yolo.Numbers)
            {
                ReadOnlySpan<float> x = logits.Slice(first, Yolo.Numbers);
                p[4] = Sigmoid(x[4]);
                if (confidenceFirst && p[4] <= Benchmarks.Frame.Threshold)
                {
                    continue;
                }
                Decode(scale, cell, x, box);
                int best = 5;
                for (int k = 5; k < x.Length; k++)
                {
                    p[k] = Sigmoid(x[k]);
                    best = p[k] > p[best] ? k : best;
                }
                float score = p[4] * p[best];
                if (p[4] > Benchmarks.Frame.Threshold && score > Benchmarks.Frame.Threshold)
                {
                    candidates.Add((score, best, box.ToArray()));
                }
            }
        }

        candidates.Sort((a, b) => b.Score.CompareTo(a.Score));
        List<(float Score, int Class, float[] Box)> kept = [];
        float sum = 0;
        foreach ((float score, int kind, float[] place) in candidates)
        {
            if (!kept.Exists(k => k.Class == kind && CentredOverlap(k.Box, place) > 0.45f))
            {
                place.CopyTo(output[(4 * kept.Count)..]);
                kept.Add((score, kind, place));
                sum += score;
            }
        }
        return sum;
    }
}
