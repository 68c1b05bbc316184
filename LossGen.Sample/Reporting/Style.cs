namespace LossGen.Sample.Reporting;

/// <summary>How the report looks, by day and by night.</summary>
internal static class Style
{
    public const string Css = """

        :root { color-scheme: light dark; --paper: light-dark(#fafaf8, #16181c); --card: light-dark(#fff, #1f2227); --ink: light-dark(#1d2129, #e6e8ec);
                --faint: light-dark(#6a7280, #969eab); --line: light-dark(#e4e5e8, #343840); --accent: light-dark(#2f5fd0, #7ea6ff);
                --true: #3ddc84; --predicted: #ff9f43; --wrong: light-dark(#c0392b, #ff7b6b); }
        * { box-sizing: border-box; margin: 0; }
        body { max-width: 1120px; margin: 0 auto; padding: 40px 24px; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 32px; letter-spacing: -0.02em; }
        h2 { margin: 40px 0 12px; font-size: 20px; }
        h3 { margin: 24px 0 12px; font-size: 15px; }
        header p { max-width: 75ch; margin-top: 8px; color: var(--faint); }
        code { color: var(--accent); font: 13px ui-monospace, monospace; }
        .tiles, .charts, .scenes { display: grid; gap: 16px; }
        .tiles { grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); }
        .charts { grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); }
        .scenes { grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); margin-top: 16px; }
        .tile, figure { border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
        .tile { padding: 16px 18px; }
        .tile h3 { margin: 0; color: var(--faint); font-size: 13px; font-weight: 500; }
        .tile strong { font-size: 30px; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
        .tile p, figure p, footer { color: var(--faint); font-size: 13px; }
        .charts figure { padding: 14px 16px; }
        .charts span { float: right; font-variant-numeric: tabular-nums; }
        .charts svg { display: block; width: 100%; margin: 8px 0 2px; }
        .charts text { fill: var(--faint); font-size: 11px; }
        .grid { stroke: var(--line); }
        .curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
        .end { fill: var(--accent); }
        .scenes figure { overflow: hidden; }
        .scenes svg { display: block; width: 100%; background: #000; }
        .scenes image { image-rendering: pixelated; }
        .scenes rect { fill: none; stroke-width: 0.6; }
        rect.true { stroke: var(--true); }
        rect.predicted { stroke: var(--predicted); stroke-dasharray: 1.6 0.8; }
        .scenes figcaption { padding: 8px 10px; font-size: 13px; line-height: 1.4; }
        .scenes span { display: block; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
        .scenes s { color: var(--wrong); text-decoration: none; }
        .wrong { border-color: var(--wrong); }
        .key { display: inline-block; width: 14px; height: 14px; margin: 0 4px 0 12px; border: 2px solid; vertical-align: -2px; }
        .key.true { border-color: var(--true); }
        .key.predicted { border-color: var(--predicted); border-style: dashed; }
        footer { margin-top: 40px; }

        """;
}
