namespace LossGen;

/// <summary>Layouts of given lengths, checked against the memory that is there for them.</summary>
internal readonly partial struct Layout
{
    /// <summary>Row-major: the last axis has the stride 1, each other one steps over all that follow it.</summary>
    /// <param name="lengths">The lengths.</param>
    /// <param name="room">How many elements the memory has.</param>
    public static Layout Contiguous(scoped ReadOnlySpan<nint> lengths, nint room)
    {
        CheckLengths(lengths, nameof(lengths));
        PerAxis strides = default;
        nint elements = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = elements;
            elements = Product(elements, lengths[axis], lengths);
        }

        if (elements > room)
        {
            throw new ArgumentException($"The shape {Text(lengths)} has {elements} elements, but the memory has {room}.", nameof(lengths));
        }

        return new Layout(lengths.Length, Copy(lengths), strides);
    }

    /// <summary>Of given strides.</summary>
    /// <param name="lengths">The lengths.</param>
    /// <param name="strides">As many strides.</param>
    /// <param name="room">How many elements the memory has.</param>
    public static Layout Strided(scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, nint room)
    {
        CheckLengths(lengths, nameof(lengths));
        if (strides.Length != lengths.Length)
        {
            throw new ArgumentException($"{Text(strides)} are {strides.Length} strides, but the shape {Text(lengths)} has {lengths.Length} axes.", nameof(strides));
        }

        nint elements = 1;
        Int128 last = 0;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(strides), $"{Text(strides)} has the stride {strides[axis]} on axis {axis}: a stride must not be negative.");
            }

            elements = Product(elements, lengths[axis], lengths);
            last += (Int128)nint.Max(0, lengths[axis] - 1) * strides[axis];
        }

        if (elements > 0 && last >= room)
        {
            throw new ArgumentException($"The shape {Text(lengths)} with the strides {Text(strides)} reaches to element {last}, but the memory has {room}.", nameof(strides));
        }

        return new Layout(lengths.Length, Copy(lengths), Copy(strides));
    }

    private static void CheckLengths(scoped ReadOnlySpan<nint> lengths, string name)
    {
        if (lengths.Length is 0 or > MaxRank)
        {
            throw new ArgumentException($"The shape {Text(lengths)} has {lengths.Length} axes: a view has from 1 to {MaxRank}.", name);
        }

        foreach (nint length in lengths)
        {
            if (length < 0)
            {
                throw new ArgumentOutOfRangeException(name, $"The shape {Text(lengths)} has the length {length}: a length must not be negative.");
            }
        }
    }

    private static nint Product(nint a, nint b, scoped ReadOnlySpan<nint> lengths)
    {
        Int128 product = (Int128)a * b;
        return product <= nint.MaxValue ? (nint)product : throw new ArgumentException($"The shape {Text(lengths)} has more elements than can be counted.", nameof(lengths));
    }

    private static PerAxis Copy(scoped ReadOnlySpan<nint> values)
    {
        PerAxis axes = default;
        values.CopyTo(axes);
        return axes;
    }
}
