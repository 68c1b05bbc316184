using System.Diagnostics.CodeAnalysis;

namespace LossGen;

/// <summary>
/// The lengths and strides of a view, in elements: the element at (i₀, i₁, …) stands i₀·s₀ + i₁·s₁ + … after the first. As in System.Numerics.Tensors,
/// strides are not negative, and an axis of length 0 or 1, along which nobody steps, has the stride 0.
/// </summary>
internal readonly partial struct Layout
{
    public const int MaxRank = 8;

    private readonly PerAxis _lengths;
    private readonly PerAxis _strides;

    /// <summary>Of lengths and strides that are known to be right.</summary>
    private Layout(int rank, PerAxis lengths, PerAxis strides)
    {
        (Rank, _lengths, _strides) = (rank, lengths, strides);
        FlattenedLength = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            FlattenedLength *= lengths[axis];
            if (lengths[axis] <= 1)
            {
                _strides[axis] = 0;
            }
        }
    }

    /// <summary>The number of axes; 0 only of a view that was never constructed.</summary>
    public int Rank { get; }

    /// <summary>The number of elements.</summary>
    public nint FlattenedLength { get; }

    [UnscopedRef]
    public ReadOnlySpan<nint> Lengths => ((ReadOnlySpan<nint>)_lengths)[..Rank];

    [UnscopedRef]
    public ReadOnlySpan<nint> Strides => ((ReadOnlySpan<nint>)_strides)[..Rank];

    /// <summary>Whether the elements stand side by side in row-major order.</summary>
    public bool IsContiguous
    {
        get
        {
            nint stride = 1;
            for (int axis = Rank - 1; axis >= 0; axis--)
            {
                if (_lengths[axis] > 1 && _strides[axis] != stride)
                {
                    return FlattenedLength == 0;
                }

                stride *= _lengths[axis];
            }

            return true;
        }
    }

    /// <summary>How many elements of memory the view reaches over, from its first element to its last.</summary>
    public nint Extent
    {
        get
        {
            nint last = 0;
            for (int axis = 0; axis < Rank; axis++)
            {
                last += (_lengths[axis] - 1) * _strides[axis];
            }

            return FlattenedLength == 0 ? 0 : last + 1;
        }
    }

    /// <summary>How far after the first element another one stands.</summary>
    public nint Offset(scoped ReadOnlySpan<nint> indices)
    {
        if (indices.Length != Rank)
        {
            throw new ArgumentException($"{Text(indices)} are {indices.Length} indices, but the view has {Rank} axes.", nameof(indices));
        }

        nint offset = 0;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            if ((nuint)indices[axis] >= (nuint)_lengths[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"{Text(indices)} is outside the shape {Text(Lengths)}: index {indices[axis]} on axis {axis}.");
            }

            offset += indices[axis] * _strides[axis];
        }

        return offset;
    }

    /// <summary>What System.Numerics.Tensors refuses, in words that hold: it takes strides that it has none of for too little memory.</summary>
    public static ArgumentException NoTensorSpan(scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, string name, ArgumentException refusal)
    {
        string reason = Execution.Overlap.WithItself(lengths, strides) ? "its elements overlap" : "an axis steps over less than a smaller stride reaches";
        return new($"The view of the shape {Text(lengths)} has the strides {Text(strides)}, which a tensor span cannot have: {reason}.", name, refusal);
    }

    /// <summary>A shape as it is written: <c>[2, 3]</c>.</summary>
    public static string Text(scoped ReadOnlySpan<nint> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
