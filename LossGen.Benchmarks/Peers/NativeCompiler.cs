using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LossGen.Benchmarks.Peers;

/// <summary>Builds the C sources for this very processor and loads them.</summary>
internal static class NativeCompiler
{
    private const string Compiler = "gcc";

    public static bool IsAvailable
    {
        get
        {
            try
            {
                return Run("--version") == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Compiles each source to an object and links the objects without the compile flags: <c>-ffast-math</c> seen by the linker would add start-up code
    /// that turns denormals off for the whole process.
    /// </summary>
    public static nint Load(string library, string[] sources, params string[] flags)
    {
        string output = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", "native"));
        Directory.CreateDirectory(output);
        string[] objects = [.. sources.Select(source => Path.Combine(output, $"{library}-{Path.ChangeExtension(source, ".o")}"))];
        for (int i = 0; i < sources.Length; i++)
        {
            Require(["-O3", "-march=native", "-fPIC", .. flags, "-c", Path.Combine(AppContext.BaseDirectory, "Native", sources[i]), "-o", objects[i]]);
        }
        string binary = Path.Combine(output, $"lib{library}.so");
        Require(["-shared", .. objects, "-lm", "-o", binary]);
        return NativeLibrary.Load(binary);
    }

    private static void Require(string[] arguments)
    {
        if (Run(arguments) != 0)
        {
            throw new InvalidOperationException($"{Compiler} {string.Join(' ', arguments)} failed.");
        }
    }

    private static int Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Compiler, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
