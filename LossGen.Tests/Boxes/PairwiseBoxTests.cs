using LossGen.Tests.Conformance;
using LossGen.Tests.Kernels;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Boxes;

/// <summary>Matrices of each box against each other one.</summary>
public sealed partial class PairwiseBoxTests
{
    public static TheoryData<string, BoxFormat> Kernels => new MatrixTheoryData<string, BoxFormat>(PairKernels.Losses, Enum.GetValues<BoxFormat>());

    [Theory, InlineData("PairwiseIoU"), InlineData("PairwiseGIoU")]
    public void Every_width_agrees_with_torchvision(string loss)
    {
        BoxOperation c = BoxOperation.All.Single(operation => operation.Loss.Equals(loss.Replace("Pairwise", "pairwise_", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        Assert.All(PairKernels.Run(loss, BoxFormat.Xyxy, c["boxes1"], c["boxes2"]), ours => AssertClose(c.Matrix, ours, 1e-10, 1e-12));
        Assert.All(PairKernels.Run(loss, BoxFormat.Xyxy, Floats(c["boxes1"]), Floats(c["boxes2"])), ours => AssertClose(c.Matrix, Array.ConvertAll(ours, x => (double)x), 1e-5, 1e-7));
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Every_format_agrees_with_the_textbook(string loss, BoxFormat format)
    {
        foreach (bool hasEpsilon in (bool[])[false, true])
        {
            float[] boxes1 = Boxes(37, format, Sort.Ordinary, 1), boxes2 = [.. Boxes(50, format, Sort.Ordinary, 2), .. boxes1[..40]];
            double[] one = Array.ConvertAll(boxes1, x => (double)x), other = Array.ConvertAll(boxes2, x => (double)x);
            double[] expected =
            [
                .. from a in PlainBox.All(format, one) from b in PlainBox.All(format, other)
                   select loss == "PairwiseIoU" ? PlainBox.IoU(a, b, hasEpsilon ? 0.125 : 0) : PlainBox.GIoU(a, b, hasEpsilon ? 0.125 : 0),
            ];
            AssertClose(expected, PairKernels.Run(loss, format, one, other, hasEpsilon)[0], 1e-12, 1e-12);
            AssertClose(expected, Array.ConvertAll(PairKernels.Run(loss, format, boxes1, boxes2, hasEpsilon)[0], x => (double)x), 1e-5, 1e-6);
        }
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Every_width_gives_the_same_bits(string loss, BoxFormat format)
    {
        foreach ((int rows, int columns) in ((int, int)[])[(0, 0), (0, 5), (5, 0), (1, 1), (3, 7), (7, 8), (2, 15), (4, 16), (5, 17), (3, 33), (2, 2049)])
        {
            foreach (Sort sort in Enum.GetValues<Sort>())
            {
                float[] boxes1 = Boxes(rows, format, sort, 3), boxes2 = Boxes(columns, format, sort, 4);
                float[][] floats = PairKernels.Run(loss, format, boxes1, boxes2);
                Assert.All(floats, ours => Assert.Equal(Array.ConvertAll(floats[0], Bits), Array.ConvertAll(ours, Bits)));
                double[][] doubles = PairKernels.Run(loss, format, Array.ConvertAll(boxes1, x => (double)x), Array.ConvertAll(boxes2, x => (double)x), hasEpsilon: true);
                Assert.All(doubles, ours => Assert.Equal(Array.ConvertAll(doubles[0], Bits), Array.ConvertAll(ours, Bits)));
            }
        }
    }

    [Fact]
    public void Boxes_without_area_have_no_quotient_of_nothing()
    {
        float[] boxes =
        [
            3, 3, 3, 3,         // a point
            3, 3, 3, 9,         // a line through it
            0, 0, 0, 0,
            0, 0, 10, 10,
        ];
        float[] iou = PairKernels.Run("PairwiseIoU", BoxFormat.Xyxy, boxes, boxes)[0], giou = PairKernels.Run("PairwiseGIoU", BoxFormat.Xyxy, boxes, boxes)[0];
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], iou);
        Assert.Equal([0, 0, -1, 0, 0, 0, -1, 0, -1, -1, 0, 0, 0, 0, 0, 1], giou);
    }

    [Fact]
    public void The_value_is_one_less_the_loss()
    {
        float[] boxes1 = Boxes(1, BoxFormat.Xyxy, Sort.Ordinary, 5), boxes2 = Boxes(40, BoxFormat.Xyxy, Sort.Ordinary, 6);
        float[] losses = new float[40], matrix = new float[40];
        Loss([.. Enumerable.Repeat(boxes1, 40).SelectMany(b => b)], boxes2, losses);
        Overlaps(boxes1, boxes2, matrix);
        Assert.All(losses.Zip(matrix), pair => Assert.Equal(1, pair.First + pair.Second, 1e-6f));
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_written()
    {
        float[] memory = [.. Enumerable.Range(0, 40).Select(x => (float)x)], matrix = [7, 7, 7, 7];
        Assert.Throws<ArgumentException>("boxes1", () => Overlaps(new float[7], new float[8], matrix));
        Assert.Throws<ArgumentException>("boxes2", () => Overlaps(new float[8], new float[7], matrix));
        ArgumentException e = Assert.Throws<ArgumentException>("matrix", () => Overlaps(new float[8], new float[12], matrix));
        Assert.StartsWith("matrix has 4 values for 2 × 3 pairs of boxes: it must have one a pair.", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("matrix", () => Overlaps([], new float[4], matrix));
        Assert.Throws<ArgumentException>("matrix", () => Overlaps(memory.AsSpan(0, 8), new float[8], memory.AsSpan(0, 4)));
        Assert.Throws<ArgumentException>("matrix", () => Overlaps(new float[8], memory.AsSpan(4, 8), memory.AsSpan(11, 4)));
        Assert.Equal([7, 7, 7, 7], matrix);
        Assert.Equal(Enumerable.Range(0, 40).Select(x => (float)x), memory);

        Overlaps(memory.AsSpan(0, 8), memory.AsSpan(0, 8), matrix);      // two inputs may be one
        Assert.Equal([1, 0, 0, 1], matrix);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        float[] boxes = Boxes(100, BoxFormat.Xyxy, Sort.Ordinary, 7), matrix = new float[10_000];
        Overlaps(boxes, boxes, matrix);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Overlaps(boxes, boxes, matrix);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [PairwiseIoU]
    private static partial void Overlaps(ReadOnlySpan<float> boxes1, ReadOnlySpan<float> boxes2, Span<float> matrix);

    [IoU(Epsilon = 0)]
    private static partial void Loss(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> losses);

    private static float[] Boxes(int count, BoxFormat format, Sort sort, ulong seed) => BoxMaker.InFormat(BoxMaker.Boxes(new Values(seed), count, sort), format.ToString());

    private static float[] Floats(double[] values) => Array.ConvertAll(values, x => (float)x);

    private static uint Bits(float x) => BitConverter.SingleToUInt32Bits(float.IsNaN(x) ? float.NaN : x);

    private static ulong Bits(double x) => BitConverter.DoubleToUInt64Bits(double.IsNaN(x) ? double.NaN : x);

    private static void AssertClose(double[] theirs, double[] ours, double relative, double ofLargest)
    {
        Assert.Equal(theirs.Length, ours.Length);
        double largest = theirs.Max(Math.Abs);
        Assert.All(theirs.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, (relative * Math.Abs(pair.First)) + (ofLargest * largest)));
    }
}
