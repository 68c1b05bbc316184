using BenchmarkDotNet.Attributes;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Suite;

/// <summary>Cross-entropy of class indices, value and gradient.</summary>
[MemoryDiagnoser]
public class CrossEntropySuite
{
    private const int Logits = 1 << 16;

    private float[] _logits = [], _gradient = [];
    private int[] _targets = [];

    [Params(2, 10, 80, 1000)]
    public int Classes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int rows = Logits / Classes;
        (_logits, _targets, _gradient) = (Inputs.Logits(rows * Classes), Inputs.Classes(rows, Classes), new float[rows * Classes]);
    }

    [Benchmark(Baseline = true)]
    public float LossGen() => Kernels.CrossEntropyAny(_logits, _targets, _gradient);

    [Benchmark]
    public float TensorPrimitives() => TensorPeers.CrossEntropy(_logits, _targets, _gradient);

    [Benchmark]
    public float Scalar() => ScalarPeers.CrossEntropy(_logits, _targets, _gradient);
}
