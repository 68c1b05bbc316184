using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Contests;

/// <summary>YOLOv3: the loss of three scales, and the reading of a frame.</summary>
internal static class DetectionContests
{
    public static IEnumerable<Contest?> All(Arena arena)
    {
        foreach (int images in arena.Sizes(1, 8))
        {
            Yolo yolo = new(images);
            float[] logits = yolo.Logits();
            yield return arena.Other("YoloV3", $"{images} x 416 px", "cell", yolo.Cells, logits, yolo.Targets(), logits.Length, [images],
                yolo.Loss, new((x, t, g) => ScalarPeers.YoloLoss(yolo, x, t, g)) { PyTorch = "yolo" });
        }
        Frame frame = new();
        yield return arena.Other("Frame", "416 px", "cell", frame.Cells, frame.Logits(), [], 4 * Frame.MostBoxes, [4 * Frame.MostBoxes],
            (x, _, boxes) => frame.Read(x, boxes), new((x, _, boxes) => ScalarPeers.Frame(confidenceFirst: false, x, boxes))
            { PyTorch = "frame", Others = [("scalar C#, confidence first", (x, _, boxes) => ScalarPeers.Frame(confidenceFirst: true, x, boxes))] });
    }
}
