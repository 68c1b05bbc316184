namespace LossGen.Tests.Kernels;

/// <summary>One option with the values that it may have.</summary>
internal sealed record Choice(string Name, params string[] Values);

/// <summary>
/// A small set of combinations in which every pair of values of every two options occurs that can occur at all: most mistakes need two options to meet
/// (Cohen, Dalal, Fredman and Patton 1997). Greedy, and the same on every run.
/// </summary>
internal static class PairwiseCover
{
    private const int Candidates = 3000, Tries = 60;

    /// <param name="choices">The options.</param>
    /// <param name="normal">Takes from a combination what has no effect in it: it gives those options their first value.</param>
    public static IReadOnlyList<string[]> Of(IReadOnlyList<Choice> choices, Func<string[], string[]> normal)
    {
        Values random = new(1);
        string[] Any() => normal([.. choices.Select(c => c.Values[random.Below(c.Values.Length)])]);
        HashSet<(int, string, int, string)> open = [.. Enumerable.Range(0, Candidates).SelectMany(_ => Pairs(Any()))];
        List<string[]> cover = [];
        while (open.Count > 0)
        {
            (int a, string x, int b, string y) = open.First();
            string[] best = Enumerable.Range(0, int.MaxValue).Select(_ => With(a, x, b, y)).Where(c => c[a] == x && c[b] == y).Take(Tries).MaxBy(c => Pairs(c).Count(open.Contains))!;
            cover.Add(best);
            open.ExceptWith(Pairs(best));
        }

        return cover;

        string[] With(int a, string x, int b, string y)
        {
            string[] candidate = [.. choices.Select(c => c.Values[random.Below(c.Values.Length)])];
            (candidate[a], candidate[b]) = (x, y);
            return normal(candidate);
        }
    }

    /// <summary>The pairs of values in a combination.</summary>
    public static IEnumerable<(int, string, int, string)> Pairs(string[] combination) =>
        from a in Enumerable.Range(0, combination.Length)
        from b in Enumerable.Range(a + 1, combination.Length - a - 1)
        select (a, combination[a], b, combination[b]);
}
