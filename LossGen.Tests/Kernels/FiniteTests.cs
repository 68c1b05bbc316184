namespace LossGen.Tests.Kernels;

/// <summary>Promise 3: finite inputs give finite values and gradients, which are the formula's limits.</summary>
public sealed class FiniteTests
{
    private static readonly float[] Logits =
    [
        0f, 1e-30f, -1e-30f, 1f, -1f, 16f, -16f, 17f, -17f, 40f, -40f, 80f, -80f, 87f, -87f, 87.5f, -87.5f, 88f, -88f, 89f, -89f, 104f, -104f,
        175f, -175f, 350f, -350f, 700f, -700f, 1000f, -1000f, 9999f, -9999f, 1e4f, -1e4f,
    ];

    /// <summary>Two boxes each.</summary>
    private static readonly float[][] Boxes =
    [
        [0, 0, 10, 10, 0, 0, 10, 10],                       // identical
        [0, 0, 10, 10, 10, 0, 20, 10],                      // touching in a side
        [0, 0, 10, 10, 10, 10, 20, 20],                     // touching in a corner
        [0, 0, 1, 1, 500, 700, 501, 702],                   // apart
        [2, 2, 6, 6, 0, 0, 10, 10],                         // inside
        [3, 3, 3, 3, 0, 0, 10, 10],                         // a point
        [0, 3, 10, 3, 0, 0, 10, 10],                        // a line
        [3, 3, 3, 3, 3, 3, 3, 3],                           // the same point
        [3, 3, 3, 3, 5, 5, 5, 5],                           // two points
        [3, 3, 3, 3, 3, 5, 3, 5],                           // points on a line
        [0, 0, 0, 0, 0, 0, 0, 0],                           // all zero
        [20, 20, 20, 20, 0, 0, 10, 10],                     // a point outside
        [0, 0, 1e6f, 1e-3f, 0, 0, 1e-3f, 1e6f],             // thin
        [-1e9f, -1e9f, -9e8f, -9e8f, 9e8f, 9e8f, 1e9f, 1e9f],// far apart
        [-1e9f, -1e9f, 1e9f, 1e9f, -1e9f, -1e9f, 1e9f, 1e9f],// all of the plane
        [-1e9f, -1e9f, 1e9f, 1e9f, 0, 0, 1, 1],             // all of the plane and a small one
        [0, 0, 1e-6f, 1e-6f, 0, 0, 2e-6f, 1e-6f],           // small
        [0, 0, 1e-20f, 1e-20f, 0, 0, 1e-20f, 1e-20f],       // tiny
    ];

    [Theory]
    [InlineData("Focal_Soft_off_g0p25_ValueLossesGradient"), InlineData("Focal_Soft_a0p25_g0p25_ValueLossesGradient")]
    [InlineData("Focal_Hard_off_g0p25_ValueLossesGradient"), InlineData("Focal_byte_off_g0p25_ValueLossesGradient")]
    [InlineData("Focal_Soft_off_g0p5_ValueLossesGradient_Sum"), InlineData("Focal_Soft_a0p25_g0p5_ValueLossesGradient_Sum")]
    [InlineData("Focal_Soft_a1_g0p5_ValueLossesGradient_Sum"), InlineData("Focal_Soft_a0_g0p5_ValueLossesGradient_Sum")]
    [InlineData("Focal_Hard_off_g0p5_ValueLossesGradient_Sum"), InlineData("Focal_byte_off_g0p5_ValueLossesGradient_Sum")]
    [InlineData("Focal_Soft_off_g0_ValueLossesGradient"), InlineData("Focal_Soft_off_g1_ValueLossesGradient"), InlineData("Focal_Soft_off_g1p5_ValueLossesGradient")]
    [InlineData("Focal_Hard_off_g0_ValueLossesGradient"), InlineData("Focal_Hard_off_g2p3_ValueLossesGradient"), InlineData("Focal_Soft_off_g2p3_ValueLossesGradient")]
    public void Focal_losses_are_finite_at_certain_targets(string kernel)
    {
        foreach (float target in (float[])[0, 1])
        {
            Array targets = KernelZoo.Find(kernel).Targets == "byte" ? Array.ConvertAll(Logits, _ => (byte)target) : Array.ConvertAll(Logits, _ => target);
            Verify(kernel, new(Logits, targets, Array.ConvertAll(Logits, _ => 1f)));
        }
    }

    [Theory]
    [InlineData(3, 1e4f, -1e4f, 0f), InlineData(3, -1e4f, -1e4f, -1e4f), InlineData(3, 1e4f, 1e4f, 1e4f), InlineData(3, 88f, -88f, 0f), InlineData(2, 1e4f, -1e4f), InlineData(2, -104f, 0f)]
    [InlineData(1, 0f), InlineData(1, 1e4f), InlineData(1, -1e4f), InlineData(1, 1e30f)]
    public void Softmax_is_finite_far_out_and_for_one_class(int classes, params float[] logits)
    {
        for (int target = 0; target < classes; target++)
        {
            Verify("Rows_any_ValueLossesGradient", new(logits, (int[])[target], [1f]));
            if (classes < 3)
            {
                Verify(classes == 1 ? "Rows_1_ValueLossesGradient" : "Rows_2_ValueLossesGradient_Sum", new(logits, (int[])[target], [1f]));
            }
        }
    }

    [Theory]
    [InlineData("SoftmaxFocal", double.NaN), InlineData("SoftmaxFocal", double.PositiveInfinity), InlineData("OneVersusAll", double.NaN), InlineData("Rows_any_ValueLossesGradient", double.NaN)]
    public void What_is_no_number_makes_no_number(string kernel, double logit)
    {
        KernelResult result = new KernelInputs([1, logit, 0], new int[1], [1]).Run(CompiledKernel.Find(kernel).Any);
        Assert.Equal(double.NaN, result.Value);
        Assert.Contains(double.NaN, result.Gradient);
    }

    [Fact]
    public void A_row_of_one_class_has_no_loss_and_no_gradient()
    {
        KernelResult result = new KernelInputs([3d, -1e4, 0], new int[3], [1, 1, 1]).Run(CompiledKernel.Find("Rows_1_ValueLossesGradient").Any);
        Assert.Equal([0, 0, 0], result.Losses);
        Assert.Equal([0, 0, 0], result.Gradient);
        Assert.Equal(0, result.Value);
    }

    /// <summary>All lie in one call: a loss that is 0 comes out of numbers around 1, and has their errors.</summary>
    [Fact]
    public void Boxes_are_finite_however_they_lie()
    {
        float[] a = [.. Boxes.SelectMany(pair => pair[..4])], b = [.. Boxes.SelectMany(pair => pair[4..])];
        float[] weights = Array.ConvertAll(Boxes, _ => 1f);
        Verify("Giou_ValueLossesGradient_Sum", new(a, b, weights), "as they stand");
        Verify("Giou_ValueLossesGradient_Sum", new(b, a, weights), "exchanged");
    }

    [Theory]
    [InlineData("off", "0"), InlineData("off", "0p25"), InlineData("off", "0p5"), InlineData("off", "2")]
    [InlineData("a0p25", "0"), InlineData("a0p25", "0p25"), InlineData("a0p25", "0p5"), InlineData("a0p25", "1"), InlineData("a0p25", "2")]
    [InlineData("a0", "0p5"), InlineData("a0", "2"), InlineData("a1", "0p5"), InlineData("a1", "2")]
    public void Certain_probabilities_of_the_right_label_have_no_loss(string alpha, string gamma)
    {
        KernelResult result = new KernelInputs([0f, 1f, 0f, 1f], (byte[])[0, 1, 2, 255], [1f, 1f, 1f, 1f]).Run(CompiledKernel.Find($"Focal_ends_{alpha}_g{gamma}").Any);
        Assert.Equal([0, 0], result.Losses.Take(2));
        Assert.All(result.Gradient.Take(2), x => Assert.True(gamma == "0" ? double.IsFinite(x) : x == 0, $"a derivative is {x}"));
        Assert.True(alpha == "off" || (result.Losses.Skip(2).All(x => x == 0) && result.Gradient.Skip(2).All(x => x == 0)), "a target that is no label counts");
    }

    [Theory]
    [InlineData("0"), InlineData("0p25"), InlineData("0p5"), InlineData("1"), InlineData("2")]
    public void Only_the_true_class_has_a_categorical_loss(string gamma)
    {
        float[] probabilities = [1, 0, 0, 1, 0.5f], weights = [1, 1, 1, 1, 1];
        foreach (Array targets in (Array[])[(byte[])[1, 1, 0, 0, 2], (float[])[1, 1, 0, -1, 0.99f]])
        {
            KernelResult result = new KernelInputs(probabilities, targets, weights).Run(CompiledKernel.Find($"CategoricalFocal_ends_{(targets is byte[] ? "byte" : "float")}_g{gamma}").Any);
            Assert.Equal([0, double.PositiveInfinity, 0, 0, 0], result.Losses);
            Assert.Equal([gamma == "0" ? -0.2f : 0, double.NegativeInfinity, 0, 0, 0], result.Gradient);
        }
    }

    /// <summary>1 − 1e-8 is 1 in single precision.</summary>
    [Fact]
    public void Clipped_probabilities_have_no_gradient_however_small_epsilon_is()
    {
        KernelResult result = new KernelInputs([0f, 1f, 0f, 1f], (byte[])[0, 1, 1, 0], [1f, 1f, 1f, 1f]).Run(CompiledKernel.Find("Focal_least_epsilon").Any);
        Assert.Equal([0, 0, 0, 0], result.Gradient);
        Assert.Equal([4.605170, 13.815510], result.Losses.Skip(2), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    /// <summary>The powers are of probabilities as they are, and their slopes at 0 may be infinite; the cross-entropy's are clipped.</summary>
    [Theory]
    [InlineData("0"), InlineData("0.25"), InlineData("0.5"), InlineData("1"), InlineData("2"), InlineData("2.3")]
    public void Losses_over_anchors_are_finite_at_certain_probabilities(string gamma)
    {
        float[] probabilities = [0, 1, 0.5f, 1e-7f, 1e-8f, 1e-38f, 0.9999999f, 0.99999994f], labels = [0, 1, 0.5f];
        foreach (string real in (string[])["float", "double"])
        {
            CompiledKernel kernel = KernelCompiler.Compile([new("Ends", $"RetinaNetFocalLoss(Gamma = {gamma})", real, KernelZoo.Everything) { Real = real }])["Ends"];
            foreach (float label in labels)
            {
                KernelInputs inputs = new([.. probabilities, .. probabilities, .. probabilities], Array.ConvertAll(new double[24], _ => (double)label), new double[3])
                {
                    Real = real == "float" ? typeof(float) : typeof(double),
                    IsPerEntry = true,
                    AnchorStates = [1, 0, -1],
                };
                KernelResult result = inputs.Run(kernel.Any);
                Assert.All(result.Losses.Concat(result.Gradient).Append(result.Value), x => Assert.True(double.IsFinite(x), $"{kernel.Case}, label {label}: {x}"));
                Oracle.Verify(kernel, inputs, result, $"label {label}");
            }
        }
    }

    [Fact]
    public void A_constant_below_all_normal_numbers_counts_as_zero() =>
        Verify("SmoothL1_least_beta", new((float[])[0, 0, 1, -1e20f, 3e38f], (float[])[0, 1e-45f, 0.5f, 0, 0], [1f, 1f, 1f, 1f, 1f]));

    /// <summary>The result is finite, and where the reference is finite too it is the reference's.</summary>
    private static void Verify(string name, KernelInputs inputs, string what = "edge")
    {
        CompiledKernel kernel = CompiledKernel.Find(name);
        KernelResult result = inputs.Run(kernel.Any);
        Assert.True(double.IsFinite(result.Value), $"{name}, {what}: the value is {result.Value}");
        Assert.All(result.Losses, x => Assert.True(double.IsFinite(x), $"{name}, {what}: a loss is {x}"));
        Assert.All(result.Gradient, x => Assert.True(double.IsFinite(x), $"{name}, {what}: a derivative is {x}"));
        Oracle.Verify(kernel, inputs, result, what);
    }
}
