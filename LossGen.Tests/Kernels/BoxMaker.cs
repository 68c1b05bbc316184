using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Boxes to try the kernels with.</summary>
internal static class BoxMaker
{
    /// <summary>Boxes that have an area, some that have none, and in wild inputs any four numbers.</summary>
    public static float[] Boxes(Values values, int items, Sort sort)
    {
        float[] boxes = new float[4 * items];
        for (int i = 0; i < boxes.Length; i += 4)
        {
            (double x, double y) = (64 * values.Unit(), 64 * values.Unit());
            (double w, double h) = ((32 * values.Unit()) + 0.5, (32 * values.Unit()) + 0.5);
            double size = sort == Sort.Ordinary ? 1 : values.Below(4) switch { 0 => 1e7, 1 => 1e-3, _ => 1 };
            (boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]) = ((float)(size * x), (float)(size * y), (float)(size * (x + w)), (float)(size * (y + h)));
            if (sort != Sort.Ordinary && values.Below(4) == 0)
            {
                boxes[i + 2 + values.Below(2)] = boxes[i + values.Below(2)];
            }

            for (int c = 0; c < 4 && sort == Sort.Wild && values.Below(3) == 0; c++)
            {
                boxes[i + c] = values.Wild();
            }
        }

        return boxes;
    }

    /// <summary>Of the boxes to match, half overlap the predicted one, and some share coordinates with it.</summary>
    public static float[] Targets(Values values, float[] predictions, Sort sort)
    {
        float[] targets = Boxes(values, predictions.Length / 4, sort);
        for (int i = 0; i < targets.Length; i += 4)
        {
            int like = values.Below(8);
            for (int c = 0; c < 4 && like < 5; c++)
            {
                targets[i + c] = like == 0 || (sort != Sort.Ordinary && values.Below(3) == 0) ? predictions[i + c] : predictions[i + c] * (float)(1 + (0.05 * values.Normal()));
            }
        }

        return targets;
    }

    /// <summary>
    /// Boxes of corners in the format that an attribute asks for. Where a kernel must compute the corners first, they are numbers of few digits: then it does
    /// so without rounding, and what is equal to the reference is equal to the kernel.
    /// </summary>
    public static float[] InFormat(float[] corners, string attribute)
    {
        bool isCentre = attribute.Contains("Cxcywh", StringComparison.Ordinal), isYxyx = attribute.Contains("Yxyx", StringComparison.Ordinal);
        if (!isCentre && !isYxyx && !attribute.Contains("Xywh", StringComparison.Ordinal))
        {
            return corners;
        }

        float[] result = [.. corners];
        for (int i = 0; i < result.Length; i += 4)
        {
            (float x1, float y1, float x2, float y2) = (corners[i], corners[i + 1], corners[i + 2], corners[i + 3]);
            if (isYxyx)
            {
                (result[i], result[i + 1], result[i + 2], result[i + 3]) = (y1, x1, y2, x2);
                continue;
            }

            (x1, y1, x2, y2) = (FewDigits(x1), FewDigits(y1), FewDigits(x2), FewDigits(y2));
            (result[i], result[i + 1]) = isCentre ? ((x1 + x2) / 2, (y1 + y2) / 2) : (x1, y1);
            (result[i + 2], result[i + 3]) = (x2 - x1, y2 - y1);
        }

        return result;
    }

    /// <summary>A multiple of 1/16, of 2^16 beyond 1e5, or of 2^-16 below 1/4.</summary>
    private static float FewDigits(float x) => Math.Abs(x) switch
    {
        > 1e5f and < 1e30f => MathF.Round(x / 65536) * 65536,
        > 0.25f and <= 1e5f => MathF.Round(x * 16) / 16,
        <= 0.25f => MathF.Round(x * 65536) / 65536,
        _ => x,
    };
}
