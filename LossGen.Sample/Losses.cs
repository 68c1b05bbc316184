namespace LossGen.Sample;

/// <summary>The three losses of the network. Each attribute asks LossGen for a kernel: the mean loss and its gradient, in one pass.</summary>
internal static partial class Losses
{
    /// <summary>Is there a whole garment? One logit a scene. Neither answer is rare here, so α is off.</summary>
    [FocalLoss(Alpha = -1, Gamma = 2)]
    public static partial float Presence(ReadOnlySpan<float> logits, ReadOnlySpan<bool> targets, Span<float> gradient);

    /// <summary>Which of the ten kinds? Ten logits a scene.</summary>
    [CrossEntropy(Classes = 10)]
    public static partial float Garment(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    /// <summary>Where is it? One box a scene: x1, y1, x2, y2 in pixels.</summary>
    [GIoU]
    public static partial float Frame(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient);
}
