using System.Diagnostics;

namespace LossGen.Sample;

/// <summary>Trains on scenes that are painted anew for every batch. The loop allocates nothing.</summary>
internal sealed class Training
{
    public const int Whole = 40, Shredded = 20;
    private const int BatchesPerEpoch = 50, WarmUp = 100;
    private const float PeakRate = 2e-3f;

    private readonly Recipe _recipe;
    private readonly Perceptron _network;
    private readonly Workers _workers;
    private readonly Scenes _scenes = new(Whole, Shredded);
    private readonly float[] _boxes = new float[Whole * 4], _boxGradient = new float[Whole * 4];
    private readonly Action<int> _paint;
    private readonly int _steps;
    private int _step;

    public Training(Recipe recipe, Perceptron network, ScenePainter painter, Workers workers, int epochs, ulong seed)
    {
        (_recipe, _network, _workers, Epochs, _steps) = (recipe, network, workers, epochs, epochs * BatchesPerEpoch);
        _paint = index =>
        {
            var random = new SplitMix(seed + (ulong)(_step * _scenes.Count + index));
            painter.Paint(_scenes, index, random.Below(painter.Images.Count), ref random);
        };
    }

    public Recipe Recipe => _recipe;
    public int Epochs { get; }

    /// <summary>Seconds spent in each kernel, and how often each was called.</summary>
    public PerLoss KernelSeconds { get; private set; }
    public int KernelCalls => _step;

    /// <summary>Trains for one epoch; returns its mean losses.</summary>
    public PerLoss Epoch()
    {
        PerLoss sum = default;
        for (int batch = 0; batch < BatchesPerEpoch; batch++)
        {
            _workers.Run(_scenes.Count, _paint);
            _network.Forward(_scenes);
            sum += Compare();
            _network.Backward(new Adam(Rate(), ++_step));
        }
        return sum / BatchesPerEpoch;
    }

    /// <summary>The three losses, and their gradients into the network's three heads. Shreds have neither kind nor box: their part of these gradients stays 0.</summary>
    private PerLoss Compare()
    {
        (Layer presence, Layer garment, Layer frame) = (_network.Presence, _network.Garment, _network.Frame);
        int kinds = Whole * garment.Outputs, sides = Whole * frame.Outputs;
        Boxes.Decode(frame.Output.AsSpan(0, sides), _boxes);

        long start = Stopwatch.GetTimestamp();
        float presenceLoss = _recipe.Presence.Kernel(presence.Output, _scenes.HasGarment, presence.Gradient);
        long second = Stopwatch.GetTimestamp();
        float garmentLoss = _recipe.Garment.Kernel(garment.Output.AsSpan(0, kinds), _scenes.Kinds, garment.Gradient.AsSpan(0, kinds));
        long third = Stopwatch.GetTimestamp();
        float frameLoss = _recipe.Frame.Kernel(_boxes, _scenes.Boxes, _boxGradient);
        long end = Stopwatch.GetTimestamp();

        Boxes.Chain(_boxes, _boxGradient, frame.Gradient.AsSpan(0, sides));
        KernelSeconds += new PerLoss(second - start, third - second, end - third) / Stopwatch.Frequency;
        return new PerLoss(presenceLoss, garmentLoss, frameLoss);
    }

    /// <summary>The learning rate: down to 0 along a cosine (Loshchilov, Hutter 2016, arXiv:1608.03983). It starts low: full first steps can switch off every hidden unit.</summary>
    private float Rate() => PeakRate * MathF.Min(1, (_step + 1f) / WarmUp) * (1 + MathF.Cos(MathF.PI * _step / _steps)) / 2;
}
