namespace LossGen.Generator.Parsing.Formulas;

/// <summary>How like two names are.</summary>
internal static class Likeness
{
    /// <summary>How many letters are to be added, removed or changed to make one name of the other (Levenshtein).</summary>
    public static int Distance(string a, string b)
    {
        int[] before = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int[] now = new int[b.Length + 1];
            now[0] = i + 1;
            for (int k = 0; k < b.Length; k++)
            {
                int changed = before[k] + (char.ToUpperInvariant(a[i]) == char.ToUpperInvariant(b[k]) ? 0 : 1);
                now[k + 1] = Math.Min(changed, Math.Min(before[k + 1], now[k]) + 1);
            }

            before = now;
        }

        return before[b.Length];
    }
}
