namespace LossGen.Sample;

/// <summary>Random numbers by SplitMix64 (Steele, Lea, Flood 2014): the same on every machine and .NET version, and cheap enough to start anew for every scene.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>At least <paramref name="low"/>, below <paramref name="high"/>.</summary>
    public float Between(float low, float high) => low + (high - low) * ((Next() >> 40) * (1f / (1 << 24)));

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
