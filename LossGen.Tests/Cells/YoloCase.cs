using System.Text.Json;

namespace LossGen.Tests.Cells;

/// <summary>What PyTorch answered in double for a batch of several scales.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Scales">The scales.</param>
/// <param name="Terms">Box, confidence and class of all scales together.</param>
internal sealed record YoloCase(string Name, YoloScale[] Scales, double[] Terms)
{
    public static IReadOnlyList<YoloCase> All { get; } =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "LossGen.Tests", "Conformance", "yolov3.json"))).RootElement.EnumerateArray().Select(Read)];

    private static YoloCase Read(JsonElement c)
    {
        JsonElement inputs = c.GetProperty("inputs"), gradients = c.GetProperty("gradients"), parameters = c.GetProperty("params");
        int classes = parameters.GetProperty("classes").GetInt32();
        return new(c.GetProperty("name").GetString()!, [.. parameters.GetProperty("scales").EnumerateArray().Select(Scale)], Numbers(c.GetProperty("losses")));

        YoloScale Scale(JsonElement scale, int number)
        {
            int cells = scale.GetProperty("grid").GetInt32();
            int[] boxes = [.. inputs.GetProperty("boxes" + number).GetProperty("shape").EnumerateArray().Select(n => n.GetInt32())];
            double[] Input(string name) => Numbers(inputs.GetProperty(name + number));
            return new(
                scale.GetProperty("stride").GetInt32(),
                new(new(boxes[0], cells, cells, 3, classes, boxes[1]), Input("raw"), Input("labels"), Input("boxes")),
                Numbers(gradients.GetProperty("raw" + number)));
        }
    }

    private static double[] Numbers(JsonElement packed) => [.. packed.GetProperty("data").EnumerateArray().Select(v => v.GetDouble())];
}

/// <summary>One scale of a case.</summary>
internal sealed record YoloScale(int Stride, CellInputs Inputs, double[] Gradient);
