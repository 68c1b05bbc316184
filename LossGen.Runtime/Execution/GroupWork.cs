using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossGen.Execution;

/// <summary>
/// The groups of blocks of one call, shared out among the threads of the pool. The shape alone fixes the groups, and their sums are added in their order, so
/// that any number of threads gives the same bits. For generated code, which derives from it.
/// </summary>
/// <param name="items">The number of items.</param>
/// <param name="itemsPerBlock">Items in a block.</param>
/// <param name="reductions">How many sums each group has.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract unsafe class GroupWork(nuint items, nuint itemsPerBlock, int reductions) : IThreadPoolWorkItem
{
    /// <summary>Operations on single numbers from which on a second thread pays: some hundred microseconds of work, against ten for its start.</summary>
    private const ulong WorthSharing = 4_000_000;

    private readonly GroupedBlocks _groups = new(items, itemsPerBlock);
    private readonly double[] _sums = new double[GroupedBlocks.MostGroups * reductions];
    private StreamAddresses _streams;
    private int _next;
    private int _finished;

    /// <summary>How many threads work at once at most.</summary>
    internal static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>The number of items.</summary>
    protected nuint Items => items;

    /// <summary>Whether a call is long enough for threads.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="operations">The operations on one item.</param>
    public static bool Pays(nuint items, ulong operations) => Threads > 1 && items * operations >= WorthSharing;

    /// <summary>Runs all groups, on this thread and on others, and returns when all are done. A stream that there is not is a null reference.</summary>
    public void Run(ref byte stream0, ref byte stream1, ref byte stream2, ref byte stream3, ref byte stream4, ref byte stream5)
    {
        fixed (byte* p0 = &stream0, p1 = &stream1, p2 = &stream2, p3 = &stream3, p4 = &stream4, p5 = &stream5)
        {
            (_streams[0], _streams[1], _streams[2], _streams[3], _streams[4], _streams[5]) = ((nint)p0, (nint)p1, (nint)p2, (nint)p3, (nint)p4, (nint)p5);
            for (int helper = 1; helper < Math.Min(Threads, _groups.Count); helper++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            Execute();
            for (SpinWait spin = default; Volatile.Read(ref _finished) < _groups.Count && !spin.NextSpinWillYield; spin.SpinOnce())
            {
            }

            lock (_sums)
            {
                while (Volatile.Read(ref _finished) < _groups.Count)
                {
                    Monitor.Wait(_sums);
                }
            }
        }
    }

    /// <summary>Takes groups until there are none left. A thread that comes late finds none.</summary>
    public void Execute()
    {
        for (int group; (group = Interlocked.Increment(ref _next) - 1) < _groups.Count;)
        {
            Run(_groups.Start(group), _groups.End(group), _sums.AsSpan(group * reductions, reductions));
            if (Interlocked.Increment(ref _finished) == _groups.Count)
            {
                lock (_sums)
                {
                    Monitor.Pulse(_sums);
                }
            }
        }
    }

    /// <summary>One sum over all items.</summary>
    public double Total(int reduction)
    {
        double total = 0;
        for (int group = 0; group < _groups.Count; group++)
        {
            total += _sums[(group * reductions) + reduction];
        }

        return total;
    }

    /// <summary>Runs the blocks from one item up to another, and adds to their sums.</summary>
    protected abstract void Run(nuint first, nuint afterLast, Span<double> sums);

    /// <summary>The first value of a stream.</summary>
    protected ref T Stream<T>(int index) => ref Unsafe.AsRef<T>((void*)_streams[index]);

    [InlineArray(6)]
    private struct StreamAddresses
    {
        private nint _first;
    }
}
