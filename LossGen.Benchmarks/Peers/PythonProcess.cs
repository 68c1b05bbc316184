using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace LossGen.Benchmarks.Peers;

/// <summary>A Python that has PyTorch and torchvision, with the losses of the folder Python loaded. It waits while this process is timed, and this one while it is.</summary>
internal sealed class PythonProcess : IDisposable
{
    /// <summary>What to say where there is none.</summary>
    public const string Missing = "no python3 that imports torch and torchvision, so PyTorch stays away";

    private readonly Process _process;

    private PythonProcess(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>The system's own Python first, then the one that the path gives; null where neither can import both.</summary>
    public static PythonProcess? Start()
    {
        foreach (string python in new[] { "/usr/bin/python3", "python3", "python" })
        {
            Process? process = TryStart(python);
            if (process?.StandardOutput.ReadLine() is { } version)
            {
                return new PythonProcess(process, JsonSerializer.Deserialize<string>(version)!);
            }
            process?.Dispose();
        }
        return null;
    }

    /// <summary>Sends a request and returns the answer.</summary>
    public T Ask<T>(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        return JsonSerializer.Deserialize<T>(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended."))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process? TryStart(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Peers", "Python", "serve.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Memory that is once the process's stays so: else every large tensor is new pages from the system, and its time that of page faults.
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "17179869184";
        start.Environment["MALLOC_TOP_PAD_"] = "268435456";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { }; // a Python without PyTorch says so here, which the caller says better
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
