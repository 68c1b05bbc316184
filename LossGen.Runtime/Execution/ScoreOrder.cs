namespace LossGen.Execution;

/// <summary>Sorts indices by the scores that they stand for: the best first, equal ones by the index, what is not a number last.</summary>
internal static class ScoreOrder
{
    /// <summary>A heap sort: it needs no memory, and the framework's own sort allocates its comparer.</summary>
    public static void Sort<T>(Span<int> indices, ReadOnlySpan<T> scores)
        where T : IComparable<T>
    {
        for (int parent = (indices.Length / 2) - 1; parent >= 0; parent--)
        {
            SiftDown(indices, scores, parent);
        }

        for (int last = indices.Length - 1; last > 0; last--)
        {
            (indices[0], indices[last]) = (indices[last], indices[0]);
            SiftDown(indices[..last], scores, 0);
        }
    }

    /// <summary>Moves an index down to where no child comes after it: the one that comes last of all is on top of the heap.</summary>
    private static void SiftDown<T>(Span<int> heap, ReadOnlySpan<T> scores, int parent)
        where T : IComparable<T>
    {
        int moved = heap[parent];
        for (int child = (2 * parent) + 1; child < heap.Length; child = (2 * parent) + 1)
        {
            if (child + 1 < heap.Length && IsBefore(heap[child], heap[child + 1], scores))
            {
                child++;
            }

            if (!IsBefore(moved, heap[child], scores))
            {
                break;
            }

            heap[parent] = heap[child];
            parent = child;
        }

        heap[parent] = moved;
    }

    private static bool IsBefore<T>(int a, int b, ReadOnlySpan<T> scores)
        where T : IComparable<T>
    {
        int order = scores[a].CompareTo(scores[b]);      // takes what is not a number for the smallest
        return order > 0 || (order == 0 && a < b);
    }
}
