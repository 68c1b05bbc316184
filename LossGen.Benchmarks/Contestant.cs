using System.Diagnostics;

namespace LossGen.Benchmarks;

/// <summary>One side of a contest, ready to run on its inputs.</summary>
/// <param name="computes">Whether it computes the loss, so that its results can be checked; a mere copy of the same bytes does not.</param>
internal abstract class Contestant(string name, bool computes)
{
    public string Name { get; protected set; } = name;

    public bool Computes => computes;

    /// <summary>The value, and what is written, by one run into cleared memory; no numbers where it writes none.</summary>
    public abstract (float Value, float[] Output) Result();

    /// <summary>Runs until the code is the best that it gets, or a turn is over; Ratios calls it again until it says that it brings nothing more.</summary>
    public abstract bool Warm(double nanoseconds);

    /// <summary>Nanoseconds of the fastest call in a block of at least that length.</summary>
    public abstract double FastestCall(double nanoseconds);
}

/// <summary>A side in this process.</summary>
internal sealed class LocalContestant(string name, bool computes, Func<float> run, Func<(float, float[])> result) : Contestant(name, computes)
{
    // A slice is long against the reading of the time, 0.03 µs, and short against what disturbs it.
    private const double SliceNanoseconds = 25e3;

    // After thirty calls the JIT compiles a method anew, with all it has learnt.
    private const int CallsOfATurn = 40, MostTurns = 12;

    private double _best = double.MaxValue;
    private int _idle, _turns;

    public void Run() => run();

    public override (float Value, float[] Output) Result() => result();

    public override bool Warm(double nanoseconds)
    {
        double last = _best;
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < CallsOfATurn && Stopwatch.GetElapsedTime(start).TotalNanoseconds < 5 * nanoseconds; call++)
        {
            _best = Math.Min(_best, Fastest(1, nanoseconds / CallsOfATurn));
        }
        _idle = _best < 0.97 * last ? 0 : _idle + 1;
        return ++_turns < 3 || (_idle < 2 && _turns < MostTurns);
    }

    public override double FastestCall(double nanoseconds)
    {
        if (_best < nanoseconds)
        {
            run(); // what the side before left in the caches is not this one's doing
        }
        return Fastest(Math.Max(1, (int)(SliceNanoseconds / _best)), nanoseconds);
    }

    /// <summary>Nanoseconds a call, in the fastest slice of a block; at least one slice.</summary>
    private double Fastest(int calls, double block)
    {
        double best = double.MaxValue;
        for (long start = Stopwatch.GetTimestamp(), before = start; ;)
        {
            for (int call = 0; call < calls; call++)
            {
                run();
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
