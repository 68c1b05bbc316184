using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>Whether two elements of views are in one place. A doubtful answer is yes.</summary>
internal static class Overlap
{
    /// <summary>Whether two views are the same elements in the same order, at the same place.</summary>
    public static bool IsSame<T>(in ReadOnlyTensorView<T> a, in ReadOnlyTensorView<T> b) =>
        Unsafe.AreSame(in a.GetPinnableReference(), in b.GetPinnableReference()) && a.Lengths.SequenceEqual(b.Lengths) && a.Strides.SequenceEqual(b.Strides);

    /// <summary>
    /// Whether an element of one view is where an element of another one is. Where the other view starts δ elements after the one and both have the strides s, element i
    /// of the one is element j of the other exactly if Σ (iₖ − jₖ)·sₖ = δ. An axis that a view lacks has only the index 0 there.
    /// </summary>
    public static bool Between<T, TOther>(in ReadOnlyTensorView<T> a, in ReadOnlyTensorView<TOther> b)
    {
        if (a.FlattenedLength == 0 || b.FlattenedLength == 0)
        {
            return false;
        }

        nint distance = Unsafe.ByteOffset(in Unsafe.As<T, byte>(ref Unsafe.AsRef(in a.GetPinnableReference())), in Unsafe.As<TOther, byte>(ref Unsafe.AsRef(in b.GetPinnableReference())));
        if (distance >= a.Extent * Unsafe.SizeOf<T>() || -distance >= b.Extent * Unsafe.SizeOf<TOther>())
        {
            return false;
        }

        if (Unsafe.SizeOf<T>() != Unsafe.SizeOf<TOther>() || !HaveEqualStrides(a.Lengths, a.Strides, b.Lengths, b.Strides))
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
            if (lengths[axis] > 1 && !differences.Add(strides[axis], below: lengths[axis] - 1, above: lengths[axis] - 1))
            {
                return true;
            }
        }

        return differences.CanReturn();
    }

    /// <summary>Whether two views have the same strides, in order, on the axes that both have.</summary>
    private static bool HaveEqualStrides(ReadOnlySpan<nint> lengthsA, ReadOnlySpan<nint> stridesA, ReadOnlySpan<nint> lengthsB, ReadOnlySpan<nint> stridesB) =>
        AreAmong(lengthsA, stridesA, lengthsB, stridesB) || AreAmong(lengthsB, stridesB, lengthsA, stridesA);

    /// <summary>Whether the one view's strides are some of the other's, in order. An axis along which nobody steps (of length 1 or stride 0) is left out.</summary>
    private static bool AreAmong(ReadOnlySpan<nint> fewLengths, ReadOnlySpan<nint> few, ReadOnlySpan<nint> manyLengths, ReadOnlySpan<nint> many)
    {
        int axis = 0;
        for (int other = 0; other <= many.Length; other++)
        {
            while (axis < few.Length && (fewLengths[axis] == 1 || few[axis] == 0))
            {
                axis++;
            }

            if (axis == few.Length)
            {
                return true;
            }

            if (other < many.Length && manyLengths[other] > 1 && many[other] == few[axis])
            {
                axis++;
            }
        }

        return false;
    }
}
