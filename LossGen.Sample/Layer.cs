using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>A fully connected layer, <c>output = W · input + b</c>, for a batch of inputs; it keeps their outputs, and the loss's gradient by these.</summary>
internal sealed class Layer
{
    private readonly int _inputs, _batch;
    private readonly Parameters _weights, _biases;

    public Layer(int inputs, int outputs, int batch, ref SplitMix random)
    {
        (_inputs, Outputs, _batch) = (inputs, outputs, batch);
        (_weights, _biases) = (new Parameters(outputs * inputs), new Parameters(outputs));
        (Output, Gradient) = (new float[batch * outputs], new float[batch * outputs]);

        float bound = MathF.Sqrt(6f / inputs);      // He et al. 2015, arXiv:1502.01852: outputs as large as inputs
        foreach (ref float weight in _weights.Values.AsSpan()) weight = random.Between(-bound, bound);
    }

    public int Outputs { get; }
    public float[] Output { get; }
    public float[] Gradient { get; }

    /// <summary>One unit's outputs for the batch.</summary>
    public void Forward(int unit, ReadOnlySpan<float> input)
    {
        for (int i = 0; i < _batch; i++)
            Output[i * Outputs + unit] = TensorPrimitives.Dot(Weights(unit), input.Slice(i * _inputs, _inputs)) + _biases.Values[unit];
    }

    /// <summary>Adds this layer's part to the gradient of its inputs: Wᵀ · gradient.</summary>
    public void Backward(Span<float> inputGradient)
    {
        for (int i = 0; i < _batch; i++)
        {
            Span<float> sum = inputGradient.Slice(i * _inputs, _inputs);
            for (int unit = 0; unit < Outputs; unit++)
                TensorPrimitives.MultiplyAdd(Weights(unit), Gradient[i * Outputs + unit], sum, sum);
        }
    }

    /// <summary>Improves one unit. The gradient of W is the sum of gradient · inputᵀ over the batch; one row of it is needed at a time.</summary>
    public void Learn(int unit, ReadOnlySpan<float> input, in Adam adam)
    {
        Span<float> weightGradient = stackalloc float[_inputs];
        weightGradient.Clear();
        float biasGradient = 0;
        for (int i = 0; i < _batch; i++)
        {
            float gradient = Gradient[i * Outputs + unit];
            if (gradient == 0) continue;
            TensorPrimitives.MultiplyAdd(input.Slice(i * _inputs, _inputs), gradient, weightGradient, weightGradient);
            biasGradient += gradient;
        }
        adam.Step(_weights, unit * _inputs, weightGradient);
        adam.Step(_biases, unit, [biasGradient]);
    }

    private ReadOnlySpan<float> Weights(int unit) => _weights.Values.AsSpan(unit * _inputs, _inputs);
}
