namespace LossGen.Benchmarks;

/// <summary>The shape that all kernels and peers share; a value-only one leaves the output alone.</summary>
internal delegate float Loss<T>(ReadOnlySpan<float> predictions, ReadOnlySpan<T> targets, Span<float> output);

/// <summary>
/// A LossGen kernel at one size against its peers; the first peer is the one that the others are checked against.
/// <paramref name="Place"/> moves the inputs and the output to another place in their pages: where they lie towards each other and towards a side's
/// own scratch memory is worth up to 15 % in the first-level cache, and is nobody's merit.
/// </summary>
internal sealed record Contest(string Kernel, string Size, string Unit, int Items, LocalContestant LossGen, IReadOnlyList<Contestant> Peers, Action<int> Place)
{
    /// <summary>Whether the kernel is timed on all threads.</summary>
    public bool SharesWork { get; init; }
}
