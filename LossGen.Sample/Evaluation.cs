namespace LossGen.Sample;

/// <summary>How well the network does on scenes made of images that it was never trained on.</summary>
internal sealed class Evaluation
{
    private const int ShownWhole = 16, ShownShredded = 8;
    private const ulong Seed = 1UL << 63;       // far from the seeds of the training scenes
    private int _presenceRight, _kindRight;
    private double _overlap;

    /// <summary>Each test image stands in three scenes: twice whole, once shredded.</summary>
    public Evaluation(Perceptron network, ScenePainter painter)
    {
        var scenes = new Scenes(Training.Whole, Training.Shredded);
        int images = painter.Images.Count;
        for (int batch = 0; batch * scenes.Whole < 2 * images; batch++)
        {
            for (int i = 0; i < scenes.Count; i++)
            {
                int image = i < scenes.Whole ? batch * Training.Whole + i : batch * Training.Shredded + i - scenes.Whole;
                var random = new SplitMix(Seed + (ulong)(batch * scenes.Count + i));
                painter.Paint(scenes, i, image % images, ref random);
            }
            network.Forward(scenes);
            for (int i = 0; i < scenes.Count; i++) Add(Verdict.Of(network, scenes, i));
        }
    }

    public int SceneCount { get; private set; }
    public int GarmentCount { get; private set; }

    public double PresenceAccuracy => (double)_presenceRight / SceneCount;

    /// <summary>Of all whole garments, whether their presence was seen or not; so is <see cref="MeanOverlap"/>.</summary>
    public double KindAccuracy => (double)_kindRight / GarmentCount;

    public double MeanOverlap => _overlap / GarmentCount;

    /// <summary>The first scenes of each sort. They are not chosen.</summary>
    public List<Verdict> Shown { get; } = [];

    private void Add(Verdict verdict)
    {
        SceneCount++;
        if (verdict.SeesGarment == verdict.HasGarment) _presenceRight++;
        if (verdict.HasGarment)
        {
            GarmentCount++;
            if (verdict.PredictedKind == verdict.Kind) _kindRight++;
            _overlap += verdict.Overlap;
        }
        if (Shown.Count(shown => shown.HasGarment == verdict.HasGarment) < (verdict.HasGarment ? ShownWhole : ShownShredded)) Shown.Add(verdict);
    }
}
