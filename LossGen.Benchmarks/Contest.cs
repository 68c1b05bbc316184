namespace LossGen.Benchmarks;

/// <summary>The shape that all kernels and peers share; a value-only one leaves the gradient alone.</summary>
internal delegate float Loss<T>(ReadOnlySpan<float> predictions, ReadOnlySpan<T> targets, Span<float> gradient);

/// <summary>One side of a contest, ready to run on its inputs.</summary>
internal sealed record Contestant(string Name, Func<float> Run, Func<float[]> Gradient);

/// <summary>
/// A LossGen kernel at one size against its peers; the first peer is the one that the others are checked against.
/// <paramref name="Place"/> moves the inputs and the gradient to another place in their pages: where they lie towards each other and towards a side's
/// own scratch memory is worth up to 15 % in the first-level cache, and is nobody's merit.
/// </summary>
internal sealed record Contest(string Kernel, string Size, string Unit, int Items, Contestant LossGen, IReadOnlyList<Contestant> Peers, Action<int> Place)
{
    /// <summary>Whether the kernel is timed on all threads.</summary>
    public bool SharesWork { get; init; }

    public static Contest Create<T>(string kernel, string size, string unit, int items, float[] predictions, T[] targets, Loss<T> lossGen,
        params (string Name, Loss<T> Loss)[] peers)
        where T : unmanaged
    {
        var x = new AlignedBuffer<float>(predictions);
        var t = new AlignedBuffer<T>(targets);
        var g = new AlignedBuffer<float>(predictions);
        Place(0);
        return new Contest(kernel, size, unit, items, Side("LossGen", lossGen), [.. peers.Select(peer => Side(peer.Name, peer.Loss))], Place);

        void Place(int round)
        {
            x.MoveTo(8 * round);
            t.MoveTo(8 * round + 17);
            g.MoveTo(8 * round + 34);
        }

        Contestant Side(string name, Loss<T> loss) => new(name, () => loss(x.Span, t.Span, g.Span), () =>
        {
            g.Span.Clear();
            loss(x.Span, t.Span, g.Span);
            return g.Span.ToArray();
        });
    }
}
