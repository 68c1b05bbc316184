using LossGen.Tests.Conformance;
using LossGen.Tests.Kernels;
using static LossGen.Tests.Boxes.SuppressionKernels;

namespace LossGen.Tests.Boxes;

/// <summary>Which boxes are kept.</summary>
public sealed partial class NonMaxSuppressionTests
{
    private static readonly int[] Sizes = [0, 1, 2, 17, 255, 256, 257, 600, 2000];

    public static TheoryData<string> Attributes => [.. Cases().Select(c => c.Attribute)];

    [Fact]
    public void Every_width_keeps_what_torchvision_keeps()
    {
        BoxOperation[] cases = [.. BoxOperation.All.Where(c => c.Loss == "nms")];
        Assert.Equal([0.3, 0.5, 0.7], cases.Select(c => c.Threshold));
        foreach (BoxOperation c in cases)
        {
            string attribute = "Format = BoxFormat.Xyxy" + (c.Threshold == 0.5 ? "" : FormattableString.Invariant($", IouThreshold = {c.Threshold}"));
            Assert.All(SuppressionKernels.Run(attribute, c["boxes"], c["scores"], null), kept => Assert.Equal(c.Kept, kept));
            Assert.All(SuppressionKernels.Run(attribute, Floats(c["boxes"]), Floats(c["scores"]), null), kept => Assert.Equal(c.Kept, kept));
        }
    }

    [Theory, MemberData(nameof(Attributes))]
    public void Every_width_keeps_what_the_plain_algorithm_keeps(string attribute)
    {
        foreach (int size in Sizes)
        {
            foreach (int clusters in (int[])[8, 5000])
            {
                Scene scene = Scene.Of(size, clusters, attribute);
                foreach (int[]? classes in (int[]?[])[null, scene.Classes])
                {
                    int[] expected = Plain(scene.Boxes, scene.Scores, classes, attribute);
                    Assert.All(SuppressionKernels.Run(attribute, scene.Boxes, scene.Scores, classes), kept => Assert.Equal(expected, kept));
                    Assert.All(SuppressionKernels.Run(attribute, Floats(scene.Boxes), Floats(scene.Scores), classes), kept => Assert.Equal(expected, kept));
                }
            }
        }
    }

    [Fact]
    public void A_score_that_is_no_number_comes_last()
    {
        float[] apart = [0, 0, 1, 1, 10, 0, 11, 1, 20, 0, 21, 1, 30, 0, 31, 1, 40, 0, 41, 1];
        float[] scores = [float.NaN, float.NegativeInfinity, 0.5f, float.NaN, float.PositiveInfinity];
        Assert.All(SuppressionKernels.Run("Format = BoxFormat.Xyxy", apart, scores, null), kept => Assert.Equal([4, 2, 1, 0, 3], kept));
        Assert.All(SuppressionKernels.Run("Format = BoxFormat.Xyxy, ScoreThreshold = 0.5", apart, scores, null), kept => Assert.Equal([4], kept));
    }

    [Fact]
    public void Equal_boxes_leave_the_first_of_the_best_score()
    {
        float[] boxes = [.. Enumerable.Repeat((float[])[1, 2, 30, 40], 700).SelectMany(b => b)], scores = [.. Enumerable.Range(0, 700).Select(i => i % 7 == 3 ? 2f : 1)];
        Assert.All(SuppressionKernels.Run("Format = BoxFormat.Xyxy", boxes, scores, null), kept => Assert.Equal([3], kept));
        Assert.All(SuppressionKernels.Run("Format = BoxFormat.Xyxy, IouThreshold = 1", boxes, scores, null), kept => Assert.Equal(700, kept.Length));
    }

    [Fact]
    public void Boxes_without_area_suppress_nothing()
    {
        float[] boxes = [5, 5, 5, 5, 5, 5, 5, 5, 0, 0, 10, 10, 0, 5, 10, 5], scores = [4, 3, 2, 1];
        Assert.All(SuppressionKernels.Run("Format = BoxFormat.Xyxy, IouThreshold = 0", boxes, scores, null), kept => Assert.Equal([0, 1, 2, 3], kept));
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_written()
    {
        float[] boxes = new float[12], scores = new float[3];
        int[] classes = new int[3], kept = [7, 7, 7];
        Assert.Throws<ArgumentException>("boxes", () => Keep(new float[11], scores, classes, kept));
        Assert.Throws<ArgumentException>("scores", () => Keep(boxes, new float[2], classes, kept));
        Assert.Throws<ArgumentException>("classes", () => Keep(boxes, scores, new int[4], kept));
        Assert.Throws<ArgumentException>("kept", () => Keep(boxes, scores, classes, new int[2]));
        Assert.Throws<ArgumentException>("kept", () => Keep(boxes, scores, kept, kept));
        Assert.Throws<ArgumentException>("kept", () => Keep(boxes, scores, classes, System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(scores.AsSpan())));
        Assert.Equal([7, 7, 7], kept);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        Scene scene = Scene.Of(2000, 100, "");
        float[] boxes = Floats(scene.Boxes), scores = Floats(scene.Scores);
        int[] kept = new int[2000];
        Keep(boxes, scores, scene.Classes, kept);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Keep(boxes, scores, scene.Classes, kept);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [NonMaxSuppression(IouThreshold = 0.6)]
    private static partial int Keep(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, ReadOnlySpan<int> classes, Span<int> kept);

    /// <summary>Each box in the order of the scores against all that are kept.</summary>
    private static int[] Plain(double[] numbers, double[] scores, int[]? classes, string attribute)
    {
        double threshold = Option(attribute, "IouThreshold", 0.5), epsilon = Option(attribute, "Epsilon", 0), least = Option(attribute, "ScoreThreshold", double.NegativeInfinity);
        PlainBox[] boxes = PlainBox.All(Enum.Parse<BoxFormat>(attribute.Split('.', ',')[1]), numbers);
        List<int> kept = [];
        foreach (int i in Enumerable.Range(0, scores.Length).Where(i => scores[i] > least).OrderByDescending(i => scores[i]))
        {
            if (threshold == 1 || !kept.Exists(k => (classes is null || classes[k] == classes[i]) && PlainBox.IoU(boxes[k], boxes[i], epsilon) > threshold))
            {
                kept.Add(i);
            }
        }

        return [.. kept.Take((int)Option(attribute, "MaxOutput", 0) is > 0 and int most ? most : kept.Count)];
    }

    private static float[] Floats(double[] values) => Array.ConvertAll(values, x => (float)x);

    /// <summary>Boxes around some centres, of whole numbers, so that both number types compute the same overlaps but for the last place; many scores are equal.</summary>
    private sealed record Scene(double[] Boxes, double[] Scores, int[] Classes)
    {
        public static Scene Of(int size, int clusters, string attribute)
        {
            Values values = new((ulong)(size + clusters));
            float[] corners = new float[4 * size];
            for (int i = 0; i < corners.Length; i += 4)
            {
                int cluster = values.Below(clusters), x = (cluster * 37 % 1000 * 10) + values.Below(24), y = (cluster * 91 % 1000 * 10) + values.Below(24);
                (corners[i], corners[i + 1], corners[i + 2], corners[i + 3]) = (x, y, x + 16 + values.Below(48), y + 16 + values.Below(48));
            }

            return new(
                Array.ConvertAll(BoxMaker.InFormat(corners, attribute), x => (double)x),
                [.. Enumerable.Range(0, size).Select(_ => (values.Below(64) - 16) / 32.0)],
                [.. Enumerable.Range(0, size).Select(_ => values.Below(3) - 1)]);
        }
    }
}
