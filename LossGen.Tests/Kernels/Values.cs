namespace LossGen.Tests.Kernels;

/// <summary>Numbers to try the kernels with, the same on every run and machine: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal sealed class Values(ulong seed)
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.1754944e-38f, -1.1754944e-38f,
        87.3f, -87.3f, 88.8f, -88.8f, 103.9f, -103.9f, 1e4f, -1e4f, 1e9f, -1e9f, 16777216f, 0.5f, 0.34657359f, 1e-8f,
    ];

    private static readonly float[] AtTheEnd = [float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue, float.MinValue];

    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>From 0 to 1, 1 excluded.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    /// <summary>About normal, of deviation 1: uniform numbers added, so that no library function is in it.</summary>
    public double Normal() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508075688772;

    /// <summary>Up to 1e30: most of them ordinary, some tiny, huge, denormal, or at an edge.</summary>
    public float Finite() => Below(16) switch
    {
        < 9 => (float)(4 * Normal()),
        < 11 => (float)(30 * Normal()),
        11 => (float)(Normal() * 1e-6),
        12 => BitConverter.Int32BitsToSingle(Below(0x00800000)) * (Below(2) == 0 ? 1 : -1),
        13 => BitConverter.Int32BitsToSingle(Below(0x71000000)) * (Below(2) == 0 ? 1 : -1),
        _ => Special[Below(Special.Length)],
    };

    /// <summary>Any float: the largest, infinities and NaN among them.</summary>
    public float Wild() => Below(12) switch
    {
        0 => AtTheEnd[Below(AtTheEnd.Length)],
        1 => BitConverter.Int32BitsToSingle(Below(0x7f800000)) * (Below(2) == 0 ? 1 : -1),
        _ => Finite(),
    };

    /// <summary>A probability, the ends among them.</summary>
    public float Probability() => Below(8) switch { 0 => 0, 1 => 1, 2 => 0.5f, _ => (float)Unit() };
}
