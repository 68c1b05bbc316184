using System.Globalization;
using System.Runtime.InteropServices;

namespace LossGen.Benchmarks.Peers;

/// <summary>A side in the Python process, timed by that process's own clock.</summary>
internal sealed class PythonContestant : Contestant
{
    private readonly PythonProcess _python;
    private readonly int _contest;
    private double _best = double.MaxValue;

    private PythonContestant(PythonProcess python, int contest)
        : base("PyTorch", computes: true) => (_python, _contest) = (python, contest);

    /// <summary>Hands the inputs over by files. <paramref name="type"/>: the targets', as PyTorch calls it.</summary>
    public static PythonContestant Create<T>(PythonProcess python, string loss, ReadOnlySpan<float> predictions, ReadOnlySpan<T> targets, string type, int[] shape)
        where T : unmanaged
    {
        (string x, string t) = (Path.GetTempFileName(), Path.GetTempFileName());
        Write(x, MemoryMarshal.AsBytes(predictions));
        Write(t, MemoryMarshal.AsBytes(targets));
        int contest = python.Ask<int>(new { @do = "load", loss, predictions = x, targets = t, type, shape });
        File.Delete(x);
        File.Delete(t);
        return new PythonContestant(python, contest);
    }

    public override (float Value, float[] Output) Result()
    {
        string path = Path.GetTempFileName();
        float value = _python.Ask<float>(new { @do = "result", contest = _contest, path });
        float[] output = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        File.Delete(path);
        return (value, output);
    }

    public override bool Warm(double nanoseconds)
    {
        FastestCall(nanoseconds);
        _best = double.MaxValue;
        return false;
    }

    /// <summary>The name says how many threads the fastest call of all had.</summary>
    public override double FastestCall(double nanoseconds)
    {
        double[] found = _python.Ask<double[]>(new { @do = "run", contest = _contest, seconds = nanoseconds * 1e-9 });
        if (found[0] < _best)
        {
            _best = found[0];
            Name = string.Create(CultureInfo.InvariantCulture, $"PyTorch ({found[1]} {(found[1] == 1 ? "thread" : "threads")})");
        }
        return found[0];
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = File.Create(path);
        file.Write(bytes);
    }
}
