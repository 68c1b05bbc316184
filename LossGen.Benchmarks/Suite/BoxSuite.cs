using BenchmarkDotNet.Attributes;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Suite;

/// <summary>GIoU, value and gradient.</summary>
[MemoryDiagnoser]
public class BoxSuite
{
    private float[] _predictions = [], _targets = [], _gradient = [];

    [Params(1024, 1 << 16)]
    public int Boxes { get; set; }

    [GlobalSetup]
    public void Setup() => (_predictions, _targets, _gradient) = (Inputs.Boxes(Boxes, seed: 5), Inputs.Boxes(Boxes, seed: 6), new float[4 * Boxes]);

    [Benchmark(Baseline = true)]
    public float LossGen() => Kernels.GIoU(_predictions, _targets, _gradient);

    [Benchmark]
    public float Scalar() => ScalarPeers.GIoU(_predictions, _targets, _gradient);
}
