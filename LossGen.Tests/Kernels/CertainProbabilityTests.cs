namespace LossGen.Tests.Kernels;

/// <summary>Focal losses of probabilities that are certain and wrong, for targets that are no labels: the limits of loss and gradient, infinite as they are.</summary>
public sealed partial class CertainProbabilityTests
{
    private const float Infinite = float.PositiveInfinity;

    private delegate void Kernel(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [Theory]
    [InlineData(0f, 1f, Infinite, -Infinite)]
    [InlineData(0f, 0.9f, Infinite, -Infinite)]
    [InlineData(0f, 0.5f, Infinite, -Infinite)]
    [InlineData(0f, 0.1f, Infinite, -Infinite)]
    [InlineData(1f, 0f, Infinite, Infinite)]
    [InlineData(1f, 0.5f, Infinite, Infinite)]
    [InlineData(0f, 0f, 0f, 0f)]
    [InlineData(1f, 1f, 0f, 0f)]
    public void An_infinite_loss_has_an_infinite_gradient(float probability, float target, float loss, float derivative) =>
        Assert.All((Kernel[])[WithAlpha, WithoutAlpha, Root, Linear, Powered], kernel => Verify(kernel, probability, target, loss, derivative));

    // No power of a smoothed target's miss is ever 0.
    [Theory]
    [InlineData(0f, 1f, -Infinite), InlineData(1f, 1f, Infinite), InlineData(0f, 0f, -Infinite), InlineData(1f, 0f, Infinite)]
    public void So_has_that_of_a_smoothed_target(float probability, float target, float derivative)
    {
        Verify(Smooth, probability, target, Infinite, derivative);
        Verify(SmoothLabels, probability, target, Infinite, derivative);
    }

    [Theory]
    [InlineData(0f, 1f, 0f, 0f), InlineData(0.3f, 1f, 0f, 0f), InlineData(1f, 1f, 0f, 0f), InlineData(0f, 0f, 0f, 0f), InlineData(1f, 0f, Infinite, Infinite), InlineData(0f, 0.5f, Infinite, -Infinite)]
    public void A_target_of_weight_0_has_no_loss_and_no_gradient(float probability, float target, float loss, float derivative)
    {
        Assert.All((Kernel[])[OfNegatives, RootOfNegatives], kernel => Verify(kernel, probability, target, loss, derivative));
        Verify(OfPositives, 1 - probability, 1 - target, loss, -derivative);
    }

    /// <summary>In whole vectors and in the tail.</summary>
    private static void Verify(Kernel kernel, float probability, float target, float loss, float derivative)
    {
        const int Count = 21;
        float[] probabilities = new float[Count], targets = new float[Count], losses = new float[Count], gradient = new float[Count];
        Array.Fill(probabilities, probability);
        Array.Fill(targets, target);
        kernel(probabilities, targets, losses, gradient);
        Assert.All(losses, x => Assert.Equal(loss, x));
        Assert.All(gradient, x => Assert.Equal(derivative, x));
    }

    [FocalLoss]
    private static partial void WithAlpha(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = -1)]
    private static partial void WithoutAlpha(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Gamma = 0.5)]
    private static partial void Root(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Gamma = 1)]
    private static partial void Linear(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Gamma = 2.3)]
    private static partial void Powered(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(LabelSmoothing = 0.1)]
    private static partial void Smooth(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(LabelSmoothing = 0.1, Targets = TargetKind.Hard)]
    private static partial void SmoothLabels(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0)]
    private static partial void OfNegatives(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 0, Gamma = 0.5)]
    private static partial void RootOfNegatives(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    [FocalLoss(Alpha = 1)]
    private static partial void OfPositives(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);
}
