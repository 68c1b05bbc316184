namespace LossGen.Benchmarks.Reporting;

/// <summary>A page of which a command writes a part, between two markers; what is around them is written by hand.</summary>
internal static class MarkedPage
{
    public static void Replace(string page, string command, string text)
    {
        string begin = $"<!-- written by {command}: begin -->", end = $"<!-- written by {command}: end -->", old = File.ReadAllText(page);
        int first = old.IndexOf(begin, StringComparison.Ordinal), last = old.IndexOf(end, StringComparison.Ordinal);
        if (first < 0 || last < first)
        {
            throw new InvalidOperationException($"{page} lacks the lines '{begin}' and '{end}'.");
        }
        File.WriteAllText(page, $"{old[..first]}{begin}\n\n{text.Trim()}\n\n{old[last..]}");
    }
}
