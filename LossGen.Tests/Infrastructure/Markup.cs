using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Tests.Infrastructure;

/// <summary>A program with the diagnostics that it should give: <c>{|LG0006:predicted|}</c>.</summary>
internal sealed partial record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string text)
    {
        var expected = new List<(string, TextSpan)>();
        int removed = 0;
        string source = Mark().Replace(text, mark =>
        {
            Group marked = mark.Groups["text"];
            expected.Add((mark.Groups["id"].Value, new TextSpan(mark.Index - removed, marked.Length)));
            removed += mark.Length - marked.Length;
            return marked.Value;
        });
        return new Markup(source, expected);
    }

    [GeneratedRegex(@"\{\|(?<id>LG\d{4}):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
