using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>
/// Goes through the items of views of one shape in row-major order, run by run: along a run each view steps by a stride of its own. Axes that every view steps
/// over as if they were one become one, so that contiguous views have a single run. No axes change places: item i is item i whatever the strides.
/// For generated code.
/// </summary>
/// <example><code>
/// StridedRuns runs = new(logits.Lengths, logits.Strides, gradient.Strides);
/// while (runs.Next())
/// {
///     // The items from runs.First on: runs.Length items, the first at runs.Offset(0) in logits and at runs.Offset(1) in gradient,
///     // the others runs.Stride(0) and runs.Stride(1) elements further each.
/// }
/// </code></example>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct StridedRuns
{
    private const int MostViews = 12;

    private int _views;
    private readonly int _inner;
    private PerAxis _lengths;
    private StridesOfViews _strides;
    private PerAxis _indices;
    private PerView _offsets;

    /// <summary>Starts before the first item.</summary>
    /// <param name="lengths">The shape of the items. None: there is one item.</param>
    /// <param name="strides0">The strides of a view: one for each length, and any for axes inside the item, which are left out.</param>
    /// <param name="strides1">Of another view; none where there is no other view. Likewise those that follow.</param>
    /// <param name="strides2">See <paramref name="strides1"/>.</param>
    /// <param name="strides3">See <paramref name="strides1"/>.</param>
    /// <param name="strides4">See <paramref name="strides1"/>.</param>
    /// <param name="strides5">See <paramref name="strides1"/>.</param>
    /// <param name="strides6">See <paramref name="strides1"/>.</param>
    /// <param name="strides7">See <paramref name="strides1"/>.</param>
    /// <param name="strides8">See <paramref name="strides1"/>.</param>
    /// <param name="strides9">See <paramref name="strides1"/>.</param>
    /// <param name="strides10">See <paramref name="strides1"/>.</param>
    /// <param name="strides11">See <paramref name="strides1"/>.</param>
    public StridedRuns(
        scoped ReadOnlySpan<nint> lengths,
        scoped ReadOnlySpan<nint> strides0,
        scoped ReadOnlySpan<nint> strides1 = default,
        scoped ReadOnlySpan<nint> strides2 = default,
        scoped ReadOnlySpan<nint> strides3 = default,
        scoped ReadOnlySpan<nint> strides4 = default,
        scoped ReadOnlySpan<nint> strides5 = default,
        scoped ReadOnlySpan<nint> strides6 = default,
        scoped ReadOnlySpan<nint> strides7 = default,
        scoped ReadOnlySpan<nint> strides8 = default,
        scoped ReadOnlySpan<nint> strides9 = default,
        scoped ReadOnlySpan<nint> strides10 = default,
        scoped ReadOnlySpan<nint> strides11 = default)
    {
        Count = 1;
        int axes = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            Count *= lengths[axis];
            if (lengths[axis] != 1)
            {
                _lengths[axes++] = lengths[axis];
            }
        }

        _views = Take(0, lengths, strides0) + Take(1, lengths, strides1) + Take(2, lengths, strides2)
            + Take(3, lengths, strides3) + Take(4, lengths, strides4) + Take(5, lengths, strides5)
            + Take(6, lengths, strides6) + Take(7, lengths, strides7) + Take(8, lengths, strides8)
            + Take(9, lengths, strides9) + Take(10, lengths, strides10) + Take(11, lengths, strides11);
        _inner = axes == 0 ? 0 : Collapse(axes) - 1;
        _lengths[_inner] = axes == 0 ? 1 : _lengths[_inner];
    }

    /// <summary>Rows of spans: in some views a row takes several elements, in others one.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="strides">What a row takes of each view.</param>
    public static StridedRuns OfRows(nuint rows, scoped ReadOnlySpan<nint> strides)
    {
        StridedRuns runs = new([(nint)rows], []);
        for (int view = 0; view < strides.Length; view++)
        {
            runs._views += runs.Take(view, [(nint)rows], strides.Slice(view, 1));
        }

        return runs;
    }

    /// <summary>The number of items.</summary>
    public nint Count { get; }

    /// <summary>The number of the run's first item.</summary>
    public nint First { get; private set; }

    /// <summary>The number of items in the run.</summary>
    public nint Length { get; private set; }

    /// <summary>The number of items in each whole run.</summary>
    public readonly nint RunLength => _lengths[_inner];

    /// <summary>How many elements after the first one of a view the run begins.</summary>
    public readonly nint Offset(int view) => _offsets[view];

    /// <summary>How many elements of a view apart the items of a run are; 0 where there is a single item.</summary>
    public readonly nint Stride(int view) => _strides[view][_inner];

    /// <summary>Goes to before an item: the next run begins with it.</summary>
    public void Seek(nint item)
    {
        (First, Length) = (item, 0);
        for (int axis = _inner; axis >= 0; axis--)
        {
            nint index = axis == 0 ? item : item % _lengths[axis];
            Move(axis, index - _indices[axis]);
            item /= nint.Max(1, _lengths[axis]);
        }
    }

    /// <summary>Goes to the next run; false where there are no more items.</summary>
    public bool Next() => Next(nint.MaxValue);

    /// <summary>Goes to the next run, of at most some number of items (at least one); the rest of a longer one comes next. False where there are no more items.</summary>
    public bool Next(nint most)
    {
        First += Length;
        if (First == Count)
        {
            Length = 0;
            return false;
        }

        Move(_inner, Length);
        for (int axis = _inner; _indices[axis] == _lengths[axis]; axis--)
        {
            Move(axis, -_lengths[axis]);
            Move(axis - 1, 1);
        }

        Length = nint.Min(most, _lengths[_inner] - _indices[_inner]);
        return true;
    }

    private void Move(int axis, nint steps)
    {
        _indices[axis] += steps;
        for (int view = 0; view < _views; view++)
        {
            _offsets[view] += steps * _strides[view][axis];
        }
    }

    /// <summary>Takes the strides of a view on the axes that have steps; 1 if there is such a view.</summary>
    private int Take(int view, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
    {
        if (strides.IsEmpty)
        {
            return 0;
        }

        int axes = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] != 1)
            {
                _strides[view][axes++] = strides[axis];
            }
        }

        return 1;
    }

    /// <summary>Makes one axis of two neighbours where every view steps on the first by as much as the second one takes; says how many axes are left.</summary>
    private int Collapse(int axes)
    {
        int last = 0;
        for (int axis = 1; axis < axes; axis++)
        {
            bool isOne = true;
            for (int view = 0; view < _views; view++)
            {
                isOne &= _strides[view][last] == _strides[view][axis] * _lengths[axis];
            }

            last += isOne ? 0 : 1;
            _lengths[last] = isOne ? _lengths[last] * _lengths[axis] : _lengths[axis];
            for (int view = 0; view < _views; view++)
            {
                _strides[view][last] = _strides[view][axis];
            }
        }

        return last + 1;
    }

    [InlineArray(MostViews)]
    private struct StridesOfViews
    {
        private PerAxis _first;
    }

    [InlineArray(MostViews)]
    private struct PerView
    {
        private nint _first;
    }
}
