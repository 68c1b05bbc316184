namespace LossGen;

/// <summary>
/// The loss of one scale of YOLOv3 (Redmon and Farhadi 2018, arXiv:1804.02767, in the form of seed 003 with GIoU and a focal confidence): three terms, whose weighted sum
/// is differentiated down to the network's raw output.
/// </summary>
/// <remarks>
/// <para><c>YoloLoss M(ReadOnlyTensorView&lt;T&gt; logits, ReadOnlyTensorView&lt;T&gt; targets, ReadOnlyTensorView&lt;T&gt; boxes, TensorView&lt;T&gt; gradient)</c>, where T is
/// <see cref="float"/> or <see cref="double"/>. <c>logits</c>, <c>targets</c> and <c>gradient</c> (which may be left out) have the shape [images, height, width, anchors, 5 + classes]
/// and any strides. In a cell <c>targets</c> holds centre x, y, width and height of its object's box in pixels, t = 1 where the cell has an object and 0 where it has none, and the
/// probability of each class. <c>boxes</c>, [images, boxes, 4], holds all true boxes of each image in the same form; one without width or height is padding.</para>
/// <para>With the decoded box p and confidence q (see <see cref="YoloV3DecodeAttribute"/>), a cell's terms are
/// <c>box = t (2 − w h / (Stride² · height · width)) (1 − GIoU(p, true box))</c>, w and h being the true box's and height and width the grid's;
/// <c>confidence = Alpha |t − q|^Gamma (t + (1 − t) [IoU(p, b) &lt; IouThreshold for all b of the image]) CE(q, t)</c>, where <c>|t − q|</c> is differentiated too and the condition is not; and
/// <c>class = t Σ CE(σ(xₖ), tₖ)</c>. The sums over all cells are divided by the number of images. The gradient is that of
/// <c>BoxWeight · box + ConfidenceWeight · confidence + ClassWeight · class</c>; the returned terms, and their <c>Total</c>, are without these weights. A method that returns <see langword="void"/>
/// gives the gradient of the sums: it is not divided by the number of images.</para>
/// <para>Any finite raw output is in the domain: the sides of a predicted box end at 1e9 pixels, and have no gradient there; a cell without an object has no box and no class loss, whatever its
/// numbers. A quotient 0/0 of two boxes without area is an IoU of 0. Where an anchor's cell is responsible for nothing (t = 0), its box has no gradient.</para>
/// <para>Optional parameters: <c>T scale</c> multiplies the gradient; <c>T normalizer</c> divides in place of the number of images. No memory of the size cells × boxes is needed, and none is allocated.</para>
/// <para>Shapes that do not fit are an <see cref="ArgumentException"/> that names the parameter and both shapes, before anything is written. <see cref="LossAttribute.Reduction"/> on it is an error.</para>
/// </remarks>
public sealed class YoloV3LossAttribute : LossAttribute
{
    /// <summary>The number of classes, for a kernel specialised on it; 0 (the default) takes it from the shape.</summary>
    public int Classes { get; set; }

    /// <summary>The pixels from cell to cell: 8, 16 or 32 in YOLOv3. There is no default.</summary>
    public double Stride { get; set; }

    /// <summary>Width and height of each anchor in turn, in strides: two positive numbers an anchor, of one anchor at least. There is no default.</summary>
    public double[] Anchors { get; set; } = [];

    /// <summary>A cell without an object counts as background where its box has a lower IoU than this with every true box; from 0 to 1, 0.5 by default.</summary>
    public double IouThreshold { get; set; } = 0.5;

    /// <summary>Multiplies the confidence term; more than 0, 1 by default.</summary>
    public double Alpha { get; set; } = 1;

    /// <summary>The exponent of the confidence's error; at least 0, 2 by default.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>What the box term counts in the sum that is differentiated; at least 0, 1 by default. The returned term is without it.</summary>
    public double BoxWeight { get; set; } = 1;

    /// <summary>What the confidence term counts; at least 0, 1 by default.</summary>
    public double ConfidenceWeight { get; set; } = 1;

    /// <summary>What the class term counts; at least 0, 1 by default.</summary>
    public double ClassWeight { get; set; } = 1;
}
