using System.Runtime.CompilerServices;

namespace LossGen.Tests.Infrastructure;

/// <summary>
/// Compares a text with the accepted one, <c>{TestFile}.{test}.verified.cs</c> beside the test. On a difference the text is left as <c>.received.cs</c>:
/// rename it to accept it. The names are those of the Verify library.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string text, string? parameter = null, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        string stem = Repository.PathOf(file)[..^".cs".Length] + "." + test + (parameter is null ? "" : "_" + parameter);
        string verified = stem + ".verified.cs";
        string received = stem + ".received.cs";

        // The generator's version stands in every generated file and says nothing about the text.
        string scrubbed = text.Replace(typeof(LossGen.Generator.LossGenerator).Assembly.GetName().Version!.ToString(), "{version}", StringComparison.Ordinal);
        Assert.DoesNotContain("\r", scrubbed, StringComparison.Ordinal);

        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n") == scrubbed)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, scrubbed);
        Assert.Fail($"The text differs from {Path.GetFileName(verified)}. Compare it with {Path.GetFileName(received)}, and rename that one to accept it.");
    }
}
