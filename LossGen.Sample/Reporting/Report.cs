using System.Net;
using System.Text;
using LossGen.Sample.Data;

namespace LossGen.Sample.Reporting;

/// <summary>The run as one page of HTML that needs nothing else.</summary>
internal static class Report
{
    public static string Html(IReadOnlyList<Outcome> outcomes) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>LossGen: losses that train</title>
        <style>{Style.Css}</style>
        </head>
        <body>
        <header>
        <h1>Losses that train</h1>
        <p>A perceptron with one hidden layer looks at scenes of 40 × 40 pixels: is there a whole garment or only the shreds of one, which kind is it, and where is it?
        It learns from three loss kernels that LossGen generated, on Fashion-MNIST images; all figures are from images that it was never trained on.
        With the built-in recipe the losses are LossGen's own, with the custom one formulas of a user.</p>
        </header>

        {string.Concat(outcomes.Select(Part))}
        <footer>Images: Fashion-MNIST, © 2017 Zalando SE, MIT licence.</footer>
        </body>
        </html>
        """;

    private static string Part(Outcome outcome)
    {
        (Recipe recipe, IReadOnlyList<PerLoss> losses, Training training, Evaluation evaluation, TimeSpan elapsed) = outcome;
        return $"""
            <h2>Recipe: {recipe.Name}</h2>
            <section class="tiles">
            {Tile("Presence", $"{evaluation.PresenceAccuracy:P1}", $"right, of {evaluation.SceneCount:N0} scenes; a third are shreds")}
            {Tile("Kind", $"{evaluation.KindAccuracy:P1}", $"right, of {evaluation.GarmentCount:N0} whole garments; ten kinds")}
            {Tile("Box", $"{evaluation.MeanOverlap:F3}", "mean intersection over union")}
            {Tile("Time", $"{elapsed.TotalSeconds:F1} s", $"for {training.KernelCalls:N0} batches, {training.KernelSeconds.Total * 1e3:F0} ms of it in the kernels")}
            </section>

            <h3>Training</h3>
            <section class="charts">
            {Curve("Presence", recipe.Presence.Name, losses, loss => loss.Presence, training)}
            {Curve("Kind", recipe.Garment.Name, losses, loss => loss.Garment, training)}
            {Curve("Box", recipe.Frame.Name, losses, loss => loss.Frame, training)}
            </section>

            <h3>Test scenes</h3>
            <p>The first {evaluation.Shown.Count(scene => scene.HasGarment)} scenes with a whole garment and the first {evaluation.Shown.Count(scene => !scene.HasGarment)} with shreds.
            <span class="key true"></span> true box <span class="key predicted"></span> predicted box, drawn where the network sees a garment.</p>
            <section class="scenes">
            {string.Concat(Mixed(evaluation.Shown).Select(Scene))}
            </section>

            """;
    }

    private static string Tile(string name, string value, string note) =>
        $"""<div class="tile"><h3>{name}</h3><strong>{value}</strong><p>{note}</p></div>""";

    private static string Curve(string name, string loss, IReadOnlyList<PerLoss> losses, Func<PerLoss, double> part, Training training)
    {
        double[] values = [.. losses.Select(part)];
        double microseconds = part(training.KernelSeconds) / training.KernelCalls * 1e6;
        return $"""
            <figure><figcaption><b>{name}</b> <code>{loss}</code><span>{values[^1]:F4}</span></figcaption>
            {Chart.Svg($"{name} loss by epoch", values)}
            <p>{microseconds:F2} µs a call</p></figure>
            """;
    }

    /// <summary>Two scenes with a whole garment, one with shreds, and again.</summary>
    private static IEnumerable<Verdict> Mixed(IReadOnlyList<Verdict> scenes)
    {
        Verdict[] shredded = [.. scenes.Where(scene => !scene.HasGarment)];
        Verdict[][] whole = [.. scenes.Where(scene => scene.HasGarment).Chunk(2)];
        return whole.Zip(shredded, (pair, shreds) => pair.Append(shreds)).SelectMany(scene => scene);
    }

    private static string Scene(Verdict verdict)
    {
        var html = new StringBuilder();
        html.Append($"""<figure class="{(verdict.IsRight ? "right" : "wrong")}"><svg viewBox="0 0 {Scenes.Side} {Scenes.Side}">""");
        html.Append($"""<image width="{Scenes.Side}" height="{Scenes.Side}" href="data:image/png;base64,{Convert.ToBase64String(Png.Encode(verdict.Pixels, Scenes.Side))}"/>""");
        if (verdict.Box is { } box) html.Append(Rectangle(box, "true"));
        if (verdict.SeesGarment) html.Append(Rectangle(verdict.PredictedBox, "predicted"));

        string truth = verdict.Kind is { } kind ? FashionMnist.Kinds[kind] : "shreds";
        string said = verdict.SeesGarment ? FashionMnist.Kinds[verdict.PredictedKind] : "shreds";
        string note = verdict.HasGarment ? $"IoU {verdict.Overlap:F2}, garment {verdict.Probability:F2}" : $"garment {verdict.Probability:F2}";
        html.Append($"""</svg><figcaption><b>{WebUtility.HtmlEncode(said)}</b>{(verdict.IsRight ? "" : $" <s>is: {truth}</s>")}<span>{note}</span></figcaption></figure>""");
        return html.ToString();
    }

    private static string Rectangle(float[] box, string kind) =>
        $"""<rect class="{kind}" x="{box[0]:F2}" y="{box[1]:F2}" width="{box[2] - box[0]:F2}" height="{box[3] - box[1]:F2}"/>""";
}
