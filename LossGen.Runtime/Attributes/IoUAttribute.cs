namespace LossGen;

/// <summary>Intersection over union as a loss, <c>1 − I / (U + ε)</c>: intersection I and union U of predicted and true box. Boxes that do not overlap have the loss 1 and no gradient.</summary>
/// <inheritdoc/>
public sealed class IoUAttribute : IoULossAttribute;
