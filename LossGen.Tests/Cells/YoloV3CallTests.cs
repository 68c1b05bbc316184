using LossGen.Execution;

namespace LossGen.Tests.Cells;

/// <summary>Calls of YOLOv3's loss as a user writes them: parameters that may be left out, memory, threads, and wrong arguments.</summary>
[Collection(nameof(Kernels.ParallelTests))]
public sealed partial class YoloV3CallTests : IDisposable
{
    private static readonly Grid Small = new(2, 6, 5, 3, 7, 9);

    private readonly int _threads = GroupWork.Threads;

    public void Dispose() => GroupWork.Threads = _threads;

    [Fact]
    public void The_terms_alone_are_the_same()
    {
        Batch b = new(Small);
        float[] gradient = new float[b.Logits.Length];
        Assert.Equal(Loss(b.LogitsView, b.TargetsView, b.BoxesView, View(gradient)), Terms(b.BoxesView, b.TargetsView, b.LogitsView));
    }

    [Fact]
    public void Scale_multiplies_the_gradient_and_a_normalizer_divides_in_place_of_the_images()
    {
        Batch b = new(Small);
        float[] gradient = new float[b.Logits.Length], scaled = new float[b.Logits.Length], sum = new float[b.Logits.Length];
        YoloLoss mean = Loss(b.LogitsView, b.TargetsView, b.BoxesView, View(gradient));
        YoloLoss other = Scaled(b.LogitsView, b.TargetsView, b.BoxesView, View(scaled), scale: 3, normalizer: 8);
        Sum(b.LogitsView, b.TargetsView, b.BoxesView, View(sum));
        Assert.Equal(mean.Total / 4, other.Total, mean.Total * 1e-12);
        Assert.All(gradient.Zip(scaled), pair => Assert.Equal(pair.First * 3 / 4, pair.Second, 1e-6f));
        Assert.All(gradient.Zip(sum), pair => Assert.Equal(pair.First * 2, pair.Second, 1e-6f));
    }

    [Fact]
    public void The_gradient_may_take_the_place_of_the_logits()
    {
        Batch b = new(Small);
        float[] gradient = new float[b.Logits.Length], both = [.. b.Logits];
        YoloLoss expected = Loss(b.LogitsView, b.TargetsView, b.BoxesView, View(gradient));
        Assert.Equal(expected, Loss(View(both), b.TargetsView, b.BoxesView, View(both)));
        Assert.Equal(gradient, both);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Grid grid = new(3, 52, 52, 3, 7, 40);
        Batch b = new(grid);
        float[] expected = new float[b.Logits.Length], gradient = new float[b.Logits.Length];
        YoloLoss loss = Loss(b.LogitsView, b.TargetsView, b.BoxesView, new(expected, grid.Shape));
        foreach (int threads in (int[])[1, 2, 3, 4, 16])
        {
            GroupWork.Threads = threads;
            Array.Clear(gradient);
            Assert.Equal(loss, Shared(b.LogitsView, b.TargetsView, b.BoxesView, new(gradient, grid.Shape)));
            Assert.Equal(expected, gradient);
        }
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        Batch b = new(Small);
        ReadOnlyTensorView<float> logits = b.LogitsView, targets = b.TargetsView, boxes = b.BoxesView;
        TensorView<float> gradient = View(new float[b.Logits.Length]);
        Loss(logits, targets, boxes, gradient);
        long least = long.MaxValue;
        for (int call = 0; call < 3; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Loss(logits, targets, boxes, gradient);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);      // the JIT's own work on this thread comes once
        }

        Assert.Equal(0, least);
    }

    [Theory, InlineData(0, 6), InlineData(2, 0)]
    public void Nothing_has_no_loss(int images, int height)
    {
        Grid grid = new(images, height, 5, 3, 7, 9);
        float[] none = [];
        YoloLoss loss = Loss(new(none, grid.Shape), new(none, grid.Shape), new(new float[images * 36], grid.BoxShape), new(none, grid.Shape));
        Assert.Equal(default, loss);
        YoloLoss nan = OrNaN(new(none, grid.Shape), new(none, grid.Shape), new(new float[images * 36], grid.BoxShape));
        Assert.Equal(images == 0, double.IsNaN(nan.Total));
    }

    [Fact]
    public void Without_true_boxes_every_empty_cell_is_background()
    {
        Grid grid = Small with { Boxes = 0 };
        Batch b = new(Small);
        float[] none = [], gradient = new float[b.Logits.Length], zeros = new float[72];
        YoloLoss loss = Loss(b.LogitsView, b.TargetsView, new(none, grid.BoxShape), View(gradient));
        Assert.Equal(loss, Loss(b.LogitsView, b.TargetsView, new(zeros, Small.BoxShape), View(gradient)));

        double[] predicted = new PlainYolo(8, CellKernels.Anchors).Decoded(Small, Array.ConvertAll(b.Logits, x => (double)x), cell: 100);
        Array.ConvertAll(predicted[..4], x => (float)x).CopyTo(zeros, 36);      // a box of the second image, where the cell is
        Assert.True(loss.Confidence > Loss(b.LogitsView, b.TargetsView, new(zeros, Small.BoxShape), View(gradient)).Confidence);
    }

    [Fact]
    public void Scales_add_up()
    {
        YoloLoss sum = new YoloLoss(1, 2, 3) + new YoloLoss(10, 20, 30);
        Assert.Equal(new(11, 22, 33), sum);
        Assert.Equal(66, sum.Total);
    }

    [Fact]
    public void Wrong_shapes_are_refused_before_anything_is_written()
    {
        float[] gradient = [.. Enumerable.Repeat(7f, 2160)];
        void Refused(string parameter, string message, nint[] logits, nint[] targets, nint[] boxes, nint[] derivatives)
        {
            ArgumentException e = Assert.Throws<ArgumentException>(parameter, () => Fixed(new(new float[4000], logits), new(new float[4000], targets), new(new float[4000], boxes), new(gradient, derivatives)));
            Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
            Assert.All(gradient, g => Assert.Equal(7, g));
        }

        nint[] shape = Small.Shape, boxes = Small.BoxShape;
        Refused("logits", "logits has the shape [2, 6, 5, 36]: it must be [images, height, width, 3, 5 + 7], with 3 anchors and in each cell", [2, 6, 5, 36], shape, boxes, shape);
        Refused("logits", "logits has the shape [2, 6, 5, 2, 12]: it must be [images, height, width, 3, 5 + 7]", [2, 6, 5, 2, 12], shape, boxes, shape);
        Refused("logits", "logits has the shape [2, 6, 5, 3, 13]: it must be [images, height, width, 3, 5 + 7]", [2, 6, 5, 3, 13], shape, boxes, shape);
        Refused("targets", "targets has the shape [2, 5, 6, 3, 12] and logits has [2, 6, 5, 3, 12]", shape, [2, 5, 6, 3, 12], boxes, shape);
        Refused("boxes", "boxes has the shape [2, 9, 5]: it must be [images, boxes, 4]", shape, shape, [2, 9, 5], shape);
        Refused("boxes", "boxes has the shape [18, 4]: it must be [images, boxes, 4]", shape, shape, [18, 4], shape);
        Refused("boxes", "boxes has boxes of 3 images and logits has 2: they must have as many.", shape, shape, [3, 9, 4], shape);
        Refused("gradient", "gradient has the shape [1, 6, 5, 3, 12] and logits has [2, 6, 5, 3, 12]", shape, shape, boxes, [1, 6, 5, 3, 12]);
        ArgumentException any = Assert.Throws<ArgumentException>("logits", () => Terms(new(new float[72], boxes), new(new float[72], [2, 6, 1, 3, 2]), new(new float[72], [2, 6, 1, 3, 2])));
        Assert.Contains("5 + classes", any.Message, StringComparison.Ordinal);
    }

    /// <summary>Some places lie between the cells, before them and behind them.</summary>
    [Theory, InlineData(0), InlineData(7)]
    public void Nothing_else_is_written_and_nothing_behind_the_end_is_read(int offset)
    {
        const int gap = 3;
        Batch b = new(Small);
        int cell = Small.Numbers + gap, last = (Small.Cells * cell) - gap;
        float[] expected = new float[b.Logits.Length];
        YoloLoss loss = Loss(b.LogitsView, b.TargetsView, b.BoxesView, View(expected));

        float[] logits = Spread(b.Logits), targets = Spread(b.Targets), gradient = Spread([.. Enumerable.Repeat(5f, b.Logits.Length)]), before = [.. logits, .. targets];
        ReadOnlySpan<nint> strides = [Small.CellsOfImage * cell, Small.Width * Small.Anchors * cell, Small.Anchors * cell, cell, 1];
        YoloLoss ours = Loss(
            new(logits.AsSpan(offset, last), Small.Shape, strides), new(targets.AsSpan(offset, last), Small.Shape, strides), b.BoxesView, new(gradient.AsSpan(offset, last), Small.Shape, strides));
        Assert.Equal(loss, ours);
        Assert.Equal(Spread(expected), gradient);
        Assert.Equal(before, (float[])[.. logits, .. targets]);

        float[] Spread(float[] numbers)
        {
            float[] memory = new float[offset + last + 16];
            Array.Fill(memory, float.NaN);
            for (int i = 0; i < numbers.Length; i++)
            {
                memory[offset + (i / Small.Numbers * cell) + (i % Small.Numbers)] = numbers[i];
            }

            return memory;
        }
    }

    [Fact]
    public void Memory_that_overlaps_is_refused()
    {
        Batch b = new(Small);
        float[] memory = new float[b.Logits.Length + 1], logits = [.. b.Logits];
        Assert.Throws<ArgumentException>("gradient", () => Loss(new(memory.AsSpan(1), Small.Shape), b.TargetsView, b.BoxesView, new(memory, Small.Shape)));
        Assert.Throws<ArgumentException>("gradient", () => Loss(b.LogitsView, new(memory, Small.Shape), b.BoxesView, new(memory, Small.Shape)));
        Assert.Throws<ArgumentException>("gradient", () => Loss(b.LogitsView, b.TargetsView, new(memory, Small.BoxShape), new(memory, Small.Shape)));
        Assert.Throws<ArgumentException>("gradient", () => Loss(b.LogitsView, b.TargetsView, b.BoxesView, new(memory, Small.Shape, [0, 180, 36, 12, 1])));
        Assert.Throws<ArgumentException>("gradient", () => Added(View(logits), b.TargetsView, b.BoxesView, View(logits)));
        Assert.All(memory, x => Assert.Equal(0, x));
        Assert.Equal(b.Logits, logits);
    }

    private static TensorView<float> View(float[] numbers) => new(numbers, Small.Shape);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial YoloLoss Loss(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Classes = 7, Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial YoloLoss Fixed(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875], Parallel = true)]
    private static partial YoloLoss Shared(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875], Accumulate = true)]
    private static partial YoloLoss Added(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial YoloLoss Terms(ReadOnlyTensorView<float> boxes, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> logits);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875], EmptyMean = EmptyMean.NaN)]
    private static partial YoloLoss OrNaN(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial void Sum(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient);

    [YoloV3Loss(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial YoloLoss Scaled(
        ReadOnlyTensorView<float> logits, ReadOnlyTensorView<float> targets, ReadOnlyTensorView<float> boxes, TensorView<float> gradient, float scale, float normalizer);

    /// <summary>A random batch in floats.</summary>
    private sealed class Batch(Grid grid)
    {
        private readonly CellInputs _inputs = CellInputs.Random(grid, 8, seed: 7);
        private float[]? _logits, _targets, _boxes;

        public float[] Logits => _logits ??= Array.ConvertAll(_inputs.Logits, x => (float)x);

        public ReadOnlyTensorView<float> LogitsView => new(Logits, grid.Shape);

        public float[] Targets => _targets ??= Array.ConvertAll(_inputs.Targets, x => (float)x);

        public ReadOnlyTensorView<float> TargetsView => new(Targets, grid.Shape);

        public ReadOnlyTensorView<float> BoxesView => new(_boxes ??= Array.ConvertAll(_inputs.Boxes, x => (float)x), grid.BoxShape);
    }
}
