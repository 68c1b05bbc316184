namespace LossGen;

/// <summary>Focal loss of a softmax, <c>α w_y (1 − p)^γ · −log p</c>, over rows of logits, where p is the softmax of the row's class index y.</summary>
/// <remarks>
/// <para>A kernel of <see cref="float"/> or <see cref="double"/>. <c>logits</c> holds rows × classes values (any finite numbers); <c>targets</c> one <see cref="int"/> or
/// <see cref="long"/> from 0 to classes − 1 a row; <c>classWeights</c>, if given, a weight w for each class. An item is a row. In spans the classes of a row lie side by side; in
/// tensor views on <see cref="Axis"/>.</para>
/// <para>Follows mmcv's <c>softmax_focal_loss</c>: the mean divides by the number of rows, ignored ones included. 1 − p is taken from the other classes, so that it never cancels.</para>
/// <para>A class index that is neither in its range nor <see cref="IgnoreIndex"/> is an <see cref="ArgumentOutOfRangeException"/> that names the row and the value, before anything is written.</para>
/// </remarks>
public sealed class SoftmaxFocalLossAttribute : LossAttribute
{
    /// <summary>The factor α of every row, more than 0; 1 is the default.</summary>
    public double Alpha { get; set; } = 1;

    /// <summary>The focusing exponent γ, at least 0; 2 is the default, 0 is cross-entropy.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape. Best said where it is known: in spans, a wrong number of targets may otherwise pass for that of other classes.</summary>
    public int Classes { get; set; }

    /// <summary>The axis of the classes in tensor views; negative counts from the last, which is the default, −1.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>Rows of this class index have no loss and no gradient. −100 is the default.</summary>
    public int IgnoreIndex { get; set; } = -100;
}
