namespace LossGen;

/// <summary>Intersection over union as a loss, <c>1 − I / (U + ε)</c>: intersection I and union U of predicted and true box.</summary>
/// <inheritdoc/>
public sealed class IoUAttribute : BoxLossAttribute;
