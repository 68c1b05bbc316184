namespace LossGen;

/// <summary>
/// Categorical focal loss, <c>α (1 − p)^γ · −log p</c> of the entries whose target is 1, the true classes: focal loss (Lin et al. 2017, arXiv:1708.02002) over
/// one-hot targets, whose other entries contribute nothing.
/// </summary>
/// <remarks>
/// <para>An item is an entry. <c>probabilities</c>, in [0, 1], and the one-hot <c>targets</c> have one value each an entry, in any shape: of rows × classes, say.
/// Nothing makes a row's probabilities sum to 1; take logits to them before. The mean divides by the number of entries.</para>
/// <para>A target of exactly 1 counts, and any other value contributes 0 to loss and gradient. Where p is 1 the loss is 0, and the gradient too unless γ is 0; where p
/// is 0 the loss is infinite.</para>
/// </remarks>
public sealed class CategoricalFocalLossAttribute : LossAttribute
{
    /// <summary>The weight α, more than 0. 1 by default.</summary>
    public double Alpha { get; set; } = 1;

    /// <summary>The focusing exponent γ, at least 0. 2 by default.</summary>
    public double Gamma { get; set; } = 2;
}
