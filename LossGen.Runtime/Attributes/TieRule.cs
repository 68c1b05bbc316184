namespace LossGen;

/// <summary>Where the gradient of a minimum or maximum of a predicted and a true coordinate goes when they are equal.</summary>
public enum TieRule
{
    /// <summary>Half to each, as in PyTorch's <c>minimum</c> and <c>maximum</c>.</summary>
    Half,

    /// <summary>All to the first, which is the prediction, as in TensorFlow.</summary>
    First,

    /// <summary>None to either: the subgradient of least norm.</summary>
    Zero,
}
