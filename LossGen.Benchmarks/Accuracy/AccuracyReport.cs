using System.Globalization;
using System.Text;
using LossGen.Benchmarks.Reporting;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>A table in Markdown, printed as it grows and kept for a file; and the largest errors of what has a goal.</summary>
internal sealed class AccuracyReport
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Kernel, string Precision, double Ulp, string Where)> _focal = [];
    private long _notFinite;

    public void Line(string text)
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }

    public void Heading(string text)
    {
        Line($"\n{text}:\n");
        Line("| kernel | computed in | value: ulp | at | absolute¹ | gradient: ulp | at | absolute¹ | not finite |");
        Line("|---|---|---|---|---|---|---|---|---|");
    }

    public void Row(string kernel, string precision, (Worst Value, Worst Gradient) worst, bool hasGradient)
    {
        string gradient = hasGradient ? Cells(worst.Gradient) : "– | – | –";
        Line($"| {kernel} | {precision} | {Cells(worst.Value)} | {gradient} | {(worst.Value.NotFinite + worst.Gradient.NotFinite).ToString(CultureInfo.InvariantCulture)} |");
        if (!precision.StartsWith("PyTorch", StringComparison.Ordinal))
        {
            _notFinite += worst.Value.NotFinite + worst.Gradient.NotFinite;
            if (kernel.StartsWith("focal, γ = ", StringComparison.Ordinal) && !kernel.Contains("soft", StringComparison.Ordinal))
            {
                _focal.Add((kernel, precision, worst.Gradient.Ulp, worst.Gradient.Where));
            }
        }
    }

    /// <summary>What the project has set itself, and what came out.</summary>
    public void Goals(double sum, double returned)
    {
        Line("\n¹ of results up to 4 in magnitude.\n\nGoals:\n");
        Goal("focal gradient, γ up to 2", "float", 16, kernel => !kernel.Contains("γ = 3", StringComparison.Ordinal));
        Goal("focal gradient, γ up to 2", "float, precise", 10, kernel => !kernel.Contains("γ = 3", StringComparison.Ordinal));
        Goal("focal gradient, γ = 3", "float", 20, kernel => kernel.Contains("γ = 3", StringComparison.Ordinal));
        Goal("focal gradient, γ = 3", "float, precise", 14, kernel => kernel.Contains("γ = 3", StringComparison.Ordinal));
        Goal("focal gradient", "double", 8, _ => true);
        Line(string.Create(CultureInfo.InvariantCulture, $"- results that are not finite inside the domain: {_notFinite}; goal 0: {(_notFinite == 0 ? "met" : "missed")}"));
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"- sum of 4,000,000 losses before the last rounding: off by {Math.Abs(sum):0.0e+0} of it, as returned by {Math.Abs(returned):0.0e+0}; goal 1e-7: {(Math.Abs(sum) <= 1e-7 ? "met" : "missed")}"));
    }

    /// <summary>Writes it into a file of its own, and into the part of a page that is kept for it.</summary>
    public void Save(string path, string? page)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, _text.ToString());
        if (page is not null)
        {
            MarkedPage.Replace(page, "accuracy", _text.ToString());
        }
    }

    private void Goal(string what, string precision, double most, Func<string, bool> counts)
    {
        (string kernel, _, double ulp, string where) = _focal.Where(row => row.Precision == precision && counts(row.Kernel)).MaxBy(row => row.Ulp);
        Line(string.Create(CultureInfo.InvariantCulture, $"- {what}, {precision}: {ulp:F1} ulp ({kernel} at {where}); goal {most}: {(ulp <= most ? "met" : "missed")}"));
    }

    private static string Cells(Worst worst) => string.Create(CultureInfo.InvariantCulture, $"{Ulps(worst.Ulp)} | {worst.Where} | {worst.Absolute:0.0e+0}");

    private static string Ulps(double ulp) => ulp.ToString(ulp < 1000 ? "F1" : "0.0e+0", CultureInfo.InvariantCulture);
}
