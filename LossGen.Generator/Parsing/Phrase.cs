namespace LossGen.Generator.Parsing;

/// <summary>Phrases of messages.</summary>
internal static class Phrase
{
    public static string Quote(string text) => "'" + text + "'";

    /// <summary>Alternatives in words: <c>a, b or c</c>.</summary>
    public static string Choice(IEnumerable<string> alternatives) => List(alternatives, " or ");

    /// <summary>Things that hold together: <c>a, b and c</c>.</summary>
    public static string All(IEnumerable<string> things) => List(things, " and ");

    private static string List(IEnumerable<string> things, string last)
    {
        string[] items = [.. things];
        return items.Length < 2
            ? string.Concat(items)
            : string.Join(", ", items.Take(items.Length - 1)) + last + items[items.Length - 1];
    }
}
