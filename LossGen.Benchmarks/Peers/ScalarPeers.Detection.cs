namespace LossGen.Benchmarks.Peers;

internal static partial class ScalarPeers
{
    /// <summary>The three scales of YOLOv3, cell by cell.</summary>
    public static float YoloLoss(Yolo yolo, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        ReadOnlySpan<float> boxes = targets[(yolo.Cells * Yolo.Numbers)..];
        for (int scale = 0, first = 0; scale < Yolo.Sides.Length; first += yolo.Length(scale++))
        {
            int side = Yolo.Sides[scale], cellsOfImage = side * side * Yolo.AnchorsOfCell;
            for (int cell = 0; cell < yolo.Images * cellsOfImage; cell++)
            {
                int at = first + cell * Yolo.Numbers;
                ReadOnlySpan<float> slots = boxes.Slice(cell / cellsOfImage * Yolo.Slots * 4, Yolo.Slots * 4);
                total += YoloCell(scale, cell % cellsOfImage, logits.Slice(at, Yolo.Numbers), targets.Slice(at, Yolo.Numbers), slots,
                    1f / yolo.Images, gradient.Slice(at, Yolo.Numbers));
            }
        }
        return (float)(total / yolo.Images);
    }

    private static float YoloCell(int scale, int cell, ReadOnlySpan<float> x, ReadOnlySpan<float> t, ReadOnlySpan<float> slots, float weight, Span<float> g)
    {
        Span<float> p = stackalloc float[4];
        Decode(scale, cell, x, p);
        g.Clear();
        float stride = (float)Yolo.Pixels / Yolo.Sides[scale], loss = 0;
        if (t[4] > 0)
        {
            float factor = t[4] * (2 - t[2] * t[3] / (Yolo.Pixels * Yolo.Pixels));
            loss += factor * CentredGIoU(p, t, g);
            float sx = Sigmoid(x[0]), sy = Sigmoid(x[1]);
            g[0] *= factor * weight * stride * sx * (1 - sx);
            g[1] *= factor * weight * stride * sy * (1 - sy);
            g[2] *= factor * weight * p[2];
            g[3] *= factor * weight * p[3];
            for (int k = 5; k < x.Length; k++)
            {
                loss += t[4] * CrossEntropy(x[k], t[k]);
                g[k] = t[4] * (Sigmoid(x[k]) - t[k]) * weight;
            }
        }

        float best = 0;
        for (int i = 0; i < slots.Length; i += 4)
        {
            best = MathF.Max(best, CentredOverlap(p, slots.Slice(i, 4)));
        }
        float q = Sigmoid(x[4]), miss = q - t[4], counts = t[4] + (1 - t[4]) * (best < 0.5f ? 1 : 0), surprise = CrossEntropy(x[4], t[4]);
        g[4] = counts * miss * (2 * q * (1 - q) * surprise + miss * miss) * weight;
        return loss + counts * miss * miss * surprise;
    }

    /// <summary>Centre and size in pixels.</summary>
    private static void Decode(int scale, int cell, ReadOnlySpan<float> x, Span<float> box)
    {
        int side = Yolo.Sides[scale], pixel = cell / Yolo.AnchorsOfCell;
        float stride = (float)Yolo.Pixels / side;
        ReadOnlySpan<float> anchor = Yolo.Anchors.Slice(2 * (scale * Yolo.AnchorsOfCell + cell % Yolo.AnchorsOfCell), 2);
        box[0] = (Sigmoid(x[0]) + pixel % side) * stride;
        box[1] = (Sigmoid(x[1]) + pixel / side) * stride;
        box[2] = MathF.Exp(x[2]) * anchor[0] * stride;
        box[3] = MathF.Exp(x[3]) * anchor[1] * stride;
    }

    /// <summary>1 − GIoU of boxes by centre and size, and its gradient by the first box.</summary>
    private static float CentredGIoU(ReadOnlySpan<float> p, ReadOnlySpan<float> t, Span<float> g)
    {
        Span<float> common = stackalloc float[2], hull = stackalloc float[2];
        for (int axis = 0; axis < 2; axis++)
        {
            (float pLow, float pHigh, float tLow, float tHigh) = (p[axis] - p[axis + 2] / 2, p[axis] + p[axis + 2] / 2, t[axis] - t[axis + 2] / 2, t[axis] + t[axis + 2] / 2);
            common[axis] = MathF.Max(0, MathF.Min(pHigh, tHigh) - MathF.Max(pLow, tLow));
            hull[axis] = MathF.Max(pHigh, tHigh) - MathF.Min(pLow, tLow);
        }
        float intersection = common[0] * common[1], union = p[2] * p[3] + t[2] * t[3] - intersection, area = hull[0] * hull[1];
        float iou = intersection / union, filled = union / area;
        float byUnion = iou / union - 1 / area, byCommon = -1 / union - byUnion, byHull = filled / area;
        for (int axis = 0; axis < 2; axis++)
        {
            (float pLow, float pHigh, float tLow, float tHigh) = (p[axis] - p[axis + 2] / 2, p[axis] + p[axis + 2] / 2, t[axis] - t[axis + 2] / 2, t[axis] + t[axis + 2] / 2);
            float bySide = intersection > 0 ? byCommon * common[1 - axis] : 0, byHullSide = byHull * hull[1 - axis];
            float low = -Side(pLow, tLow, byHullSide, bySide), high = Side(pHigh, tHigh, bySide, byHullSide);
            g[axis] = low + high;
            g[axis + 2] = (high - low) / 2 + byUnion * p[3 - axis];
        }
        return 2 - iou - filled;
    }

    private static float CentredOverlap(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float width = MathF.Min(a[0] + a[2] / 2, b[0] + b[2] / 2) - MathF.Max(a[0] - a[2] / 2, b[0] - b[2] / 2);
        float height = MathF.Min(a[1] + a[3] / 2, b[1] + b[3] / 2) - MathF.Max(a[1] - a[3] / 2, b[1] - b[3] / 2);
        float common = MathF.Max(0, width) * MathF.Max(0, height);
        return common / (a[2] * a[3] + b[2] * b[3] - common);
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private static float CrossEntropy(float x, float t) => MathF.Max(x, 0) - x * t + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));
}
