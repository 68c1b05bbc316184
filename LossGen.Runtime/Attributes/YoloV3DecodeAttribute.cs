namespace LossGen;

/// <summary>
/// Decodes a YOLOv3 network's raw output: boxes in pixels, confidences and class probabilities (Redmon and Farhadi 2018, arXiv:1804.02767). Put it on a partial method and
/// the generator writes its body.
/// </summary>
/// <remarks>
/// <para><c>void M(ReadOnlyTensorView&lt;T&gt; logits, TensorView&lt;T&gt; decoded)</c>, where T is <see cref="float"/> or <see cref="double"/>: both have the shape
/// [images, height, width, anchors, 5 + classes] and any strides. In each cell, with its column and row from 0 on and the width and height of its anchor, x, y, w, h, c and the classes become
/// (σ(x) + column) · Stride, (σ(y) + row) · Stride, width · Stride · exp(w), height · Stride · exp(h), which are centre and size of a box in pixels, σ(c), and σ of each class.</para>
/// <para>Any finite number is in the domain. The exponential is that of w and h capped so that no side is longer than 1e9 pixels.</para>
/// <para><c>decoded</c> may be exactly the memory of <c>logits</c>. Shapes that do not fit, and any other overlap, are an <see cref="ArgumentException"/> before anything is written.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class YoloV3DecodeAttribute : Attribute
{
    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape.</summary>
    public int Classes { get; set; }

    /// <summary>The pixels from cell to cell: 8, 16 or 32 in YOLOv3. There is no default.</summary>
    public double Stride { get; set; }

    /// <summary>Width and height of each anchor in turn, in strides: two positive numbers an anchor, of one anchor at least. There is no default.</summary>
    public double[] Anchors { get; set; } = [];

    /// <summary>
    /// The confidence, from 0 to 1, that a cell must exceed to have its classes decoded; all others get probabilities of 0, so that none of them scores. Most cells of a picture have no
    /// object: this saves most of the work. With 0, the default, the classes of every cell are decoded. Compared in T.
    /// </summary>
    public double ConfidenceThreshold { get; set; }
}
