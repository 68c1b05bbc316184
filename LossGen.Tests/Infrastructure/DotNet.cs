using System.Diagnostics;

namespace LossGen.Tests.Infrastructure;

/// <summary>Runs the SDK as a user does in a shell.</summary>
internal static class DotNet
{
    /// <summary>Runs <c>dotnet</c> in a directory and returns what it printed; a failure fails the test with it.</summary>
    public static async Task<string> Run(string directory, params string[] arguments)
    {
        (int exitCode, string output) = await Try(directory, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs <c>dotnet</c> in a directory and returns how it ended and what it printed.</summary>
    public static Task<(int ExitCode, string Output)> Try(string directory, params string[] arguments) => Try("dotnet", directory, arguments);

    /// <summary>Runs a program in a directory and returns what it printed; a failure fails the test with it.</summary>
    public static async Task<string> RunProgram(string program, string directory, params string[] arguments)
    {
        (int exitCode, string output) = await Try(program, directory, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private static async Task<(int ExitCode, string Output)> Try(string program, string directory, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the SDK that runs the tests has set for itself would steer the one that runs here; and nothing may stay behind that holds files.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        string failure = await errors;
        return (process.ExitCode, process.ExitCode == 0 ? output : $"{output}\n{failure}");
    }
}
