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
    private const double BlockNanoseconds = 2e6;

    // A side whose call takes longer than this is timed in fewer rounds: its call is ten blocks in one.
    private const double LongCall = 10 * BlockNanoseconds;

    private readonly Contest _contest;
    private readonly Contestant[] _sides;
    private readonly double[] _best;
    private double _clock;
    private int _round;

    private Ratios(Contest contest)
    {
        _contest = contest;
        _sides = [contest.LossGen, .. contest.Peers];
        _best = [.. _sides.Select(_ => double.MaxValue)];
    }

    /// <summary>The readings of each contest: LossGen's, then its peers' in the contest's order.</summary>
    public static IEnumerable<IReadOnlyList<Reading>> Measure(IReadOnlyList<Contest> contests, bool quick)
    {
        (int turns, int roundsOfATurn, int turnsOfLongCalls, int roundsOfLongCalls) = quick ? (3, 3, 3, 1) : (8, 8, 3, 8);
        Ratios[] all = [.. contests.Select(contest => new Ratios(contest))];
        Warm([.. all.SelectMany(ratios => ratios._sides)], quick ? 10e6 : 60e6);
        for (int turn = 0; turn < turns; turn++)
        {
            foreach (Ratios ratios in all)
            {
                for (int round = 0; round < roundsOfATurn; round++)
                {
                    ratios.Round(turn < turnsOfLongCalls && round < roundsOfLongCalls ? double.PositiveInfinity : LongCall);
                }
            }
        }
        return all.Select(ratios => ratios._best.Select(time => new Reading(time / ratios._contest.Items, ratios._clock)).ToArray());
    }

    /// <summary>Runs all sides in turns, with a pause after each for the background compiler, until more turns bring nothing.</summary>
    private static void Warm(List<Contestant> sides, double nanosecondsOfATurn)
    {
        while (sides.Count > 0)
        {
            sides.RemoveAll(side => !side.Warm(nanosecondsOfATurn));
            Thread.Sleep(250);
        }
    }

    private void Round(double longest)
    {
        _contest.Place(_round++);
        for (int i = 0; i < _sides.Length; i++)
        {
            if (_best[i] < double.MaxValue && _best[i] > longest)
            {
                continue;
            }
            // The smallest time belongs to the fastest clock seen: both are what is left when nothing disturbs.
            _clock = Math.Max(_clock, CpuClock.Read());
            _best[i] = Math.Min(_best[i], _sides[i].FastestCall(BlockNanoseconds));
            _clock = Math.Max(_clock, CpuClock.Read());
        }
    }
}
