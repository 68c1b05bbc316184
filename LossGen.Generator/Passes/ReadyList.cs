using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>Work of which some parts need others done before: which can be done next, in the order in which they were given.</summary>
internal sealed class ReadyList
{
    private readonly IReadOnlyList<Expr> _work;
    private readonly int[] _missing;
    private readonly Dictionary<Expr, List<int>> _waiting = [];
    private readonly List<int> _ready = [];

    /// <param name="work">The work, each part once.</param>
    /// <param name="needs">What a part needs, each once; only what is work itself counts.</param>
    public ReadyList(IReadOnlyList<Expr> work, Func<Expr, IEnumerable<Expr>> needs)
    {
        _work = work;
        _missing = new int[work.Count];
        foreach (Expr part in work)
        {
            _waiting[part] = [];
        }

        for (int place = 0; place < work.Count; place++)
        {
            foreach (Expr other in needs(work[place]))
            {
                if (_waiting.TryGetValue(other, out List<int>? waiting))
                {
                    waiting.Add(place);
                    _missing[place]++;
                }
            }

            if (_missing[place] == 0)
            {
                _ready.Add(place);
            }
        }
    }

    /// <summary>Whether something is left to do.</summary>
    public bool Any => _ready.Count > 0;

    /// <summary>Takes the part that comes before all others by a comparison, or the first of equals.</summary>
    public Expr Take(Comparison<Expr> comparison)
    {
        int best = 0;
        for (int i = 1; i < _ready.Count; i++)
        {
            if (comparison(_work[_ready[i]], _work[_ready[best]]) < 0)
            {
                best = i;
            }
        }

        Expr part = _work[_ready[best]];
        _ready.RemoveAt(best);
        foreach (int place in _waiting[part])
        {
            if (--_missing[place] == 0)
            {
                _ready.Insert(~_ready.BinarySearch(place), place);
            }
        }

        return part;
    }
}
