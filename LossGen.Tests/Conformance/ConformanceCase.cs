using System.Text.Json;

namespace LossGen.Tests.Conformance;

/// <summary>What PyTorch or torchvision answered in double precision for inputs that floats hold exactly.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Loss">The loss's name in the files.</param>
/// <param name="Parameters">The loss's constants; the reduction is <c>none</c> (the value is then the sum), <c>sum</c> or <c>mean</c>.</param>
/// <param name="Inputs">The prediction and the targets.</param>
/// <param name="Shapes">The shape of each input.</param>
/// <param name="Losses">The loss of each item.</param>
/// <param name="Value">The reduced loss.</param>
/// <param name="Gradients">The derivatives of the value by the prediction, and for some by the targets, under the input's name.</param>
public sealed record ConformanceCase(
    string Name,
    string Loss,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    IReadOnlyDictionary<string, double[]> Inputs,
    IReadOnlyDictionary<string, nint[]> Shapes,
    double[] Losses,
    double Value,
    IReadOnlyDictionary<string, double[]> Gradients)
{
    private static readonly string[] Files = 
    [
        "focal_logits.json", "seeds_focal.json", "cross_entropies.json", "iou_losses.json", "regressions.json",
    ];

    /// <summary>Every case of the copied files by its name.</summary>
    public static IReadOnlyDictionary<string, ConformanceCase> All { get; } = Files.SelectMany(Read).ToDictionary(c => c.Name);

    /// <summary>The prediction's name.</summary>
    public string PredictionName => Inputs.Keys.First(name => name is "logits" or "probabilities" or "predictions");

    /// <summary>The derivatives by the prediction.</summary>
    public double[] Gradient => Gradients[PredictionName];

    /// <summary>The derivatives by the targets, or null.</summary>
    public double[]? TargetGradient => Gradients.GetValueOrDefault("targets");

    public Reduction Reduction => Parameters["reduction"].GetString() == "mean" ? Reduction.Mean : Reduction.Sum;

    /// <summary>Whether the rows are anchors, whose states come after the targets of each; the reduction is then the loss's own.</summary>
    public bool HasAnchors => Loss == "retinanet_focal";

    public double this[string parameter] => Parameters[parameter].GetDouble();

    /// <summary>Whether every target is exactly 0 or 1, so that a kernel for hard targets must agree too.</summary>
    public bool IsHard => Inputs["targets"].All(t => t is 0 or 1);

    /// <summary>The axis of the classes, where the case is one of rows.</summary>
    public int Axis => Parameters.TryGetValue("axis", out JsonElement axis) ? axis.GetInt32() : Shapes["logits"].Length - 1;

    /// <summary>The classes of a row.</summary>
    public int Classes => (int)Shapes["logits"][Axis];

    /// <summary>Whether the targets are class indices.</summary>
    public bool HasClassIndices => Loss is "softmax_ce_sparse" or "focal_softmax_one_hot";

    /// <summary>Cross-entropy of rows with class indices and no options.</summary>
    public bool IsPlainRows => Loss == "softmax_ce_sparse" && Parameters.Count == 1 && !Inputs.ContainsKey("class_weights");

    public float[] Prediction => ToSingle(Inputs[PredictionName]);

    public float[] Targets => ToSingle(Inputs["targets"]);

    public override string ToString() => Name;

    private static float[] ToSingle(double[] values) => Array.ConvertAll(values, v => (float)v);

    private static IEnumerable<ConformanceCase> Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Conformance", file)));
        return document.RootElement.EnumerateArray().Select(Read).ToArray();
    }

    private static ConformanceCase Read(JsonElement c) => new(
        c.GetProperty("name").GetString()!,
        c.GetProperty("loss").GetString()!,
        c.GetProperty("params").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()),
        c.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => Numbers(p.Value)),
        c.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("shape").EnumerateArray().Select(n => (nint)n.GetInt32()).ToArray()),
        Numbers(c.GetProperty("losses")),
        c.GetProperty("loss_value").GetDouble(),
        c.GetProperty("gradients").EnumerateObject().ToDictionary(p => p.Name, p => Numbers(p.Value)));

    private static double[] Numbers(JsonElement packed) => packed.GetProperty("data").EnumerateArray().Select(v => v.GetDouble()).ToArray();
}
