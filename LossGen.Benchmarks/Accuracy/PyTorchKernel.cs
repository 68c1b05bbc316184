using System.Runtime.InteropServices;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>A formula in the Python process, called as a kernel; one call at a time.</summary>
internal static class PyTorchKernel
{
    public static Kernel<float, float> Of(PythonProcess python, string formula, double gamma) => (predictions, targets, losses, gradient) =>
    {
        lock (python)
        {
            (string x, string path) = (Path.GetTempFileName(), Path.GetTempFileName());
            File.WriteAllBytes(x, MemoryMarshal.AsBytes(predictions).ToArray());
            python.Ask<bool>(new { @do = "evaluate", formula, x, target = targets[0], gamma, path });
            ReadOnlySpan<float> output = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path));
            output[..losses.Length].CopyTo(losses);
            output[losses.Length..].CopyTo(gradient);
            File.Delete(x);
            File.Delete(path);
        }
    };
}
