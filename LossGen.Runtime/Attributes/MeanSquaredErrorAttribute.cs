namespace LossGen;

/// <summary>Squared error, <c>(p − t)²</c>, one prediction and one target an item. PyTorch's <c>mse_loss</c>.</summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
