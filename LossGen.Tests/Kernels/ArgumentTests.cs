using LossGen.Tests.Conformance;

namespace LossGen.Tests.Kernels;

/// <summary>Wrong arguments are refused before anything is written, in words that say what is wrong.</summary>
public sealed class ArgumentTests
{
    private readonly float[] _logits = [1, 2, 3, 4, 5, 6], _targets = [0, 1, 0, 1, 0, 1], _losses = [7, 7, 7, 7, 7, 7], _gradient = [9, 9, 9, 9, 9, 9];

    [Theory]
    [InlineData(6, 5, 6, 6, "targets"), InlineData(6, 7, 6, 6, "targets"), InlineData(6, 6, 5, 6, "losses"), InlineData(6, 6, 6, 5, "gradient"), InlineData(0, 6, 6, 6, "targets")]
    public void An_element_loss_needs_equal_lengths(int logits, int targets, int losses, int gradient, string wrong)
    {
        float[] l = new float[losses], g = new float[gradient];
        ArgumentException e = Assert.Throws<ArgumentException>(wrong, () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(new float[logits], new float[targets], l, g); });
        Assert.Contains(logits.ToString(System.Globalization.CultureInfo.InvariantCulture), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_one_an_item() =>
        Assert.Throws<ArgumentException>("weights", () => { GoldenKernels.Focal_Soft_a0p25_g2_ValueLossesGradientWeights(_logits, _targets, new float[5], _losses, _gradient); });

    [Theory]
    [InlineData(6, 6, 1, 6, "predictions"), InlineData(8, 4, 2, 8, "targets"), InlineData(8, 8, 8, 8, "losses"), InlineData(8, 8, 2, 2, "gradient")]
    public void A_box_has_four_coordinates(int predictions, int targets, int losses, int gradient, string wrong) =>
        Assert.Throws<ArgumentException>(wrong, () => { ConformanceKernels.GiouMean(new float[predictions], new float[targets], new float[losses], new float[gradient]); });

    [Theory]
    [InlineData(7, 2, 2, 7, "logits"), InlineData(9, 2, 2, 9, "logits"), InlineData(6, 2, 3, 6, "losses"), InlineData(6, 2, 2, 3, "gradient")]
    public void Rows_have_the_classes_that_the_attribute_fixes(int logits, int targets, int losses, int gradient, string wrong) =>
        Assert.Throws<ArgumentException>(wrong, () => { ConformanceKernels.CrossEntropy3Mean(new float[logits], new int[targets], new float[losses], new float[gradient]); });

    [Theory]
    [InlineData(15, 4, "logits has 15 values, which is no multiple of the 4 rows of targets: each row needs a value of every class."), InlineData(1, 2, "no multiple of the 2 rows")]
    [InlineData(0, 2, "logits has no values, but targets has 2 rows: each row needs at least one class."), InlineData(15, 0, "targets has no rows, but logits has 15 values.")]
    public void Rows_share_the_logits_out(int logits, int targets, string message)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(nameof(logits), () =>
        {
            ConformanceKernels.CrossEntropyOfShapeMean(new float[logits], new int[targets], new float[targets], new float[logits]);
        });
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_cannot_be_the_predictions_memory_is_not_told_to_be()
    {
        float[] boxes = new float[8], targets = new float[8], rows = new float[6];
        ArgumentException box = Assert.Throws<ArgumentException>("losses", () => { ConformanceKernels.GiouMean(boxes, targets, boxes.AsSpan(0, 2), new float[8]); });
        ArgumentException row = Assert.Throws<ArgumentException>("losses", () => { ConformanceKernels.CrossEntropy3Mean(rows, new int[2], rows.AsSpan(0, 2), new float[6]); });
        Assert.All([box, row], e => Assert.Contains(": an output's memory must be its own.", e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1), InlineData(3), InlineData(int.MaxValue), InlineData(int.MinValue), InlineData(-99)]
    public void A_class_index_outside_its_range_is_named_with_its_row(int index)
    {
        float[] losses = [7, 7], gradient = [.. _gradient];
        foreach (bool isFixed in (bool[])[true, false])
        {
            ArgumentOutOfRangeException e = Assert.Throws<ArgumentOutOfRangeException>("targets", () =>
            {
                _ = isFixed ? ConformanceKernels.CrossEntropy3Mean(_logits, [2, index], losses, gradient) : ConformanceKernels.CrossEntropyOfShapeMean(_logits, [2, index], losses, gradient);
            });
            Assert.Equal(index, e.ActualValue);
            Assert.Contains("row 1", e.Message, StringComparison.Ordinal);
            Assert.Equal([7, 7], losses);
            Assert.Equal(_gradient, gradient);
        }
    }

    [Fact]
    public void An_output_that_overlaps_an_input_in_part_is_refused()
    {
        float[] memory = new float[12];
        Assert.Throws<ArgumentException>("gradient", () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(memory.AsSpan(0, 6), _targets, _losses, memory.AsSpan(1, 6)); });
        Assert.Throws<ArgumentException>("gradient", () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(memory.AsSpan(5, 6), _targets, _losses, memory.AsSpan(0, 6)); });
        Assert.Throws<ArgumentException>("gradient", () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(_logits, memory.AsSpan(0, 6), _losses, memory.AsSpan(0, 6)); });
        Assert.Throws<ArgumentException>("losses", () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(_logits, _targets, memory.AsSpan(0, 6), memory.AsSpan(3, 6)); });
        Assert.Throws<ArgumentException>("losses", () => { ConformanceKernels.FocalSoftAlpha25Gamma2Mean(_logits, memory.AsSpan(0, 6), memory.AsSpan(5, 6), _gradient); });
        Assert.All(memory, x => Assert.Equal(0, x));
    }

    [Fact]
    public void The_gradient_may_be_the_predictions_own_memory_and_has_the_same_bits()
    {
        float[] inPlace = [.. _logits];
        float value = ConformanceKernels.FocalSoftAlpha25Gamma2Mean(_logits, _targets, _losses, _gradient);
        Assert.Equal(value, ConformanceKernels.FocalSoftAlpha25Gamma2Mean(inPlace, _targets, _losses, inPlace));
        Assert.Equal(_gradient, inPlace);
    }

    [Fact]
    public void Memory_side_by_side_is_no_overlap()
    {
        float[] memory = [.. _logits, .. _gradient];
        ConformanceKernels.FocalSoftAlpha25Gamma2Mean(memory.AsSpan(0, 6), _targets, _losses, memory.AsSpan(6, 6));
        Assert.Equal(_logits, memory[..6]);
    }

    [Fact]
    public void No_items_have_a_mean_and_a_sum_of_zero()
    {
        Assert.Equal(0, ConformanceKernels.FocalSoftAlpha25Gamma2Mean([], [], [], []));
        Assert.Equal(0, ConformanceKernels.FocalSoftAlpha25Gamma2Sum([], [], [], []));
        Assert.Equal(0, ConformanceKernels.GiouMean([], [], [], []));
        Assert.Equal(0, ConformanceKernels.CrossEntropy80Mean([], [], [], []));
        Assert.Equal(0, ConformanceKernels.CrossEntropyOfShapeMean([], [], [], []));
        Assert.Equal(0, ConformanceKernels.CrossEntropyOfShapeSum([], [], [], []));
    }
}
