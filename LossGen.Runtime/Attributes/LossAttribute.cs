namespace LossGen;

/// <summary>Base of the attributes that ask for a loss kernel: put one on a partial method and the generator writes its body.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of all items become the returned value: their mean (the default) or their sum.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;

    /// <summary>What the mean of no items is: 0 (the default) or not a number, as PyTorch has it.</summary>
    public EmptyMean EmptyMean { get; set; } = EmptyMean.Zero;

    /// <summary>How accurately functions such as the exponential are computed.</summary>
    public Precision Precision { get; set; } = Precision.Default;

    /// <summary>
    /// Whether long inputs are shared out among the threads of the pool; false by default. The bits are the same for any number of threads. A call then allocates
    /// a few objects, whatever its size.
    /// </summary>
    public bool Parallel { get; set; }

    /// <summary>
    /// Whether the gradients are added to what their memory holds; false by default, which overwrites it. What is added to must not be the prediction's memory.
    /// </summary>
    public bool Accumulate { get; set; }
}
