namespace LossGen;

/// <summary>
/// Greedy non-maximum suppression: in the order of their scores, a box is kept that has an intersection over union of more than <see cref="IouThreshold"/> with
/// none of those kept before. Follows torchvision's <c>nms</c>; with a parameter <c>classes</c>, its <c>batched_nms</c>. Put it on a partial method and the generator
/// writes its body.
/// </summary>
/// <remarks>
/// <para><c>int M(ReadOnlySpan&lt;T&gt; boxes, ReadOnlySpan&lt;T&gt; scores, Span&lt;int&gt; kept)</c>, where T is <see cref="float"/> or <see cref="double"/>:
/// <c>boxes</c> holds N × 4 numbers in the box format, coordinates up to 1e9 in magnitude, <c>scores</c> N numbers. The method returns how many boxes are kept. Their
/// indices are the first entries of <c>kept</c>, best score first and equal ones by their index; a score that is not a number comes last. <c>kept</c> has N places,
/// and is all the memory that the method needs: the entries behind hold nothing of use.</para>
/// <para>An optional <c>ReadOnlySpan&lt;int&gt; classes</c> has N numbers: only boxes of the same class suppress each other.</para>
/// <para>Lengths that do not fit, and a <c>kept</c> that overlaps another argument, are an <see cref="ArgumentException"/> before anything is written.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NonMaxSuppressionAttribute : Attribute
{
    /// <summary>The intersection over union above which the box of the lower score is dropped. From 0 to 1, with which none is dropped; 0.5 by default.</summary>
    public double IouThreshold { get; set; } = 0.5;

    /// <summary>What a score must exceed: boxes of lower scores are dropped first, and those of none. Where it is not set, all boxes take part.</summary>
    public double ScoreThreshold { get; set; } = double.NegativeInfinity;

    /// <summary>The most boxes to keep, those of the best scores; 0, the default, for all.</summary>
    public int MaxOutput { get; set; }

    /// <summary>What the four numbers of a box are. Corners by default.</summary>
    public BoxFormat Format { get; set; } = BoxFormat.Xyxy;

    /// <summary>Added to the union, an area in the unit of the coordinates; at least 0. With 0, the default, two boxes without area do not overlap.</summary>
    public double Epsilon { get; set; }
}
