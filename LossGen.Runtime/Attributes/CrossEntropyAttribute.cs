namespace LossGen;

/// <summary>
/// Softmax cross-entropy, <c>−Σₖ wₖ tₖ log softmax(x)ₖ</c>, over rows of logits, where t is 1 at the row's class index y and 0 elsewhere, or a distribution.
/// </summary>
/// <remarks>
/// <para>A kernel of <see cref="float"/> or <see cref="double"/>. <c>logits</c> holds rows × classes values (any finite numbers); <c>targets</c> one <see cref="int"/> or
/// <see cref="long"/> from 0 to classes − 1 a row, or, of the logits' type and shape, a weight for each class, usually a distribution. An item is a row. In spans the classes of a row
/// lie side by side; in tensor views on <see cref="Axis"/>.</para>
/// <para>Follows PyTorch's <c>cross_entropy</c>: with class indices the mean divides by the sum of <c>classWeights[y]</c> (1 without) over the rows that are not ignored, with distributions
/// by the number of rows. Unlike it, the mean of nothing is 0 (<see cref="LossAttribute.EmptyMean"/>), also where all rows are ignored, and value and gradient keep their relative
/// accuracy for well-classified rows.</para>
/// <para>A class index that is neither in its range nor <see cref="IgnoreIndex"/> is an <see cref="ArgumentOutOfRangeException"/> that names the row and the value, before anything is written.</para>
/// </remarks>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape. Best said where it is known: in spans, a wrong number of targets may otherwise pass for that of other classes.</summary>
    public int Classes { get; set; }

    /// <summary>The axis of the classes in tensor views; negative counts from the last, which is the default, −1.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>Label smoothing s from 0 to 1: the target is <c>(1 − s) t + s / classes</c>. 0, the default, is none.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Rows of this class index have no loss, no gradient, and do not count. −100 is the default.</summary>
    public int IgnoreIndex { get; set; } = -100;
}
