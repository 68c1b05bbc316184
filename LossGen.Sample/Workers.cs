namespace LossGen.Sample;

/// <summary>
/// One thread a core, kept from batch to batch: <see cref="Run"/> allocates nothing. A job's parts must be independent of each other,
/// so how many threads there are changes no digit of any result.
/// </summary>
internal sealed class Workers
{
    private const int Most = 16;                // more would wait for each other longer than they work
    private readonly int _threads = Math.Min(Environment.ProcessorCount, Most);
    private readonly Barrier _start, _end;
    private Action<int> _part = _ => { };
    private int _parts;

    public Workers()
    {
        (_start, _end) = (new Barrier(_threads), new Barrier(_threads));
        for (int i = 1; i < _threads; i++)
        {
            int worker = i;
            new Thread(() => Work(worker)) { IsBackground = true }.Start();
        }
    }

    /// <summary>Calls <paramref name="part"/> with 0 to <paramref name="parts"/> − 1, each once, and returns when all are done.</summary>
    public void Run(int parts, Action<int> part)
    {
        (_parts, _part) = (parts, part);
        _start.SignalAndWait();
        Share(0);
        _end.SignalAndWait();
    }

    private void Work(int worker)
    {
        while (true)
        {
            _start.SignalAndWait();
            Share(worker);
            _end.SignalAndWait();
        }
    }

    private void Share(int worker)
    {
        int end = _parts * (worker + 1) / _threads;
        for (int i = _parts * worker / _threads; i < end; i++) _part(i);
    }
}
