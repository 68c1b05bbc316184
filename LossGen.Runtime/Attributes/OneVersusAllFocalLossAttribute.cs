namespace LossGen;

/// <summary>
/// Focal loss of each class of a softmax q against all others: <c>α (1 − q)^γ · −log q</c> at the row's class index, <c>(1 − α) q^γ · −log(1 − q)</c> at every other class.
/// </summary>
/// <remarks>
/// <para>A kernel of <see cref="float"/> or <see cref="double"/>. <c>logits</c> holds rows × classes values (any finite numbers); <c>targets</c> one <see cref="int"/> or
/// <see cref="long"/> from 0 to classes − 1 a row. <c>losses</c> has the logits' shape, one loss for each class of each row, and the mean divides by the number of these. In spans the
/// classes of a row lie side by side; in tensor views on <see cref="Axis"/>.</para>
/// <para>The logarithms are of no less than <see cref="Epsilon"/>, where their derivative ends; 1 − q is taken from the other classes, so that it never cancels and nothing is infinite.</para>
/// <para>A class index out of its range is an <see cref="ArgumentOutOfRangeException"/> that names the row and the value, before anything is written.</para>
/// </remarks>
public sealed class OneVersusAllFocalLossAttribute : LossAttribute
{
    /// <summary>The weight α of the row's class, from 0 to 1; the others have 1 − α. 0.25 is the default.</summary>
    public double Alpha { get; set; } = 0.25;

    /// <summary>The focusing exponent γ, at least 0; 2 is the default.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>The least number that a logarithm is taken of, from 1e-16 to 0.5; 1e-8 is the default.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape. Best said where it is known: in spans, a wrong number of targets may otherwise pass for that of other classes.</summary>
    public int Classes { get; set; }

    /// <summary>The axis of the classes in tensor views; negative counts from the last, which is the default, −1.</summary>
    public int Axis { get; set; } = -1;
}
