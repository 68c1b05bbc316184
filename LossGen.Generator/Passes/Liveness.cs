using LossGen.Generator.Ir;

namespace LossGen.Generator.Passes;

/// <summary>
/// Which values wait at each cut of straight-line work: computed or read before it, and used behind it. One sweep finds where each value appears and where it
/// is used last; asking every cut for its values would take the square of the length.
/// </summary>
internal sealed class Liveness
{
    private readonly List<(Expr Value, int From, int To)> _spans = [];

    /// <param name="values">The work, each value after what it uses.</param>
    /// <param name="results">What is used after all of it.</param>
    public Liveness(IReadOnlyList<Expr> values, IReadOnlyCollection<Expr> results)
    {
        Length = values.Count;
        Dictionary<Expr, int> first = [], last = [];
        for (int i = 0; i < values.Count; i++)
        {
            first[values[i]] = i;
            foreach (Expr arg in values[i].Args)
            {
                last[arg] = i;
                if (arg.Op == Op.Input && !first.ContainsKey(arg))
                {
                    first[arg] = i;
                }
            }
        }

        foreach (Expr result in results)
        {
            last[result] = values.Count;
        }

        foreach (KeyValuePair<Expr, int> use in last)
        {
            if (first.TryGetValue(use.Key, out int from) && from < use.Value)
            {
                _spans.Add((use.Key, from, use.Value));
            }
        }
    }

    private int Length { get; }

    /// <summary>The values that wait between the first <paramref name="cut"/> steps and the others.</summary>
    public IEnumerable<Expr> At(int cut) => _spans.Where(s => s.From < cut && cut <= s.To).Select(s => s.Value);

    /// <summary>How many wait after each number of steps, from none to all; only those that <paramref name="counts"/>.</summary>
    public int[] Counts(Func<Expr, bool> counts)
    {
        int[] waiting = new int[Length + 2];
        foreach ((Expr value, int from, int to) in _spans)
        {
            if (counts(value))
            {
                waiting[from + 1]++;
                waiting[to + 1]--;
            }
        }

        for (int cut = 1; cut < waiting.Length; cut++)
        {
            waiting[cut] += waiting[cut - 1];
        }

        return waiting;
    }
}
