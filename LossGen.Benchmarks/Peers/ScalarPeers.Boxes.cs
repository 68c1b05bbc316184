namespace LossGen.Benchmarks.Peers;

internal static partial class ScalarPeers
{
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

    public static float CIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        const float Epsilon = 1e-7f, FourByPiSquared = 4 / (MathF.PI * MathF.PI);
        double total = 0;
        int boxes = predictions.Length / 4;
        float weight = 1f / boxes;
        for (int i = 0; i < predictions.Length; i += 4)
        {
            ReadOnlySpan<float> p = predictions.Slice(i, 4), t = targets.Slice(i, 4);
            float width = p[2] - p[0], height = p[3] - p[1], trueWidth = t[2] - t[0], trueHeight = t[3] - t[1];
            float commonWidth = MathF.Min(p[2], t[2]) - MathF.Max(p[0], t[0]), commonHeight = MathF.Min(p[3], t[3]) - MathF.Max(p[1], t[1]);
            float hullWidth = MathF.Max(p[2], t[2]) - MathF.Min(p[0], t[0]), hullHeight = MathF.Max(p[3], t[3]) - MathF.Min(p[1], t[1]);
            if (commonWidth <= 0 || commonHeight <= 0)
            {
                commonWidth = commonHeight = 0;
            }
            float common = commonWidth * commonHeight, union = width * height + trueWidth * trueHeight - common + Epsilon, iou = common / union;
            float dx = (p[0] + p[2] - t[0] - t[2]) / 2, dy = (p[1] + p[3] - t[1] - t[3]) / 2;
            float diagonal = hullWidth * hullWidth + hullHeight * hullHeight + Epsilon, far = (dx * dx + dy * dy) / diagonal;
            float turn = MathF.Atan(trueWidth / trueHeight) - MathF.Atan(width / height);
            float shape = FourByPiSquared * turn * turn, share = shape / (1 - iou + shape + Epsilon);
            total += 1 - iou + far + share * shape;

            float byArea = iou / union, byCommon = -1 / union - byArea, byTurn = -2 * FourByPiSquared * share * turn / (width * width + height * height);
            float byWidth = (byArea + byTurn) * height, byHeight = (byArea - byTurn) * width;
            float byHullWidth = -2 * far * hullWidth / diagonal, byHullHeight = -2 * far * hullHeight / diagonal;
            gradient[i] = weight * (dx / diagonal - byWidth - Side(p[0], t[0], byHullWidth, byCommon * commonHeight));
            gradient[i + 1] = weight * (dy / diagonal - byHeight - Side(p[1], t[1], byHullHeight, byCommon * commonWidth));
            gradient[i + 2] = weight * (dx / diagonal + byWidth + Side(p[2], t[2], byCommon * commonHeight, byHullWidth));
            gradient[i + 3] = weight * (dy / diagonal + byHeight + Side(p[3], t[3], byCommon * commonWidth, byHullHeight));
        }
        return (float)(total / boxes);
    }

    /// <summary>The matrix of all overlaps, row after row.</summary>
    public static float PairwiseIoU(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix)
    {
        int at = 0;
        for (int i = 0; i < boxes1.Length; i += 4)
        {
            for (int j = 0; j < boxes2.Length; j += 4)
            {
                matrix[at++] = Overlap(boxes1.Slice(i, 4), boxes2.Slice(j, 4));
            }
        }
        return at;
    }

    /// <summary>The places of the boxes that are kept, the best score first, and how many they are.</summary>
    public static float Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<float> kept)
    {
        int[] order = Descending(scores);
        bool[] dropped = new bool[order.Length];
        int count = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (dropped[i])
            {
                continue;
            }
            kept[count++] = order[i];
            for (int j = i + 1; j < order.Length; j++)
            {
                dropped[j] |= Overlap(boxes.Slice(4 * order[i], 4), boxes.Slice(4 * order[j], 4)) > 0.5f;
            }
        }
        return count;
    }

    private static int[] Descending(ReadOnlySpan<float> scores)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        float[] keys = scores.ToArray();
        Array.Sort(keys, order, Comparer<float>.Create((a, b) => b.CompareTo(a)));
        return order;
    }

    private static float Overlap(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float width = MathF.Max(0, MathF.Min(a[2], b[2]) - MathF.Max(a[0], b[0])), height = MathF.Max(0, MathF.Min(a[3], b[3]) - MathF.Max(a[1], b[1]));
        float common = width * height;
        return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common);
    }

    /// <summary>What an edge contributes below, on and above the target's edge; on it, half of each.</summary>
    private static float Side(float p, float t, float below, float above) => p < t ? below : p > t ? above : 0.5f * (below + above);
}
