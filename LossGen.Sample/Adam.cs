using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>Numbers to be trained, each with the running mean and mean square of its gradient.</summary>
internal sealed class Parameters(int count)
{
    public float[] Values { get; } = new float[count];
    public float[] Mean { get; } = new float[count];
    public float[] Square { get; } = new float[count];
}

/// <summary>Adam (Kingma, Ba 2014, arXiv:1412.6980): a step is the mean of the gradient, divided by the root of its mean square.</summary>
internal readonly struct Adam
{
    private const float MeanDecay = 0.9f, SquareDecay = 0.999f, Epsilon = 1e-7f;
    private readonly float _rate;

    /// <param name="rate">The learning rate.</param>
    /// <param name="step">From 1. Both means start at 0; the rate makes up for what that takes from the first steps.</param>
    public Adam(float rate, int step) => _rate = rate * MathF.Sqrt(1 - MathF.Pow(SquareDecay, step)) / (1 - MathF.Pow(MeanDecay, step));

    /// <summary>One step for the parameters from <paramref name="start"/> on.</summary>
    public void Step(Parameters parameters, int start, ReadOnlySpan<float> gradient)
    {
        Span<float> values = parameters.Values.AsSpan(start, gradient.Length);
        Span<float> mean = parameters.Mean.AsSpan(start, gradient.Length);
        Span<float> square = parameters.Square.AsSpan(start, gradient.Length);
        Span<float> step = stackalloc float[gradient.Length];

        TensorPrimitives.Lerp(mean, gradient, 1 - MeanDecay, mean);
        TensorPrimitives.Multiply(gradient, gradient, step);
        TensorPrimitives.Lerp(square, step, 1 - SquareDecay, square);

        TensorPrimitives.Sqrt(square, step);
        TensorPrimitives.Add(step, Epsilon, step);
        TensorPrimitives.Divide(mean, step, step);
        TensorPrimitives.MultiplyAdd(step, -_rate, values, values);
    }
}
