using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace LossGen.Benchmarks.Reporting;

/// <summary>One line of the report: a kernel at one size against one peer.</summary>
internal sealed record ReportRow(string Kernel, string Size, string Peer, double LossgenNs, double PeerNs, double Ratio, string Unit);

/// <summary>One table for people, one file for programs, and what is drawn and written from them.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Table _table = new Table().AddColumns("kernel", "size", "peer");
    private readonly List<ReportRow> _rows = [];

    public Report()
    {
        foreach (string heading in new[] { "LossGen ns/item", "cycles/item", "peer ns/item", "cycles/item", "ratio" })
        {
            _table.AddColumn(new TableColumn(heading).RightAligned());
        }
    }

    public IReadOnlyList<ReportRow> Rows => _rows;

    /// <summary><paramref name="readings"/>: LossGen's, then its peers' in the contest's order.</summary>
    public void Add(Contest contest, IReadOnlyList<Reading> readings)
    {
        Reading lossGen = readings[0];
        for (int i = 0; i < contest.Peers.Count; i++)
        {
            Reading peer = readings[i + 1];
            double ratio = peer.Nanoseconds / lossGen.Nanoseconds;
            _rows.Add(new ReportRow(contest.Kernel, contest.Size, contest.Peers[i].Name, lossGen.Nanoseconds, peer.Nanoseconds, ratio, contest.Unit));
            _table.AddRow(contest.Kernel, contest.Size, contest.Peers[i].Name,
                Text(lossGen.Nanoseconds), Text(lossGen.Cycles), Text(peer.Nanoseconds), Text(peer.Cycles), Text(ratio));
        }
    }

    public void Print()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 140; // a file has no width: 80 columns would break every name
        }
        AnsiConsole.Write(_table);
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(_rows, Format));
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
