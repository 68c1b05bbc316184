namespace LossGen.Sample;

/// <summary>Losses that LossGen does not have: a formula each, as it stands in its paper. LossGen reads it, differentiates it, and makes the kernel.</summary>
internal static partial class CustomLosses
{
    /// <summary>Is there a whole garment? One logit a scene.</summary>
    [ElementwiseLoss(nameof(Asymmetric))]
    public static partial float Presence(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> gradient);

    /// <summary>Which of the ten kinds? Ten logits a scene.</summary>
    [RowLoss(nameof(Poly1), Classes = 10)]
    public static partial float Garment(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    /// <summary>Where is it? One box a scene: x1, y1, x2, y2 in pixels.</summary>
    [BoxLoss(nameof(EfficientIoU))]
    public static partial float Frame(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);

    /// <summary>
    /// Asymmetric loss (Ridnik et al. 2020, arXiv:2009.14119): <c>−log p</c> of a garment, <c>−pₘ² log(1 − pₘ)</c> of shreds, where <c>pₘ = max(p − 0.05, 0)</c>:
    /// shreds that are all but certain ask for nothing more.
    /// </summary>
    private static float Asymmetric(float logit, bool isWhole)
    {
        const float margin = 0.05f;
        float p = Formula.Sigmoid(logit);
        if (isWhole) return -MathF.Log(p);

        float excess = MathF.Max(p - margin, 0);
        return -Formula.Square(excess) * MathF.Log(1 - excess);
    }

    /// <summary>Poly-1 cross-entropy (Leng et al. 2022, arXiv:2204.12511): <c>−log p + (1 − p)</c>, p the probability of the true kind.</summary>
    private static float Poly1(Row<float> logits, int kind)
    {
        float crossEntropy = logits.LogSumExp() - logits[kind];
        return crossEntropy + (1 - MathF.Exp(-crossEntropy));
    }

    /// <summary>
    /// Efficient IoU (Zhang et al. 2021, arXiv:2101.08158): <c>1 − IoU + ρ² / (w² + h²) + Δw² / w² + Δh² / h²</c>, where ρ is the distance of the centres, Δw and Δh are the differences of
    /// the sides, and w and h are the sides of the hull.
    /// </summary>
    private static float EfficientIoU(Box predicted, Box truth)
    {
        const float tiny = 1e-7f;
        float shared = Box.Intersection(predicted, truth).Area;
        float iou = shared / (predicted.Area + truth.Area - shared + tiny);

        Box hull = Box.Hull(predicted, truth);
        float width = Formula.Square(hull.Width) + tiny, height = Formula.Square(hull.Height) + tiny;
        float distance = Formula.Square(predicted.CenterX - truth.CenterX) + Formula.Square(predicted.CenterY - truth.CenterY);
        return 1 - iou + distance / (width + height)
            + Formula.Square(predicted.Width - truth.Width) / width
            + Formula.Square(predicted.Height - truth.Height) / height;
    }
}
