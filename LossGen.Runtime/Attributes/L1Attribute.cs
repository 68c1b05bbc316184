namespace LossGen;

/// <summary>Absolute error, <c>|p − t|</c>, one prediction and one target an item. PyTorch's <c>l1_loss</c>; the gradient is 0 where the two are equal.</summary>
public sealed class L1Attribute : LossAttribute;
