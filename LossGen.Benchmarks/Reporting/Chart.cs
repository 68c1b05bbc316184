using System.Globalization;
using System.Text;

namespace LossGen.Benchmarks.Reporting;

/// <summary>The times of one kernel as bars, by size, as SVG that reads by day and by night.</summary>
internal static class Chart
{
    private const int Width = 760, Left = 220, Right = 150, Line = 20, Bar = 14, Gap = 12, Top = 30;

    private const string Style = """
        text { font: 12px system-ui, sans-serif; fill: #1d2129; } .title { font-weight: 650; font-size: 14px; } .size, .tick { fill: #6a7280; }
        .grid { stroke: #e4e5e8; } .own { fill: #2f5fd0; } .peer { fill: #b8bfca; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6e8ec; } .size, .tick { fill: #969eab; } .grid { stroke: #343840; } .own { fill: #7ea6ff; } .peer { fill: #5b6472; }
        }
        """;

    /// <summary>Writes a chart for each kernel into a folder.</summary>
    public static void WriteAll(IEnumerable<ReportRow> rows, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (IGrouping<string, ReportRow> kernel in rows.GroupBy(row => row.Kernel))
        {
            File.WriteAllText(Path.Combine(folder, $"{kernel.Key}.svg"), Svg(kernel.Key, [.. kernel]));
        }
    }

    private static string Svg(string kernel, IReadOnlyList<ReportRow> rows)
    {
        double[] times = [.. rows.SelectMany(row => new[] { row.LossgenNs, row.PeerNs })];
        bool isLogarithmic = times.Max() > 12 * times.Min();
        double low = isLogarithmic ? Math.Pow(10, Math.Floor(Math.Log10(times.Min() * 0.999))) : 0;
        var body = new StringBuilder();
        int y = Top;
        foreach (IGrouping<string, ReportRow> size in rows.GroupBy(row => row.Size))
        {
            y += Gap;
            body.Append(Text(Left, y, "size", "start", size.Key));
            y += Gap / 2;
            AddBar("LossGen", size.First().LossgenNs, "own", "");
            foreach (ReportRow row in size)
            {
                AddBar(row.Peer, row.PeerNs, "peer", string.Create(CultureInfo.InvariantCulture, $", {row.Ratio:0.##} ×"));
            }
        }

        int height = y + Line + Gap;
        string title = $"{kernel}: nanoseconds {(rows[0].Unit is "element" or "entry" ? "an" : "a")} {rows[0].Unit}{(isLogarithmic ? ", logarithmic" : "")}";
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-label="{title}">
            <style>{Style}</style>
            {Text(0, 16, "title", "start", title)}
            {Grid(height - Line - Gap / 2)}{body}
            </svg>

            """;

        void AddBar(string name, double time, string kind, string ratio)
        {
            body.Append(Text(Left - 8, y + 11, "name", "end", name));
            body.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{Left}\" y=\"{y}\" width=\"{X(time) - Left:F1}\" height=\"{Bar}\" rx=\"2\"/>\n");
            body.Append(Text(X(time) + 6, y + 11, "time", "start", string.Create(CultureInfo.InvariantCulture, $"{time:0.###} ns{ratio}")));
            y += Line;
        }

        double X(double time) => Left + (Width - Left - Right) * (isLogarithmic ? Math.Log(time / low) / Math.Log(times.Max() / low) : time / times.Max());

        string Grid(int bottom)
        {
            var grid = new StringBuilder();
            for (double tick = low; isLogarithmic && tick <= times.Max(); tick *= 10)
            {
                grid.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{X(tick):F1}\" x2=\"{X(tick):F1}\" y1=\"{Top}\" y2=\"{bottom}\"/>\n");
                grid.Append(Text(X(tick), bottom + 14, "tick", "middle", string.Create(CultureInfo.InvariantCulture, $"{tick:0.###}")));
            }
            return grid.ToString();
        }
    }

    private static string Text(double x, double y, string kind, string anchor, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{text}</text>\n");
}
