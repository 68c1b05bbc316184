using LossGen.Tests.Conformance;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Cells;

/// <summary>YOLOv3's loss against the seed written cell by cell, and what holds of every kernel.</summary>
public sealed class YoloV3LossTests
{
    private static readonly Grid Usual = new(2, 6, 5, 3, 7, 9);

    private static readonly Grid[] Grids = [Usual, new(1, 1, 1, 3, 7, 1), new(3, 7, 7, 3, 7, 300), new(2, 4, 9, 3, 7, 0), new(1, 16, 3, 3, 7, 129)];

    public static TheoryData<string> Options => [.. CellKernels.Options];

    [Theory, MemberData(nameof(Options))]
    public void Terms_are_the_seeds(string options)
    {
        foreach (Grid grid in Grids)
        {
            CellInputs inputs = CellInputs.Random(grid, CellKernels.Stride, seed: 1, soft: true);
            double[] expected = Array.ConvertAll(Reference(options).Sum(grid, inputs.Logits, inputs.Targets, inputs.Boxes), sum => sum / grid.Images);
            Assert.All(CellKernels.Run<double>(options, inputs, before: 0), ours => Close(expected, ours.Loss, 1e-12));
            Assert.All(CellKernels.Run<float>(options, inputs, before: 0), ours => Close(expected, ours.Loss, 2e-6));
        }
    }

    /// <summary>Central differences of the seed's formula; of each cell by itself, and not across the edge where a cell becomes background.</summary>
    [Theory, MemberData(nameof(Options))]
    public void Gradients_are_the_derivatives_of_the_seeds_terms(string options)
    {
        const double h = 1e-5;
        CellInputs inputs = CellInputs.Random(Usual, CellKernels.Stride, seed: 2, soft: true);
        double[] weights = options.StartsWith("BoxWeight", StringComparison.Ordinal) ? [2, 0.5, 3] : [1, 1, 1], logits = [.. inputs.Logits];
        PlainYolo seed = Reference(options);
        double[] expected = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            double x = logits[i];
            logits[i] = x + h;
            double[] above = seed.Cell(Usual, logits, inputs.Targets, inputs.Boxes, i / Usual.Numbers);
            logits[i] = x - h;
            double[] below = seed.Cell(Usual, logits, inputs.Targets, inputs.Boxes, i / Usual.Numbers);
            logits[i] = x;
            expected[i] = Enumerable.Range(0, 3).Sum(term => weights[term] * (above[term] - below[term])) / (2 * h) / Usual.Images;
        }

        double largest = expected.Max(Math.Abs);
        foreach ((_, double[] gradient) in CellKernels.Run<double>(options, inputs, before: 0))
        {
            Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-7 * largest));
        }

        double[] precise = CellKernels.Run<double>(options, inputs, before: 0)[0].Gradient;
        foreach ((_, float[] gradient) in CellKernels.Run<float>(options, inputs, before: 0))
        {
            Assert.All(precise.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, (2e-5 * Math.Abs(pair.First)) + (1e-6 * largest)));
        }
    }

    [Theory, InlineData("yolov3-3-scales-k5"), InlineData("yolov3-2-scales-k3")]
    public void Every_width_agrees_with_PyTorch(string name)
    {
        YoloCase c = YoloCase.All.Single(one => one.Name == name);
        for (int width = 0; width < 4; width++)
        {
            YoloLoss ofFloats = default, ofDoubles = default;
            foreach (YoloScale scale in c.Scales)
            {
                (YoloLoss loss, double[] gradient) = CellKernels.OfStride<double>(scale.Stride, scale.Inputs)[width];
                ofDoubles += loss;
                Close(scale.Gradient, gradient, 1e-10, 1e-12);
                (loss, float[] floats) = CellKernels.OfStride<float>(scale.Stride, scale.Inputs)[width];
                ofFloats += loss;
                Close(scale.Gradient, Array.ConvertAll(floats, x => (double)x), 1e-5, 1e-7);
            }

            Close(c.Terms, ofDoubles, 1e-10);
            Close(c.Terms, ofFloats, 1e-5);
        }
    }

    [Theory, MemberData(nameof(Options))]
    public void Every_width_and_layout_gives_the_same_bits(string options)
    {
        foreach (Grid grid in Grids)
        {
            CellInputs inputs = CellInputs.Random(grid, CellKernels.Stride, seed: 3);
            Same(Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Run<float>(options, inputs, layout, before: 0.5)));
            Same(Enum.GetValues<Layout>().SelectMany(layout => CellKernels.Run<double>(options, inputs, layout, before: 0.5)));
        }
    }

    /// <summary>Any machine with fused multiply-add gives these. A change is a line of the changelog.</summary>
    [Fact]
    public void Bits_are_the_accepted_ones()
    {
        CellInputs inputs = CellInputs.Random(Usual, CellKernels.Stride, seed: 8, soft: true);
        (YoloLoss loss, float[] floats) = CellKernels.Run<float>("", inputs)[0];
        (YoloLoss precise, double[] doubles) = CellKernels.Run<double>("Gamma = 2.3, Classes = 7", inputs)[0];
        Assert.Equal("18E9D88334211D0C", Hash([.. floats.SelectMany(BitConverter.GetBytes), .. Bytes(loss)]));
        Assert.Equal("77EE5C1EB3215E2B", Hash([.. doubles.SelectMany(BitConverter.GetBytes), .. Bytes(precise)]));

        static byte[] Bytes(YoloLoss loss) => [.. ((double[])[loss.Box, loss.Confidence, loss.Class]).SelectMany(BitConverter.GetBytes)];
        static string Hash(byte[] bytes) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))[..16];
    }

    [Fact]
    public void Accumulating_adds_to_what_was_there()
    {
        CellInputs inputs = CellInputs.Random(Usual, CellKernels.Stride, seed: 4);
        double[] alone = CellKernels.Run<double>("", inputs)[0].Gradient, added = CellKernels.Run<double>("Accumulate = true", inputs, before: 0.5)[0].Gradient;
        Assert.All(alone.Zip(added), pair => Assert.Equal(pair.First + 0.5, pair.Second, 1e-15));
    }

    /// <summary>Whatever the network says: cells with and without object, true boxes without area among them.</summary>
    [Theory, InlineData(1e4), InlineData(-1e4), InlineData(100), InlineData(-100), InlineData(50), InlineData(-50), InlineData(3e38), InlineData(0)]
    public void Loss_and_gradient_are_finite(double raw)
    {
        CellInputs usual = CellInputs.Random(Usual, CellKernels.Stride, seed: 5);
        foreach (string options in CellKernels.Options)
        {
            for (int number = 0; number <= 5; number++)
            {
                double[] logits = [.. usual.Logits.Select((x, i) => number == 5 || i % Usual.Numbers == number ? raw : x)], targets = [.. usual.Targets];
                targets[2] = targets[3] = 0;        // an object without area
                targets[4] = 1;
                CellInputs inputs = usual with { Logits = logits, Targets = targets };
                if (raw == 3e38 && number >= 4)
                {
                    continue;                       // a loss of as much, times a class's or the confidence's number, is beyond the largest float
                }

                (YoloLoss loss, float[] gradient) = CellKernels.Run<float>(options, inputs, before: 0)[0];
                Assert.True(double.IsFinite(loss.Total), $"[{options}] {raw} in {number}: {loss}");
                Assert.All(gradient, (g, i) => Assert.True(float.IsFinite(g), $"[{options}] {raw} in {number}: derivative {i} is {g}"));
            }
        }
    }

    [Fact]
    public void A_cell_without_an_object_has_no_box_and_no_class_loss_whatever_its_numbers()
    {
        CellInputs usual = CellInputs.Random(Usual, CellKernels.Stride, seed: 6);
        double[] logits = [.. usual.Logits.Select((x, i) => usual.Targets[(i / Usual.Numbers * Usual.Numbers) + 4] == 0 && i % Usual.Numbers != 4 ? i % 2 == 0 ? double.NaN : double.PositiveInfinity : x)];
        (YoloLoss loss, float[] gradient) = CellKernels.Run<float>("", usual with { Logits = logits })[0];
        (YoloLoss expected, float[] derivatives) = CellKernels.Run<float>("", usual)[0];
        Assert.Equal((expected.Box, expected.Class), (loss.Box, loss.Class));
        Assert.All(gradient.Zip(derivatives), (pair, i) => Assert.True(pair.First == pair.Second || i % Usual.Numbers == 4, $"{i}"));
        Assert.All(gradient, g => Assert.True(float.IsFinite(g)));
    }

    private static PlainYolo Reference(string options)
    {
        double Number(string name, double otherwise) =>
            options.Split(", ").FirstOrDefault(o => o.StartsWith(name + " = ", StringComparison.Ordinal)) is { } found ? double.Parse(found[(name.Length + 3)..], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        return new(CellKernels.Stride, CellKernels.Anchors) { Threshold = Number("IouThreshold", 0.5), Alpha = Number("Alpha", 1), Gamma = Number("Gamma", 2) };
    }

    private static void Close(double[] expected, YoloLoss ours, double relative) => Close(expected, [ours.Box, ours.Confidence, ours.Class], relative, relative);

    private static void Close(double[] expected, double[] ours, double relative, double ofLargest)
    {
        double largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, (relative * Math.Abs(pair.First)) + (ofLargest * largest)));
    }

    private static void Same<T>(IEnumerable<(YoloLoss Loss, T[] Gradient)> results)
    {
        (YoloLoss loss, T[] gradient) = results.First();
        Assert.All(results, other => Assert.Equal(loss, other.Loss));
        Assert.All(results, other => Assert.Equal(gradient, other.Gradient));
    }
}
