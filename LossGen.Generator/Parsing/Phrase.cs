namespace LossGen.Generator.Parsing;

/// <summary>Phrases of messages.</summary>
internal static class Phrase
{
    public static string Quote(string text) => "'" + text + "'";

    /// <summary>Alternatives in words: <c>a, b or c</c>.</summary>
    public static string Choice(IEnumerable<string> alternatives)
    {
        string[] items = [.. alternatives];
        return items.Length < 2
            ? string.Concat(items)
            : string.Join(", ", items.Take(items.Length - 1)) + " or " + items[items.Length - 1];
    }
}
