namespace LossGen;

/// <summary>
/// Focal loss of RetinaNet's anchors (Lin et al. 2017), summed over all anchors and classes and divided by the number of anchors of an object, or by 1 where there is none.
/// </summary>
/// <remarks>
/// <para>An anchor whose state is 1 is one of an object: where its label t of a class is exactly 1 the entry's loss is <c>α (1 − p)^γ · b</c>, for any other label <c>(1 − α) p^γ · b</c>. One whose
/// state is 0 is background: each of its entries has <c>(1 − α) p^γ · b</c>. An anchor of any other state, such as −1, counts for nothing: loss 0 and gradient 0, whatever it holds. b is
/// the binary cross-entropy <c>−(t log p + (1 − t) log(1 − p))</c> as Keras 3 takes it, of p clipped to [ε, 1 − ε], where its derivative ends; the factors before it are of p as it is.</para>
/// <para>A kernel of <see cref="float"/> or <see cref="double"/>. <c>probabilities</c> holds anchors × classes values from 0 to 1, both included; <c>targets</c> of the same type has a label
/// from 0 to 1 for each of them and, after the classes of each anchor, the anchor's state: classes + 1 values an anchor. With a parameter <c>anchorStates</c>, one value an anchor of
/// the probabilities' type, <see cref="int"/> or <see cref="sbyte"/>, targets have the probabilities' shape. <c>losses</c> and <c>gradient</c> have the probabilities' shape, and a
/// loss for each class of each anchor. In spans the classes of an anchor lie side by side; in tensor views on <see cref="Axis"/>.</para>
/// <para>The divisor is the loss's own: <see cref="LossAttribute.Reduction"/> and <see cref="LossAttribute.EmptyMean"/> have no effect, which is an error. A <c>normalizer</c> divides in its
/// place. Where nothing is returned, the gradient is that of the sum.</para>
/// <para>Shapes and lengths that do not fit are an <see cref="ArgumentException"/> that names the parameter, before anything is written.</para>
/// </remarks>
public sealed class RetinaNetFocalLossAttribute : LossAttribute
{
    /// <summary>The weight α of the classes that an anchor's object has, from 0 to 1; all other entries have 1 − α. 0.25 is the default.</summary>
    public double Alpha { get; set; } = 0.25;

    /// <summary>The focusing exponent γ, at least 0; 2 is the default.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>How far from 0 and 1 the cross-entropy's probabilities are kept, from 1e-16 to 0.5; 1e-7 is the default.</summary>
    public double Epsilon { get; set; } = 1e-7;

    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape. Best said where it is known: in spans, a wrong number of states may otherwise pass for that of other classes.</summary>
    public int Classes { get; set; }

    /// <summary>The axis of the classes in tensor views; negative counts from the last, which is the default, −1.</summary>
    public int Axis { get; set; } = -1;
}
