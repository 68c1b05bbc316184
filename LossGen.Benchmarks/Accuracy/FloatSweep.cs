using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>The exact value of an item and its exact derivative, to double precision, at a logit.</summary>
internal delegate (double Value, double Slope) Reference(double x);

/// <summary>What a kernel should be, over all floats of a domain, with one target.</summary>
/// <param name="Name">The kernel.</param>
/// <param name="Target">The target of all items.</param>
/// <param name="Exact">The references: several kernels share one sweep where these share their functions.</param>
/// <param name="From">The smallest argument.</param>
internal sealed record FloatCase(string Name, float Target, Reference Exact, float From = -float.MaxValue)
{
    /// <summary>Whether the gradient is looked at too.</summary>
    public bool HasGradient { get; init; }

    /// <summary>The formula in the Python process, and its exponent.</summary>
    public required (string Formula, double Gamma) PyTorch { get; init; }
}

/// <summary>Runs a kernel over all 2³² floats, or over every so many of them, on all cores.</summary>
internal static class FloatSweep
{
    private const int Chunk = 1 << 14;

    /// <summary>The worst value and gradient of each variant; the reference is computed once for all of them.</summary>
    public static (Worst Value, Worst Gradient)[] Run(FloatCase floatCase, IReadOnlyList<Kernel<float, float>> variants, long stride)
    {
        long chunks = ((1L << 32) / stride + Chunk - 1) / Chunk;
        var total = new (Worst Value, Worst Gradient)[variants.Count];
        Parallel.For(0L, chunks, () => new Buffers(floatCase.Target, variants.Count), (chunk, _, buffers) => buffers.Run(floatCase, variants, chunk, stride), buffers =>
        {
            lock (total)
            {
                for (int i = 0; i < total.Length; i++)
                {
                    total[i].Value.Add(buffers.Worst[i].Value);
                    total[i].Gradient.Add(buffers.Worst[i].Gradient);
                }
            }
        });
        return total;
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Buffers
    {
        private readonly float[] _x = new float[Chunk], _t = new float[Chunk], _losses = new float[Chunk], _gradient = new float[Chunk];
        private readonly (double Value, double Slope)[] _exact = new (double, double)[Chunk];

        public Buffers(float target, int variants)
        {
            Array.Fill(_t, target);
            Worst = new (Worst, Worst)[variants];
        }

        public (Worst Value, Worst Gradient)[] Worst { get; }

        public Buffers Run(FloatCase floatCase, IReadOnlyList<Kernel<float, float>> variants, long chunk, long stride)
        {
            int count = 0;
            for (long i = chunk * Chunk * stride; count < Chunk && i < 1L << 32; i += stride)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)i);
                _x[count++] = float.IsFinite(x) && x >= floatCase.From ? x : 1; // a place outside the domain stands for one inside
            }
            for (int i = 0; i < count; i++)
            {
                _exact[i] = floatCase.Exact(_x[i]);
            }
            for (int v = 0; v < variants.Count; v++)
            {
                variants[v](_x.AsSpan(0, count), _t.AsSpan(0, count), _losses.AsSpan(0, count), _gradient.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                {
                    (DoubleDouble value, DoubleDouble slope) = (_exact[i].Value, _exact[i].Slope);
                    Worst[v].Value.Add(_losses[i], value, value.Hi, Format.Single, _x[i]);
                    if (floatCase.HasGradient)
                    {
                        Worst[v].Gradient.Add(_gradient[i], slope, slope.Hi, Format.Single, _x[i]);
                    }
                }
            }
            return this;
        }
    }
}
