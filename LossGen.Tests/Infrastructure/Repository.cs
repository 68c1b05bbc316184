namespace LossGen.Tests.Infrastructure;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The path of a source file from what <c>CallerFilePath</c> says, which a deterministic build makes relative to a made-up root.</summary>
    public static string PathOf(string callerFilePath)
    {
        string path = callerFilePath.Replace('\\', '/');
        return Path.Combine(Root, path[path.LastIndexOf("LossGen.Tests/", StringComparison.Ordinal)..]);
    }

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "LossGen.sln"))
        ? directory
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
