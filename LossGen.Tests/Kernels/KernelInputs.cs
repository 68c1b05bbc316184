namespace LossGen.Tests.Kernels;

/// <summary>What a kernel reads.</summary>
/// <param name="Prediction">Elements, boxes or rows, as the kernel takes them.</param>
/// <param name="Targets">The targets as <see cref="double"/>, <see cref="int"/>, or bytes that may be truth values.</param>
/// <param name="Weights">One an item, whether or not the kernel reads them.</param>
internal sealed record KernelInputs(double[] Prediction, Array Targets, double[] Weights)
{
    /// <summary>What divides the sum of the losses of a kernel that asks for it, and what multiplies its gradient: numbers that a float holds.</summary>
    public const double Normalizer = 3.25, Scale = 0.375;

    public KernelInputs(float[] prediction, Array targets, float[] weights)
        : this(Widened(prediction), targets is float[] floats ? Widened(floats) : targets, Widened(weights))
    {
    }

    /// <summary>The number type of the kernel.</summary>
    public Type Real { get; init; } = typeof(float);

    /// <summary>One a class, for kernels that read them.</summary>
    public double[] ClassWeights { get; init; } = [];

    /// <summary>One an anchor, for kernels that read them.</summary>
    public double[] AnchorStates { get; init; } = [];

    /// <summary>The type of the states where they are a parameter, and not packed with the targets.</summary>
    public string? AnchorStateType { get; init; }

    /// <summary>Whether a row has a loss for each class.</summary>
    public bool IsPerEntry { get; init; }

    public int Items => Weights.Length;

    /// <summary>The classes of a row.</summary>
    public int Classes => Items == 0 ? 0 : Prediction.Length / Items;

    /// <summary>What the gradients hold before the call: a kernel that adds to them must keep it, every other must not.</summary>
    public double[] Before => [.. Enumerable.Range(0, Prediction.Length).Select(i => ((i * 7 % 13) - 6) / 4.0)];

    public byte[] PredictionBytes => RealMemory.Bytes(Prediction, Real);

    /// <summary>The weights of the items, and after them those of the classes.</summary>
    public byte[] WeightBytes => RealMemory.Bytes([.. Weights, .. ClassWeights], Real);

    /// <summary>What the losses hold before the call: as many zeros.</summary>
    public byte[] LossBytes => RealMemory.Bytes(new double[IsPerEntry ? Prediction.Length : Items], Real);

    /// <summary>The targets; and with them the anchors' states, after the classes of each row or, where they are a parameter, after all targets.</summary>
    public byte[] TargetBytes => Targets switch
    {
        double[] reals when AnchorStates.Length > 0 && AnchorStateType is null => RealMemory.Bytes([.. reals.Chunk(Classes).Zip(AnchorStates, (labels, state) => labels.Append(state)).SelectMany(row => row)], Real),
        double[] reals when AnchorStates.Length > 0 => [.. RealMemory.Bytes(reals, Real), .. AnchorStateBytes],
        double[] reals => RealMemory.Bytes(reals, Real),
        long[] longs => System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(longs).ToArray(),
        int[] ints => System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(ints).ToArray(),
        _ => (byte[])Targets,
    };

    private byte[] AnchorStateBytes => AnchorStateType switch
    {
        "int" => System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(Array.ConvertAll(AnchorStates, s => (int)s)).ToArray(),
        "sbyte" => Array.ConvertAll(AnchorStates, s => (byte)(sbyte)s),
        _ => RealMemory.Bytes(AnchorStates, Real),
    };

    /// <summary>Runs a kernel.</summary>
    public KernelResult Run(Kernel kernel)
    {
        byte[] losses = LossBytes, gradient = RealMemory.Bytes(Before, Real), targetGradient = RealMemory.Bytes(Before, Real);
        double value = kernel(PredictionBytes, TargetBytes, WeightBytes, losses, gradient, targetGradient, Normalizer, Scale);
        return new(value, RealMemory.Numbers(losses, Real), RealMemory.Numbers(gradient, Real), RealMemory.Numbers(targetGradient, Real));
    }

    private static double[] Widened(float[] values) => Array.ConvertAll(values, v => (double)v);
}
