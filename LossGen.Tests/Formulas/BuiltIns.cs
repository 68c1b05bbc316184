namespace LossGen.Tests.Formulas;

/// <summary>Built-in losses, and the same ones as a user would write them from a textbook: kernels of this assembly, made by its own compiler.</summary>
internal static partial class BuiltIns
{
    [FocalLoss]
    public static partial float Focal(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookFocal))]
    public static partial float FocalFormula(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [FocalLoss]
    public static partial float FocalOfBytes(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookFocal))]
    public static partial float FocalOfBytesFormula(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(FocalOfLabel))]
    public static partial float FocalOfLabelFormula(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient);

    [FocalLoss(Targets = TargetKind.Hard)]
    public static partial float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(FocalOfLabel))]
    public static partial float FocalHardFormula(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [BinaryCrossEntropy]
    public static partial float Bce(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookBce))]
    public static partial float BceFormula(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient);

    [Huber]
    public static partial float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookHuber))]
    public static partial float HuberFormula(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [SmoothL1(Beta = 0.5)]
    public static partial float SmoothL1(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookSmoothL1))]
    public static partial float SmoothL1Formula(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [L1]
    public static partial float L1(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookL1))]
    public static partial float L1Formula(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [MeanSquaredError]
    public static partial float SquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [ElementwiseLoss(nameof(TextbookSquaredError))]
    public static partial float SquaredErrorFormula(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [GIoU]
    public static partial float GIoU(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [BoxLoss(nameof(TextbookGIoU))]
    public static partial float GIoUFormula(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    [CrossEntropy]
    public static partial float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RowLoss(nameof(TextbookCrossEntropy))]
    public static partial float CrossEntropyFormula(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RowLoss(nameof(SpelledCrossEntropy))]
    public static partial float CrossEntropySpelled(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [SoftmaxFocalLoss]
    public static partial float SoftmaxFocal(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [RowLoss(nameof(SpelledSoftmaxFocal))]
    public static partial float SoftmaxFocalSpelled(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    private static float TextbookFocal(float logit, float target)
    {
        float p = Formula.Sigmoid(logit);
        float crossEntropy = -(target * MathF.Log(p) + (1 - target) * MathF.Log(1 - p));
        float pt = target * p + (1 - target) * (1 - p);
        float alpha = 0.25f * target + 0.75f * (1 - target);
        return alpha * MathF.Pow(1 - pt, 2) * crossEntropy;
    }

    private static float FocalOfLabel(float logit, bool isPositive)
    {
        float p = Formula.Sigmoid(logit);
        float pt = isPositive ? p : 1 - p;
        float alpha = isPositive ? 0.25f : 0.75f;
        return -alpha * Formula.Square(1 - pt) * MathF.Log(pt);
    }

    private static float TextbookBce(float logit, float target)
    {
        float p = Formula.Sigmoid(logit);
        return -(target * MathF.Log(p) + (1 - target) * MathF.Log(1 - p));
    }

    private static float TextbookHuber(float prediction, float target)
    {
        float d = prediction - target, size = MathF.Abs(d);
        return size <= 1 ? 0.5f * d * d : size - 0.5f;
    }

    private static float TextbookSmoothL1(float prediction, float target)
    {
        const float beta = 0.5f;
        float d = MathF.Abs(prediction - target);
        if (d < beta)
        {
            return d * d / (2 * beta);
        }

        return d - beta / 2;
    }

    private static float TextbookL1(float prediction, float target) => MathF.Abs(prediction - target);

    private static float TextbookSquaredError(float prediction, float target) => (prediction - target) * (prediction - target);

    private static float TextbookGIoU(Box prediction, Box target)
    {
        const float epsilon = 1e-7f;
        float intersection = Box.Intersection(prediction, target).Area, hull = Box.Hull(prediction, target).Area;
        float union = prediction.Area + target.Area - intersection;
        return 1 - intersection / (union + epsilon) + (hull - union) / (hull + epsilon);
    }

    private static float TextbookCrossEntropy(Row<float> logits, int label) => logits.LogSumExp() - logits[label];

    private static float SpelledCrossEntropy(Row<float> logits, int label)
    {
        float top = logits.Max();
        return top + MathF.Log(logits.Sum(k => MathF.Exp(logits[k] - top))) - logits[label];
    }

    private static float SpelledSoftmaxFocal(Row<float> logits, int label)
    {
        float p = MathF.Exp(logits[label]) / logits.Sum(k => MathF.Exp(logits[k]));
        return -Formula.Square(1 - p) * MathF.Log(p);
    }
}
