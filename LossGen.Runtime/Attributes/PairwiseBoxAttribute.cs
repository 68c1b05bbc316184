namespace LossGen;

/// <summary>Base of the attributes of kernels that compare each box of one list with each of another: put one on a partial method and the generator writes its body.</summary>
/// <remarks>
/// <para><c>void M(ReadOnlySpan&lt;T&gt; boxes1, ReadOnlySpan&lt;T&gt; boxes2, Span&lt;T&gt; matrix)</c>, where T is <see cref="float"/> or <see cref="double"/>:
/// <c>boxes1</c> holds N × 4 and <c>boxes2</c> M × 4 numbers in the box format, coordinates up to 1e9 in magnitude; <c>matrix</c> receives N × M values, row
/// after row. The two lists may be the same memory.</para>
/// <para>Lengths that do not fit, and a matrix that overlaps boxes, are an <see cref="ArgumentException"/> before anything is written.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public abstract class PairwiseBoxAttribute : Attribute
{
    /// <summary>What the four numbers of a box are, in both lists. Corners by default.</summary>
    public BoxFormat Format { get; set; } = BoxFormat.Xyxy;

    /// <summary>Added to every divisor, an area in the unit of the coordinates; at least 0. With 0, the default, a quotient over 0 counts as 0.</summary>
    public double Epsilon { get; set; }
}
