using BenchmarkDotNet.Attributes;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Suite;

/// <summary>The loss of YOLOv3 at its real size, value and gradient.</summary>
[MemoryDiagnoser]
public class YoloSuite
{
    private Yolo _yolo = new(images: 1);
    private float[] _logits = [], _targets = [], _gradient = [];

    [Params(1, 8)]
    public int Images { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _yolo = new Yolo(Images);
        (_logits, _targets, _gradient) = (_yolo.Logits(), _yolo.Targets(), new float[_yolo.Cells * Yolo.Numbers]);
    }

    [Benchmark(Baseline = true)]
    public float LossGen() => _yolo.Loss(_logits, _targets, _gradient);

    [Benchmark]
    public float Scalar() => ScalarPeers.YoloLoss(_yolo, _logits, _targets, _gradient);
}
