using System.Runtime.CompilerServices;

namespace LossGen;

/// <summary>Layouts of a part of the elements, or of the elements in another order.</summary>
internal readonly partial struct Layout
{
    /// <summary>A part of an axis, and how far after the first element it begins.</summary>
    public Layout Slice(int axis, nint start, nint length, out nint offset)
    {
        CheckAxis(axis);
        if ((nuint)start > (nuint)_lengths[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"The start {start} is outside axis {axis} of the shape {Text(Lengths)}.");
        }

        if ((nuint)length > (nuint)(_lengths[axis] - start))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"The length {length} from {start} on is outside axis {axis} of the shape {Text(Lengths)}.");
        }

        PerAxis lengths = _lengths;
        lengths[axis] = length;
        Layout slice = new(Rank, lengths, _strides);
        offset = slice.OffsetUnlessEmpty(start * _strides[axis]);
        return slice;
    }

    /// <summary>What stands at one index of an axis, without that axis, and how far after the first element it begins.</summary>
    public Layout Select(int axis, nint index, out nint offset)
    {
        CheckAxis(axis);
        if (Rank == 1)
        {
            throw new InvalidOperationException("The view has one axis: without it none would be left. Its elements are had by the indexer.");
        }

        if ((nuint)index >= (nuint)_lengths[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"The index {index} is outside axis {axis} of the shape {Text(Lengths)}.");
        }

        PerAxis lengths = default, strides = default;
        for (int kept = 0; kept < Rank - 1; kept++)
        {
            int from = kept < axis ? kept : kept + 1;
            (lengths[kept], strides[kept]) = (_lengths[from], _strides[from]);
        }

        Layout selected = new(Rank - 1, lengths, strides);
        offset = selected.OffsetUnlessEmpty(index * _strides[axis]);
        return selected;
    }

    /// <summary>The same elements with two axes exchanged.</summary>
    public Layout Transpose(int axis1, int axis2)
    {
        CheckAxis(axis1);
        CheckAxis(axis2);
        PerAxis lengths = _lengths, strides = _strides;
        (lengths[axis1], lengths[axis2]) = (lengths[axis2], lengths[axis1]);
        (strides[axis1], strides[axis2]) = (strides[axis2], strides[axis1]);
        return new Layout(Rank, lengths, strides);
    }

    /// <summary>The same elements, in row-major order, in another shape.</summary>
    public Layout Reshape(scoped ReadOnlySpan<nint> lengths)
    {
        Layout reshaped = Contiguous(lengths, nint.MaxValue);
        if (reshaped.FlattenedLength != FlattenedLength)
        {
            throw new ArgumentException($"The shape {Text(lengths)} has {reshaped.FlattenedLength} elements, but the view of the shape {Text(Lengths)} has {FlattenedLength}.", nameof(lengths));
        }

        PerAxis strides = default;
        int axis = Rank - 1;
        nint run = 1, stride = 0;
        for (int to = lengths.Length - 1; to >= 0 && FlattenedLength > 0; to--)
        {
            if (run == 1 && lengths[to] > 1)
            {
                run = Run(ref axis, out stride);
            }

            if (run % lengths[to] != 0)
            {
                throw new InvalidOperationException($"The view of the shape {Text(Lengths)} with the strides {Text(Strides)} cannot have the shape {Text(lengths)} without a copy: no strides lead to its elements. Copy them first, or reshape before axes are exchanged.");
            }

            strides[to] = stride;
            (run, stride) = (run / lengths[to], stride * lengths[to]);
        }

        return new(lengths.Length, reshaped._lengths, strides);
    }

    /// <summary>How many elements in row-major order stand equally far apart, from an axis to the left; the axis is then the one before them.</summary>
    private nint Run(ref int axis, out nint stride)
    {
        while (_lengths[axis] == 1)
        {
            axis--;
        }

        stride = _strides[axis];
        nint run = 1;
        for (; axis >= 0 && (_lengths[axis] == 1 || _strides[axis] == stride * run); axis--)
        {
            run *= _lengths[axis];
        }

        return run;
    }

    /// <summary>A view without elements begins where the whole did: one step further may be outside the memory.</summary>
    private nint OffsetUnlessEmpty(nint offset) => FlattenedLength == 0 ? 0 : offset;

    private void CheckAxis(int axis, [CallerArgumentExpression(nameof(axis))] string? name = null)
    {
        if ((uint)axis >= (uint)Rank)
        {
            throw new ArgumentOutOfRangeException(name, $"The shape {Text(Lengths)} has no axis {axis}.");
        }
    }
}
