namespace LossGen.Benchmarks;

/// <summary>What must hold before a time means anything.</summary>
internal static class Agreement
{
    private static float _smallest = float.Epsilon;

    /// <summary>All sides compute the same value and write the same numbers, to what single precision and the textbook's cancellation allow.</summary>
    public static void Require(Contest contest)
    {
        Contestant reference = contest.Peers[0];
        (float value, float[] output) = reference.Result();
        float largest = output.Length == 0 ? 0 : output.Max(MathF.Abs);
        foreach (Contestant side in contest.Peers.Skip(1).Where(side => side.Computes).Prepend(contest.LossGen))
        {
            (float other, float[] numbers) = side.Result();
            double lost = side == contest.LossGen ? 1 : Math.Max(1, contest.Items / 2.5e5);     // by a plain sum of floats, as a textbook has it
            double allowed = 1e-4 * lost * Math.Abs(value);
            if (!(Math.Abs(other - value) <= allowed))
            {
                throw new InvalidOperationException($"{contest.Kernel} {contest.Size}: {side.Name} gives the value {other:R}, {reference.Name} {value:R}.");
            }
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!(MathF.Abs(numbers[i] - output[i]) <= 1e-5f * largest))
                {
                    throw new InvalidOperationException(
                        $"{contest.Kernel} {contest.Size}: {side.Name} writes {numbers[i]:R} at {i}, {reference.Name} {output[i]:R}.");
                }
            }
        }
    }

    /// <summary>Bytes that a warm call of the kernel allocates: none, unless it shares its work out.</summary>
    public static void RequireNoAllocation(Contest contest)
    {
        const int Calls = 10;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < Calls; call++)
        {
            contest.LossGen.Run();
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0 && !contest.SharesWork)
        {
            throw new InvalidOperationException($"{contest.Kernel} {contest.Size} allocates {allocated / (double)Calls} bytes a call.");
        }
    }

    /// <summary>No native library has turned denormals off for this thread: that would change what is computed, and how fast.</summary>
    public static void RequireDenormals()
    {
        if (_smallest * 2 == 0)
        {
            throw new InvalidOperationException("Denormals are flushed to zero in this process.");
        }
    }
}
