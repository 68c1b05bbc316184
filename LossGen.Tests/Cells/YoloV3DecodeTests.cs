using LossGen.Tests.Kernels;

namespace LossGen.Tests.Cells;

/// <summary>Decoding against the seed's formula in double.</summary>
public sealed partial class YoloV3DecodeTests
{
    private static readonly Grid[] Grids = [new(2, 6, 5, 3, 7, 0), new(1, 1, 1, 3, 0, 0), new(2, 7, 9, 3, 80, 0), new(1, 3, 2, 3, 300, 0)];

    [Fact]
    public void Every_width_and_layout_gives_the_seeds_numbers_and_the_same_bits()
    {
        foreach (Grid grid in Grids)
        {
            double[] logits = CellInputs.Random(grid, CellKernels.Stride, seed: 1).Logits;
            PlainYolo seed = new(CellKernels.Stride, CellKernels.Anchors);
            double[] expected = [.. Enumerable.Range(0, grid.Cells).SelectMany(cell => seed.Decoded(grid, logits, cell))];
            float[][] floats = [.. Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Decode<float>(logits, grid, layout))];
            double[][] doubles = [.. Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Decode<double>(logits, grid, layout))];
            Assert.All(expected.Zip(floats[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Abs(pair.First)));
            Assert.All(expected.Zip(doubles[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-14 * Math.Abs(pair.First)));
            Assert.All(floats, other => Assert.Equal(floats[0], other));
            Assert.All(doubles, other => Assert.Equal(doubles[0], other));
        }
    }

    [Fact]
    public void A_cell_that_is_not_confident_has_no_class()
    {
        foreach (Grid grid in Grids)
        {
            double[] logits = CellInputs.Random(grid, CellKernels.Stride, seed: 3).Logits;
            logits[4] = 0;                                               // a confidence of exactly the threshold does not exceed it
            float[] all = CellKernels.Decode<float>(logits, grid)[0];
            float[] expected = [.. all.Select((x, i) => i % grid.Numbers >= 5 && !(all[i - (i % grid.Numbers) + 4] > CellKernels.Threshold) ? 0 : x)];
            Assert.True(grid.Classes == 0 || expected[5] == 0);
            Assert.All(Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Decode<float>(logits, grid, layout, ofConfident: true)), decoded => Assert.Equal(expected, decoded));

            double[] doubles = CellKernels.Decode<double>(logits, grid)[0];
            double[] chosen = [.. doubles.Select((x, i) => i % grid.Numbers >= 5 && !(doubles[i - (i % grid.Numbers) + 4] > CellKernels.Threshold) ? 0 : x)];
            Assert.All(Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Decode<double>(logits, grid, layout, ofConfident: true)), decoded => Assert.Equal(chosen, decoded));
        }
    }

    [Theory, InlineData(1e4), InlineData(-1e4), InlineData(3e38), InlineData(-3e38)]
    public void Boxes_are_finite_whatever_the_network_says(double raw)
    {
        Grid grid = Grids[0];
        float[] decoded = CellKernels.Decode<float>([.. Enumerable.Repeat(raw, grid.Cells * grid.Numbers)], grid)[0];
        Assert.All(decoded, x => Assert.InRange(x, 0, 1e9f * 1.00001f));
    }

    [Fact]
    public void It_may_take_the_place_of_the_logits_and_allocates_nothing()
    {
        Grid grid = Grids[0];
        float[] logits = Array.ConvertAll(CellInputs.Random(grid, CellKernels.Stride, seed: 2).Logits, x => (float)x), decoded = new float[logits.Length];
        TensorView<float> view = new(logits, grid.Shape);
        Decode(view, new(decoded, grid.Shape));
        Decode(view, view);
        Assert.Equal(decoded, logits);

        long least = long.MaxValue;
        for (int call = 0; call < 3; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Decode(view, view);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);      // the JIT's own work on this thread comes once
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_written()
    {
        float[] decoded = [.. Enumerable.Repeat(7f, 2161)];
        nint[] shape = Grids[0].Shape;
        Assert.Throws<ArgumentException>("logits", () => Decode(new(new float[2160], [2, 6, 5, 2, 18]), new(decoded, shape)));
        Assert.Throws<ArgumentException>("logits", () => Decode(new(new float[2160], [2160]), new(decoded, shape)));
        Assert.Throws<ArgumentException>("decoded", () => Decode(new(new float[2160], shape), new(decoded, [1, 6, 5, 3, 12])));
        Assert.Throws<ArgumentException>("decoded", () => Decode(new(decoded.AsSpan(1), shape), new(decoded, shape)));
        Assert.All(decoded, x => Assert.Equal(7, x));
    }

    [YoloV3Decode(Stride = 8, Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875])]
    private static partial void Decode(ReadOnlyTensorView<float> logits, TensorView<float> decoded);
}
