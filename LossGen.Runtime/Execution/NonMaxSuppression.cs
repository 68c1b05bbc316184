using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LossGen.Execution;

/// <summary>
/// Greedy non-maximum suppression: in the order of their scores, a box is kept that overlaps none of those kept before by more than a threshold. For generated code.
/// </summary>
/// <remarks>
/// Kept boxes are gathered in a tile on the stack, and every candidate is compared with the whole tile, in vectors; once it is full, the candidates left are compared
/// with the next tile alone. Indices of kept boxes and of candidates share one span, so that nothing is allocated.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NonMaxSuppression
{
    /// <summary>Kept boxes that candidates are compared with at once: a multiple of every vector's length.</summary>
    private const int Tile = 256;

    /// <summary>Boxes that a kernel takes in one step.</summary>
    private const int Step = 16;

    private const int BoxNumbers = 4;

    /// <summary>Writes the indices of the kept boxes, best score first and equal ones by their index, and returns how many there are.</summary>
    /// <param name="boxes">Four numbers a box.</param>
    /// <param name="scores">One a box. What is not a number comes last.</param>
    /// <param name="classes">One a box, or none: boxes of different classes do not suppress each other.</param>
    /// <param name="kept">Receives the indices, and holds all of them meanwhile: as long as the scores.</param>
    /// <param name="iouThreshold">The overlap above which the box of the lower score is dropped.</param>
    /// <param name="scoreThreshold">The score that a box must exceed, if any.</param>
    /// <param name="maxOutput">The most boxes to keep; 0 for all.</param>
    public static int Run<T, TOverlaps>(
        ReadOnlySpan<T> boxes, ReadOnlySpan<T> scores, ReadOnlySpan<int> classes, Span<int> kept, double iouThreshold, double? scoreThreshold, int maxOutput)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOverlaps : struct, IBoxOverlaps<T>
    {
        Span<int> left = kept[..Candidates(scores, scoreThreshold, kept)];
        ScoreOrder.Sort(left, scores);

        int most = maxOutput == 0 ? int.MaxValue : maxOutput, count = 0;
        T threshold = AtMost<T>(iouThreshold);
        Span<T> tile = stackalloc T[BoxNumbers * Tile], overlaps = stackalloc T[Tile];
        Span<int> tileClasses = stackalloc int[Tile];
        while (left.Length > 0 && count < most)
        {
            // Of the candidates left, those that nothing in the tile suppresses move to the front; the first of them make the tile, and are kept.
            tile.Clear();
            int inTile = 0, survivors = 0;
            foreach (int candidate in left)
            {
                ReadOnlySpan<T> box = boxes.Slice(BoxNumbers * candidate, BoxNumbers);
                int whole = (inTile + Step - 1) / Step * Step;      // beyond the last come empty boxes, which overlap nothing
                TOverlaps.Run(ref MemoryMarshal.GetReference(box), ref MemoryMarshal.GetReference(tile), ref MemoryMarshal.GetReference(overlaps), (nuint)whole);
                if (IsSuppressed(overlaps[..whole], threshold, tileClasses, classes.IsEmpty ? null : classes[candidate]))
                {
                    continue;
                }

                left[survivors++] = candidate;
                if (inTile < Tile)
                {
                    box.CopyTo(tile[(BoxNumbers * inTile)..]);
                    tileClasses[inTile++] = classes.IsEmpty ? 0 : classes[candidate];
                }

                if (count + inTile == most)
                {
                    break;
                }
            }

            count += inTile;
            left = left[inTile..survivors];
        }

        return count;
    }

    /// <summary>Writes the indices of the boxes that score enough, and returns their number.</summary>
    private static int Candidates<T>(ReadOnlySpan<T> scores, double? threshold, Span<int> indices)
        where T : IFloatingPointIeee754<T>
    {
        bool isLimited = threshold is not null;
        T least = T.CreateTruncating(threshold ?? 0);
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!isLimited || scores[i] > least)
            {
                indices[count++] = i;
            }
        }

        return count;
    }

    /// <summary>Whether an overlap exceeds the threshold, of a box of the same class where there are classes.</summary>
    private static bool IsSuppressed<T>(ReadOnlySpan<T> overlaps, T threshold, ReadOnlySpan<int> classes, int? own)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> limit = Vector.Create(threshold);
        foreach (Vector<T> vector in MemoryMarshal.Cast<T, Vector<T>>(overlaps))
        {
            if (Vector.GreaterThanAny(vector, limit))
            {
                return own is not { } ownClass || IsSuppressedInClass(overlaps, threshold, classes[..overlaps.Length], ownClass);
            }
        }

        return false;
    }

    /// <summary>Looks for the class first: few boxes of a crowd have it.</summary>
    private static bool IsSuppressedInClass<T>(ReadOnlySpan<T> overlaps, T threshold, ReadOnlySpan<int> classes, int own)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = classes.IndexOf(own); i >= 0; i = classes.IndexOf(own))
        {
            if (overlaps[i] > threshold)
            {
                return true;
            }

            overlaps = overlaps[(i + 1)..];
            classes = classes[(i + 1)..];
        }

        return false;
    }

    /// <summary>The largest number of the kernel's type that is not above a threshold: the same overlaps exceed both.</summary>
    private static T AtMost<T>(double threshold)
        where T : IFloatingPointIeee754<T>
    {
        if (threshold >= 1)
        {
            return T.PositiveInfinity;       // only rounding takes an overlap above 1
        }

        T nearest = T.CreateTruncating(threshold);
        return double.CreateTruncating(nearest) > threshold ? T.BitDecrement(nearest) : nearest;
    }
}
