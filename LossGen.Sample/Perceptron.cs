using System.Numerics.Tensors;
using LossGen.Sample.Data;

namespace LossGen.Sample;

/// <summary>
/// A perceptron with one hidden layer: pixels → rectified units → three answers: a logit for presence, ten for the kind of garment, four numbers for its box.
/// The work is divided by units, so each sum is taken in one fixed order whatever the number of threads.
/// </summary>
internal sealed class Perceptron
{
    private readonly Workers _workers;
    private readonly Layer _hidden;
    private readonly Layer[] _heads;
    private readonly Action<int> _forward, _learn;
    private float[] _pixels = [];
    private Adam _adam;

    /// <param name="units">The size of the hidden layer.</param>
    /// <param name="batch">How many scenes there are at a time.</param>
    public Perceptron(int units, int batch, Workers workers, ulong seed)
    {
        var random = new SplitMix(seed);
        _workers = workers;
        _hidden = new Layer(Scenes.Area, units, batch, ref random);
        Presence = new Layer(units, 1, batch, ref random);
        Garment = new Layer(units, FashionMnist.Kinds.Length, batch, ref random);
        Frame = new Layer(units, 4, batch, ref random);
        _heads = [Presence, Garment, Frame];

        _forward = unit => _hidden.Forward(unit, _pixels);
        _learn = unit => _hidden.Learn(unit, _pixels, _adam);
    }

    public Layer Presence { get; }
    public Layer Garment { get; }
    public Layer Frame { get; }

    /// <summary>Fills each head's output.</summary>
    public void Forward(Scenes scenes)
    {
        _pixels = scenes.Pixels;
        _workers.Run(_hidden.Outputs, _forward);
        TensorPrimitives.Max(_hidden.Output, 0f, _hidden.Output);
        foreach (Layer head in _heads)
            for (int unit = 0; unit < head.Outputs; unit++) head.Forward(unit, _hidden.Output);
    }

    /// <summary>Learns from each head's gradient.</summary>
    public void Backward(in Adam adam)
    {
        _hidden.Gradient.AsSpan().Clear();
        foreach (Layer head in _heads) head.Backward(_hidden.Gradient);
        for (int i = 0; i < _hidden.Gradient.Length; i++)
            if (_hidden.Output[i] == 0) _hidden.Gradient[i] = 0;        // a unit that was off

        _adam = adam;
        foreach (Layer head in _heads)
            for (int unit = 0; unit < head.Outputs; unit++) head.Learn(unit, _hidden.Output, adam);
        _workers.Run(_hidden.Outputs, _learn);
    }
}
