using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>Whether two elements of views are in one place. A doubtful answer is yes.</summary>
internal static class Overlap
{
    /// <summary>Whether two ranges of memory have a byte in common, and how many bytes after the one the other begins.</summary>
    public static bool OfRanges<T, TOther>(ref readonly T a, nint lengthA, ref readonly TOther b, nint lengthB, out nint distance)
    {
        distance = Unsafe.ByteOffset(in Bytes(in a), in Bytes(in b));
        return lengthA > 0 && lengthB > 0 && distance < lengthA * Unsafe.SizeOf<T>() && -distance < lengthB * Unsafe.SizeOf<TOther>();
    }

    /// <summary>Whether two views are the same elements in the same order, at the same place.</summary>
    public static bool IsSame<T>(in ReadOnlyTensorView<T> a, in ReadOnlyTensorView<T> b) =>
        Unsafe.AreSame(in a.GetPinnableReference(), in b.GetPinnableReference()) && a.Lengths.SequenceEqual(b.Lengths) && a.Strides.SequenceEqual(b.Strides);

    /// <summary>
    /// Whether an element of one view is where an element of another one is. Where the other view starts δ elements after the one and both have the strides s, element i
    /// of the one is element j of the other exactly if Σ (iₖ − jₖ)·sₖ = δ. An axis that a view lacks has only the index 0 there.
    /// </summary>
    public static bool Between<T, TOther>(in ReadOnlyTensorView<T> a, in ReadOnlyTensorView<TOther> b)
    {
        if (!OfRanges(in a.GetPinnableReference(), a.Extent, in b.GetPinnableReference(), b.Extent, out nint distance))
        {
            return false;
        }

        if (Unsafe.SizeOf<T>() != Unsafe.SizeOf<TOther>() || !HaveEqualStrides(a.Strides, b.Strides))
        {
            return true;
        }

        IndexDifferences differences = default;
        differences.AddAxes(a.Lengths, a.Strides, sign: 1);
        differences.AddAxes(b.Lengths, b.Strides, sign: -1);

        // An element that begins inside another one overlaps that one and its neighbour.
        (nint elements, nint bytes) = nint.DivRem(distance, Unsafe.SizeOf<T>());
        return differences.CanReach(elements) || (bytes != 0 && differences.CanReach(elements + nint.Sign(bytes)));
    }

    /// <summary>Whether two elements of a view are in one place: Σ (iₖ − jₖ)·sₖ = 0 for two different i and j.</summary>
    public static bool WithItself(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        IndexDifferences differences = default;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] > 1 && (strides[axis] == 0 || !differences.Add(strides[axis], below: lengths[axis] - 1, above: lengths[axis] - 1)))
            {
                return true;
            }
        }

        return differences.CanReturn();
    }

    private static ref readonly byte Bytes<T>(ref readonly T first) => ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in first));

    /// <summary>Whether two views have the same strides, in order, on the axes along which both have steps.</summary>
    private static bool HaveEqualStrides(ReadOnlySpan<nint> a, ReadOnlySpan<nint> b) => AreAmong(a, b) || AreAmong(b, a);

    /// <summary>Whether the one view's strides are some of the other's, in order. An axis without steps (of length 1 or stride 0) is none of the one's, and any of the other's.</summary>
    private static bool AreAmong(ReadOnlySpan<nint> few, ReadOnlySpan<nint> many)
    {
        int place = 0;
        foreach (nint stride in few)
        {
            if (stride == 0)
            {
                continue;
            }

            while (place < many.Length && many[place] != stride && many[place] != 0)
            {
                place++;
            }

            if (place++ == many.Length)
            {
                return false;
            }
        }

        return true;
    }
}
