namespace LossGen.Execution;

/// <summary>
/// The sums Σ dₖ·sₖ of the differences dₖ = iₖ − jₖ of two indices, each from −belowₖ to aboveₖ. Whether one of them is a given number is decided by search, largest
/// stride first: what is left for the strides after it must lie in what they can reach, so that dₖ has one value or two where each stride exceeds what the smaller
/// ones reach, as in slices and transposes of a row-major tensor (a number in mixed radix has one spelling; its digits' differences borrow at most one).
/// The search is exact; only for strides that are no such radix it may become too long, and then says that the number is reached.
/// </summary>
internal struct IndexDifferences
{
    /// <summary>Eight axes of two values each are 510 steps.</summary>
    private const int MostSteps = 1 << 12;

    private PerAxis _strides;
    private PerAxis _below;
    private PerAxis _above;
    private int _count;

    /// <summary>Adds the indices of a view: of the first with the sign 1, of the second with −1. An index that does not move the element is left out.</summary>
    public void AddAxes(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, int sign)
    {
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (strides[axis] != 0)
            {
                Add(strides[axis], below: sign < 0 ? lengths[axis] - 1 : 0, above: sign > 0 ? lengths[axis] - 1 : 0);
            }
        }
    }

    /// <summary>Adds a difference, to the one of the same stride if there is one, else on its own; says whether on its own.</summary>
    public bool Add(nint stride, nint below, nint above)
    {
        int place = 0;
        while (place < _count && _strides[place] > stride)
        {
            place++;
        }

        bool isNew = place == _count || _strides[place] != stride;
        if (isNew)
        {
            for (int moved = _count++; moved > place; moved--)
            {
                (_strides[moved], _below[moved], _above[moved]) = (_strides[moved - 1], _below[moved - 1], _above[moved - 1]);
            }

            (_strides[place], _below[place], _above[place]) = (stride, 0, 0);
        }

        _below[place] += below;
        _above[place] += above;
        return isNew;
    }

    /// <summary>Whether a sum is the number.</summary>
    public readonly bool CanReach(nint number) => Search(number, mustMove: false);

    /// <summary>Whether a sum of differences that are not all 0 is 0.</summary>
    public readonly bool CanReturn() => Search(0, mustMove: true);

    private readonly bool Search(nint number, bool mustMove)
    {
        long below = 0, above = 0;
        for (int k = 0; k < _count; k++)
        {
            below += (long)_below[k] * _strides[k];
            above += (long)_above[k] * _strides[k];
        }

        int steps = MostSteps;
        return Search(0, number, below, above, mustMove, ref steps);
    }

    /// <summary>Whether the differences from one on give the number; together they can give from −below to above.</summary>
    private readonly bool Search(int k, long number, long below, long above, bool mustMove, ref int steps)
    {
        if (k == _count)
        {
            return number == 0 && !mustMove;
        }

        long stride = _strides[k];
        below -= _below[k] * stride;
        above -= _above[k] * stride;
        long first = long.Max(-_below[k], -Floor(above - number, stride)), last = long.Min(_above[k], Floor(number + below, stride));
        for (long difference = first; difference <= last; difference++)
        {
            if (--steps < 0 || Search(k + 1, number - (difference * stride), below, above, mustMove && difference == 0, ref steps))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The quotient, rounded down.</summary>
    private static long Floor(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);
}
