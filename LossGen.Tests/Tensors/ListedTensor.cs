namespace LossGen.Tests.Tensors;

/// <summary>A tensor as the list of its elements' places in row-major order: what a view does without strides, in the plainest way.</summary>
internal sealed record ListedTensor(int[] Lengths, int[] Places)
{
    public static ListedTensor RowMajor(int[] lengths) => new(lengths, [.. Enumerable.Range(0, Product(lengths))]);

    /// <summary>The places that lengths and strides give.</summary>
    public static ListedTensor Strided(int[] lengths, int[] strides, int start = 0) =>
        new(lengths, [.. Indices(lengths).Select(index => start + index.Zip(strides, (i, stride) => i * stride).Sum())]);

    /// <summary>All indices in row-major order.</summary>
    public static IEnumerable<int[]> Indices(int[] lengths) => lengths.Aggregate(
        (IEnumerable<int[]>)[[]],
        (indices, length) => indices.SelectMany(index => Enumerable.Range(0, length).Select(i => (int[])[.. index, i])));

    public int this[int[] index] => Places[index.Zip(Lengths).Aggregate(0, (place, at) => (place * at.Second) + at.First)];

    public ListedTensor Slice(int axis, int start, int length) => Where(Lengths.With(axis, length), index => index.With(axis, start + index[axis]));

    public ListedTensor Select(int axis, int at) => Where([.. Lengths[..axis], .. Lengths[(axis + 1)..]], index => [.. index[..axis], at, .. index[axis..]]);

    public ListedTensor Transpose(int axis1, int axis2) => Where(Lengths.Exchanged(axis1, axis2), index => index.Exchanged(axis1, axis2));

    public ListedTensor Reshape(int[] lengths) => new(lengths, Places);

    /// <summary>Whether the places are one after the other.</summary>
    public bool IsContiguous => Places.Zip(Places.Skip(1)).All(pair => pair.Second == pair.First + 1);

    private ListedTensor Where(int[] lengths, Func<int[], int[]> from) => new(lengths, [.. Indices(lengths).Select(index => this[from(index)])]);

    private static int Product(int[] lengths) => lengths.Aggregate(1, (a, b) => a * b);
}

file static class Arrays
{
    public static int[] With(this int[] values, int place, int value) => [.. values[..place], value, .. values[(place + 1)..]];

    public static int[] Exchanged(this int[] values, int a, int b) => values.With(a, values[b]).With(b, values[a]);
}
