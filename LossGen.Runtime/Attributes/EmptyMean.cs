namespace LossGen;

/// <summary>What the mean of no items is.</summary>
public enum EmptyMean
{
    /// <summary>0: an empty batch changes no running total.</summary>
    Zero,

    /// <summary>Not a number, as in PyTorch.</summary>
    NaN,
}
