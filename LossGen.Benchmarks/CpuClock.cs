using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LossGen.Benchmarks;

/// <summary>The processor's clock, from a chain of additions that depend on each other: every processor takes one cycle for each.</summary>
internal static class CpuClock
{
    private const int Steps = 16, Turns = 5000;
    private static long _sink;

    /// <summary>Cycles a nanosecond, by one reading of about 0.03 ms. Anything that disturbs it makes it smaller.</summary>
    public static double Read()
    {
        long start = Stopwatch.GetTimestamp();
        _sink = Chain(_sink, 3);
        return Steps * Turns / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Chain(long x, long step)
    {
        for (int turn = 0; turn < Turns; turn++)
        {
            x += step; x += step; x += step; x += step;
            x += step; x += step; x += step; x += step;
            x += step; x += step; x += step; x += step;
            x += step; x += step; x += step; x += step;
        }
        return x;
    }
}
