using BenchmarkDotNet.Attributes;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Suite;

/// <summary>Focal loss of hard labels, value and gradient.</summary>
[MemoryDiagnoser]
public class FocalSuite
{
    private readonly TensorPeers _tensors = new(TensorPeers.InCache);
    private float[] _logits = [], _labels = [], _gradient = [];

    [Params(4096, 1 << 20)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => (_logits, _labels, _gradient) = (Inputs.Logits(Count), Inputs.Labels(Count), new float[Count]);

    [Benchmark(Baseline = true)]
    public float LossGen() => Kernels.FocalHard(_logits, _labels, _gradient);

    [Benchmark]
    public float LossGenPrecise() => Kernels.FocalHardPrecise(_logits, _labels, _gradient);

    [Benchmark]
    public float TensorPrimitives() => _tensors.FocalHard(_logits, _labels, _gradient);

    [Benchmark]
    public float Scalar() => ScalarPeers.FocalHard(_logits, _labels, _gradient);
}
