using System.Text.Json;

namespace LossGen.Tests.Conformance;

/// <summary>What torchvision answered for lists of boxes.</summary>
internal sealed class BoxOperation(JsonElement c)
{
    public static IReadOnlyList<BoxOperation> All { get; } =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Conformance", "box_operations.json"))).RootElement.EnumerateArray().Select(c => new BoxOperation(c))];

    public string Loss => c.GetProperty("loss").GetString()!;

    public double Threshold => c.GetProperty("params").GetProperty("iou_threshold").GetDouble();

    public int[] Kept => [.. c.GetProperty("kept").EnumerateArray().Select(v => v.GetInt32())];

    public double[] Matrix => Numbers(c.GetProperty("matrix"));

    public double[] this[string input] => Numbers(c.GetProperty("inputs").GetProperty(input));

    private static double[] Numbers(JsonElement packed) => [.. packed.GetProperty("data").EnumerateArray().Select(v => v.GetDouble())];
}
