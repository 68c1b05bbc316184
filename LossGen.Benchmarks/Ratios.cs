using System.Diagnostics;

namespace LossGen.Benchmarks;

/// <summary>Nanoseconds an item of one side, and the clock they were taken at.</summary>
internal readonly record struct Reading(double Nanoseconds, double Gigahertz)
{
    public double Cycles => Nanoseconds * Gigahertz;
}

/// <summary>
/// Times the sides of a contest in turn: blocks of two milliseconds, all sides in every round, and of each side the fastest slice of all its blocks.
/// Other work on the machine only ever adds time, and stays for a second or for many: the rounds of a contest are spread over the whole run.
/// A ratio of two such minima holds where single times do not.
/// </summary>
internal sealed class Ratios
{
    // A slice is long against the reading of the time, 0.03 µs, and short against what disturbs it.
    private const double BlockNanoseconds = 2e6, SliceNanoseconds = 25e3;

    private readonly Contest _contest;
    private readonly Contestant[] _sides;
    private readonly int[] _calls;
    private readonly double[] _best;
    private double _clock;
    private int _round;

    private Ratios(Contest contest)
    {
        _contest = contest;
        _sides = [contest.LossGen, .. contest.Peers];
        _calls = [.. _sides.Select(Warm)];
        _best = [.. _sides.Select(_ => double.MaxValue)];
    }

    /// <summary>The readings of each contest: LossGen's, then its peers' in the contest's order.</summary>
    public static IEnumerable<IReadOnlyList<Reading>> Measure(IReadOnlyList<Contest> contests, bool quick)
    {
        const int RoundsOfATurn = 8;
        Ratios[] all = [.. contests.Select(contest => new Ratios(contest))];
        for (int turn = 0; turn < (quick ? 3 : 8); turn++)
        {
            foreach (Ratios ratios in all)
            {
                for (int round = 0; round < RoundsOfATurn; round++)
                {
                    ratios.Round();
                }
            }
        }
        return all.Select(ratios => ratios._best.Select(time => new Reading(time / ratios._contest.Items, ratios._clock)).ToArray());
    }

    private void Round()
    {
        _contest.Place(_round++);
        for (int i = 0; i < _sides.Length; i++)
        {
            // The smallest time belongs to the fastest clock seen: both are what is left when nothing disturbs.
            _clock = Math.Max(_clock, CpuClock.Read());
            _sides[i].Run(); // what the side before left in the caches is not this one's doing
            _best[i] = Math.Min(_best[i], FastestSlice(_sides[i], _calls[i], BlockNanoseconds));
            _clock = Math.Max(_clock, CpuClock.Read());
        }
    }

    /// <summary>
    /// Runs a side until its code is the best the JIT has: over thirty calls and a pause for the background compiler, until two turns bring nothing more.
    /// Returns how many calls make a slice.
    /// </summary>
    private static int Warm(Contestant side)
    {
        const int Calls = 40;
        const double Turn = 60e6;
        double best = double.MaxValue;
        for (int turn = 0, idle = 0; turn < 3 || (idle < 2 && turn < 12); turn++)
        {
            double last = best;
            for (int call = 0; call < Calls; call++)
            {
                best = Math.Min(best, FastestSlice(side, 1, Turn / Calls));
            }
            idle = best < 0.97 * last ? 0 : idle + 1;
            Thread.Sleep(120);
        }
        return Math.Max(1, (int)(SliceNanoseconds / best));
    }

    /// <summary>Nanoseconds a call, in the fastest slice of a block; at least one slice.</summary>
    private static double FastestSlice(Contestant side, int calls, double block)
    {
        double best = double.MaxValue;
        for (long start = Stopwatch.GetTimestamp(), before = start; ;)
        {
            for (int call = 0; call < calls; call++)
            {
                side.Run();
            }
            long now = Stopwatch.GetTimestamp();
            best = Math.Min(best, Stopwatch.GetElapsedTime(before, now).TotalNanoseconds);
            if (Stopwatch.GetElapsedTime(start, now).TotalNanoseconds >= block)
            {
                return best / calls;
            }
            before = now;
        }
    }
}
