using System.Numerics;

namespace LossGen.Benchmarks.Peers;

/// <summary>What the memory allows: as many bytes as the loss reads and writes, and next to no arithmetic, as in McCalpin's STREAM.</summary>
internal static class StreamPeers
{
    /// <summary>g = x + 3 t.</summary>
    public static float Triad(ReadOnlySpan<float> x, ReadOnlySpan<float> t, Span<float> g)
    {
        int i = 0;
        for (; i <= g.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(x[i..]) + new Vector<float>(3f) * new Vector<float>(t[i..])).CopyTo(g[i..]);
        }
        for (; i < g.Length; i++)
        {
            g[i] = x[i] + 3 * t[i];
        }
        return g[^1];
    }

    /// <summary>g = x, and half of t into g once more: as many bytes as the triad moves.</summary>
    public static float Copy(ReadOnlySpan<float> x, ReadOnlySpan<float> t, Span<float> g)
    {
        Plain(x, g);
        Plain(t[..(t.Length / 2)], g);
        return g[^1];
    }

    private static void Plain(ReadOnlySpan<float> from, Span<float> to)
    {
        int i = 0;
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            new Vector<float>(from[i..]).CopyTo(to[i..]);
        }
        from[i..].CopyTo(to[i..]);
    }
}
