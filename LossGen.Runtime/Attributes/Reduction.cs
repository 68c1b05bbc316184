namespace LossGen;

/// <summary>How the losses of all items become one value.</summary>
public enum Reduction
{
    /// <summary>The sum divided by the number of items (elements, boxes or rows), whatever their weights; by the normalizer where the method has one.</summary>
    Mean,

    /// <summary>The sum.</summary>
    Sum,
}
