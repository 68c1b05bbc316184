namespace LossGen;

/// <summary>Softmax cross-entropy, <c>log Σₖ exp(xₖ) − x_y</c>, over rows of logits with one class index y a row.</summary>
/// <remarks>
/// <para>A kernel of <see cref="float"/>. <c>logits</c> holds rows × classes values (any finite numbers), row after row; <c>targets</c> one <see cref="int"/> from 0 to classes − 1 a row; an item is a row.
/// Follows PyTorch's <c>cross_entropy</c>; unlike it, value and gradient keep their relative accuracy for well-classified rows.</para>
/// <para>A class index out of its range is an <see cref="ArgumentOutOfRangeException"/> that names the row and the value, before anything is written.</para>
/// </remarks>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape: <c>logits.Length / targets.Length</c>.</summary>
    public int Classes { get; set; }
}
