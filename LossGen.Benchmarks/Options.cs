namespace LossGen.Benchmarks;

/// <summary>What a command is told.</summary>
internal sealed class Options(string[] arguments)
{
    public bool Quick => arguments.Contains("--quick");

    /// <summary>What follows an option's name; null where it is not given.</summary>
    public string? After(string name) => Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
