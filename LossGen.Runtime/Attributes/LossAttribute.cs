namespace LossGen;

/// <summary>Base of the attributes that ask for a loss kernel: put one on a partial method and the generator writes its body.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class LossAttribute : Attribute
{
    /// <summary>
    /// How the losses of all items become the returned value: their mean (the default) or their sum. Where the method returns nothing it would have no effect and is an error; the
    /// gradient is that of the sum.
    /// </summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;

    /// <summary>What the mean of no items is: 0 (the default) or not a number, as in PyTorch. An error where it would change nothing: beside a normalizer, or a sum.</summary>
    public EmptyMean EmptyMean { get; set; } = EmptyMean.Zero;

    /// <summary>How accurately a kernel of <see cref="float"/> computes functions such as the exponential. An error where it would change nothing: in a kernel of <see cref="double"/>, or without an exponential.</summary>
    public Precision Precision { get; set; } = Precision.Default;

    /// <summary>
    /// Whether long inputs are shared out among the threads of the pool; false by default. The bits are the same for any number of threads. A call then allocates
    /// a few objects, whatever its size.
    /// </summary>
    public bool Parallel { get; set; }

    /// <summary>
    /// Whether <c>gradient</c>, <c>targetGradient</c> and the derivatives by what a formula of yours takes are added to what their memory holds; false by default, which overwrites it. What is added to must not be
    /// the prediction's memory. <c>losses</c> is always overwritten.
    /// </summary>
    public bool Accumulate { get; set; }
}
