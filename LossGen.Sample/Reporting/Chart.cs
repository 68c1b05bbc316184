using System.Text;

namespace LossGen.Sample.Reporting;

/// <summary>A curve over the epochs, as SVG.</summary>
internal static class Chart
{
    private const int Width = 340, Height = 210, Left = 44, Right = 12, Top = 14, Bottom = 30;

    public static string Svg(string title, IReadOnlyList<double> values)
    {
        double step = Step(values.Max()), top = Math.Ceiling(values.Max() / step) * step;
        var svg = new StringBuilder();
        svg.Append($"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{title}">""");
        for (int i = 0; i * step <= top * 1.0001; i++)
        {
            svg.Append($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(i * step):F1}" y2="{Y(i * step):F1}"/>""");
            svg.Append($"""<text x="{Left - 6}" y="{Y(i * step) + 3.5:F1}" text-anchor="end">{i * step:0.####}</text>""");
        }
        svg.Append($"""<text x="{Left}" y="{Height - 10}" text-anchor="middle">1</text>""");
        svg.Append($"""<text x="{Width - Right}" y="{Height - 10}" text-anchor="end">epoch {values.Count}</text>""");
        string points = string.Join(' ', values.Select((value, i) => $"{X(i):F1},{Y(value):F1}"));
        svg.Append($"""<polyline class="curve" points="{points}"/>""");
        svg.Append($"""<circle class="end" cx="{X(values.Count - 1):F1}" cy="{Y(values[^1]):F1}" r="3"/></svg>""");
        return svg.ToString();

        double X(int epoch) => Left + (Width - Left - Right) * epoch / Math.Max(1.0, values.Count - 1);
        double Y(double value) => Height - Bottom - (Height - Top - Bottom) * value / top;
    }

    /// <summary>The distance of the grid lines: a quarter, a half, 1 or 2 times a power of ten, three to six of them up to <paramref name="largest"/>.</summary>
    private static double Step(double largest)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return (largest / power) switch { < 1.5 => power / 4, < 3 => power / 2, < 6 => power, _ => power * 2 };
    }
}
