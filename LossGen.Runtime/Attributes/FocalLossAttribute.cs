namespace LossGen;

/// <summary>
/// Focal loss (Lin et al. 2017, arXiv:1708.02002), <c>α (1 − pₜ)^γ · −log pₜ</c>, where <c>pₜ</c> is the probability p of the positive class for a target
/// of 1 and <c>1 − p</c> for 0.
/// </summary>
/// <remarks>
/// <para><c>targets</c> are in [0, 1], one an item. From <c>logits</c> (any finite number), <c>p = σ(x)</c>: follows torchvision's <c>sigmoid_focal_loss</c>;
/// unlike it, value and gradient keep their relative accuracy for well-classified items, and are finite for every γ ≥ 0.</para>
/// <para>From <c>probabilities</c>, in [0, 1]: the loss of a certain mistake, such as p = 0 for a positive, is infinite unless <see cref="Epsilon"/> is set.</para>
/// <para>Hard targets (<see cref="byte"/>, <see cref="bool"/>, or <see cref="TargetKind.Hard"/>) count exactly 1 as positive and all else as negative; from
/// probabilities with α, a target that is neither 0 nor 1 contributes nothing.</para>
/// </remarks>
public sealed class FocalLossAttribute : LossAttribute
{
    /// <summary>The weight α of the positive items; the negative ones weigh 1 − α. At most 1; any negative value turns the weighting off. 0.25 by default.</summary>
    public double Alpha { get; set; } = 0.25;

    /// <summary>The focusing exponent γ, at least 0. 2 by default.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>How far each target is moved towards ½: <c>t (1 − s) + s / 2</c> takes the place of t. From 0, the default, to 1.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Whether floating-point targets are probabilities (the default) or labels.</summary>
    public TargetKind Targets { get; set; } = TargetKind.Soft;

    /// <summary>
    /// Where more than 0, probabilities are clipped to [ε, 1 − ε], and have no gradient outside. From 0, the default, to 0.5. An error on logits, which need no clipping.
    /// </summary>
    public double Epsilon { get; set; }
}
