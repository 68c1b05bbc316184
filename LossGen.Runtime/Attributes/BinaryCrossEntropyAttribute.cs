namespace LossGen;

/// <summary>Binary cross-entropy, <c>−(w t log p + (1 − t) log(1 − p))</c>, for the probability p of the positive class and its weight w.</summary>
/// <remarks>
/// <para><c>targets</c> are in [0, 1], one an item. From <c>logits</c> (any finite number), <c>p = σ(x)</c>: PyTorch's <c>binary_cross_entropy_with_logits</c>;
/// unlike it, value and gradient keep their relative accuracy for well-classified items.</para>
/// <para>From <c>probabilities</c>, in [0, 1]: PyTorch's <c>binary_cross_entropy</c>, whose logarithms are no lower than −100 and whose gradient divides by no less
/// than 1e-12; with <see cref="Epsilon"/> they are clipped instead, as in Keras.</para>
/// <para>Hard targets (<see cref="byte"/>, <see cref="bool"/>, or <see cref="TargetKind.Hard"/>) count exactly 1 as positive and all else as negative.</para>
/// </remarks>
public sealed class BinaryCrossEntropyAttribute : LossAttribute
{
    /// <summary>The weight w of the positive class, at least 0. 1 by default.</summary>
    public double PositiveWeight { get; set; } = 1;

    /// <summary>How far each target is moved towards ½: <c>t (1 − s) + s / 2</c> takes the place of t. From 0, the default, to 1.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Whether floating-point targets are probabilities (the default) or labels.</summary>
    public TargetKind Targets { get; set; } = TargetKind.Soft;

    /// <summary>
    /// Where more than 0, probabilities are clipped to [ε, 1 − ε], and have no gradient outside. From 0, the default, to 0.5. An error on logits, which need no clipping.
    /// </summary>
    public double Epsilon { get; set; }
}
