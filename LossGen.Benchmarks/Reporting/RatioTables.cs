using System.Globalization;
using System.Text;

namespace LossGen.Benchmarks.Reporting;

/// <summary>The report in Markdown: of each kernel its chart and its table.</summary>
internal static class RatioTables
{
    /// <param name="rows">The report.</param>
    /// <param name="charts">The folder of the charts, seen from the page.</param>
    public static string Markdown(IEnumerable<ReportRow> rows, string charts)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, ReportRow> kernel in rows.GroupBy(row => row.Kernel))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {kernel.Key}\n\n![{kernel.Key}]({charts}/{kernel.Key}.svg)\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| size | LossGen, ns per {kernel.First().Unit} | other | ns per {kernel.First().Unit} | ratio |\n|---|---|---|---|---|\n");
            foreach (ReportRow row in kernel)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {row.Size} | {row.LossgenNs:0.000} | {row.Peer} | {row.PeerNs:0.000} | {row.Ratio:0.00} |\n");
            }
        }
        return text.ToString();
    }
}
