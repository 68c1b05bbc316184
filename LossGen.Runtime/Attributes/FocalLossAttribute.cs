namespace LossGen;

/// <summary>
/// Focal loss (Lin et al. 2017, arXiv:1708.02002), <c>α (1 − pₜ)^γ · −log pₜ</c>, where <c>pₜ = σ(x)</c> for a target of 1 and <c>σ(−x)</c> for 0.
/// </summary>
/// <remarks>
/// <para>From <c>logits</c> (any finite number) and <c>targets</c> in [0, 1], one of each an item. Follows torchvision's <c>sigmoid_focal_loss</c>;
/// unlike it, value and gradient keep their relative accuracy for well-classified items, and are finite for every γ ≥ 0.</para>
/// <para>Hard targets (<see cref="byte"/>, <see cref="bool"/>, or <see cref="TargetKind.Hard"/>) count exactly 1 as positive and all else as negative.</para>
/// </remarks>
public sealed class FocalLossAttribute : LossAttribute
{
    /// <summary>The weight α of the positive items; the negative ones weigh 1 − α. At most 1; any negative value turns the weighting off. 0.25 by default.</summary>
    public double Alpha { get; set; } = 0.25;

    /// <summary>The focusing exponent γ, at least 0. 2 by default.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>Whether floating-point targets are probabilities (the default) or labels.</summary>
    public TargetKind Targets { get; set; } = TargetKind.Soft;
}
