namespace LossGen.Benchmarks;

/// <summary>Losses that LossGen has, as a user would write them from a textbook: their kernels should be as fast.</summary>
internal static partial class FormulaKernels
{
    [ElementwiseLoss(nameof(FocalOfLabel))]
    public static partial float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(Focal))]
    public static partial float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(Focal))]
    public static partial float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(CrossEntropyOfLogit))]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(HuberOfOne))]
    public static partial float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [BoxLoss(nameof(GeneralisedIoU))]
    public static partial float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [RowLoss(nameof(CrossEntropy), Classes = 80)]
    public static partial float CrossEntropy80(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RowLoss(nameof(CrossEntropy))]
    public static partial float CrossEntropyAny(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    private static float FocalOfLabel(float logit, bool isPositive)
    {
        float p = Formula.Sigmoid(logit);
        float pt = isPositive ? p : 1 - p, alpha = isPositive ? 0.25f : 0.75f;
        return -alpha * Formula.Square(1 - pt) * MathF.Log(pt);
    }

    private static float Focal(float logit, float target)
    {
        float p = Formula.Sigmoid(logit);
        float pt = target * p + (1 - target) * (1 - p);
        float alpha = 0.25f * target + 0.75f * (1 - target);
        return alpha * Formula.Square(1 - pt) * CrossEntropyOfLogit(logit, target);
    }

    private static float CrossEntropyOfLogit(float logit, float target)
    {
        float p = Formula.Sigmoid(logit);
        return -(target * MathF.Log(p) + (1 - target) * MathF.Log(1 - p));
    }

    private static float HuberOfOne(float prediction, float target)
    {
        float d = prediction - target, size = MathF.Abs(d);
        return size <= 1 ? d * d / 2 : size - 0.5f;
    }

    private static float GeneralisedIoU(Box prediction, Box target)
    {
        const float epsilon = 1e-7f;
        float intersection = Box.Intersection(prediction, target).Area, hull = Box.Hull(prediction, target).Area;
        float union = prediction.Area + target.Area - intersection;
        return 1 - intersection / (union + epsilon) + (hull - union) / (hull + epsilon);
    }

    private static float CrossEntropy(Row<float> logits, int label) => logits.LogSumExp() - logits[label];
}
