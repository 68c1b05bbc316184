using System.Globalization;
using System.Runtime.InteropServices;

namespace LossGen.Benchmarks.Peers;

/// <summary>A side in the Python process, timed by that process's own clock.</summary>
internal sealed class PythonContestant : Contestant
{
    private readonly PythonProcess _python;
    private readonly int _contest;

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

    /// <summary>Every number of threads, and then the fastest.</summary>
    public override bool Warm(double nanoseconds)
    {
        int threads = _python.Ask<int>(new { @do = "warm", contest = _contest, seconds = nanoseconds * 1e-9 });
        Name = string.Create(CultureInfo.InvariantCulture, $"PyTorch ({threads} {(threads == 1 ? "thread" : "threads")})");
        return false;
    }

    public override double FastestCall(double nanoseconds) => _python.Ask<double>(new { @do = "run", contest = _contest, seconds = nanoseconds * 1e-9 });

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = File.Create(path);
        file.Write(bytes);
    }
}
