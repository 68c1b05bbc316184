using System.Globalization;
using System.Text.RegularExpressions;

namespace LossGen.Tests.Kernels;

/// <summary>The JIT's listing of kernels: what <c>DOTNET_JitDisasm</c> has it write.</summary>
internal static partial class JitListing
{
    /// <summary>The innermost loops over vectors of a width: of each what stands in it. Loops that only call others, such as those over tiles, have no vectors.</summary>
    /// <param name="listing">The whole listing.</param>
    /// <param name="method">A regular expression that the methods' names match.</param>
    /// <param name="bits">The width.</param>
    public static IReadOnlyList<HotLoop> HotLoops(string listing, string method, int bits) =>
    [
        .. from part in listing.Split("; Assembly listing for method ").Skip(1)
           let lines = part.Split('\n')
           where Regex.IsMatch(lines[0], method) && Kernel().Match(lines[0]) is { Success: true } name && name.Groups[1].Value == bits.ToString(CultureInfo.InvariantCulture)
           from loop in InnermostLoops(lines)
           where loop.Any(line => line.Contains(bits == 512 ? "zmm" : "ymm", StringComparison.Ordinal))
           select HotLoop.Of(lines[0], loop),
    ];

    /// <summary>What lies between a label and a jump back to it, and holds no other such jump.</summary>
    private static IEnumerable<string[]> InnermostLoops(string[] lines)
    {
        Dictionary<string, int> labels = [];
        List<(int First, int Last)> loops = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (Label().Match(lines[i]) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = i;
            }
            else if (Jump().Match(lines[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int target))
            {
                loops.Add((target, i));
            }
        }

        return loops.Where(loop => !loops.Any(other => other != loop && other.First >= loop.First && other.Last <= loop.Last)).Select(loop => lines[loop.First..(loop.Last + 1)]);
    }

    [GeneratedRegex(@":Kernel\D*(\d+)\w*\(")]
    private static partial Regex Kernel();

    [GeneratedRegex(@"^(G_M\d+_IG\d+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bj\w+ +(?:SHORT )?(G_M\d+_IG\d+)")]
    private static partial Regex Jump();
}

/// <summary>What a loop has that it should not.</summary>
/// <param name="Method">The method that holds it.</param>
/// <param name="Instructions">How many lines it is long.</param>
/// <param name="Calls">How many calls it makes.</param>
/// <param name="Spills">How many vectors it puts on the stack.</param>
/// <param name="Reloads">How many vectors it reads from there: spilled ones, and constants that found no register.</param>
internal sealed partial record HotLoop(string Method, int Instructions, int Calls, int Spills, int Reloads)
{
    public static HotLoop Of(string method, string[] lines) => new(
        method.Split("__Kernels_").Last().Split('(')[0],
        lines.Length,
        lines.Count(line => line.Contains(" call ", StringComparison.Ordinal)),
        lines.Count(line => StackWrite().IsMatch(line)),
        lines.Count(line => StackRead().IsMatch(line)));

    [GeneratedRegex(@" [yz]mmword ptr \[r[bs]p[^\]]*\],")]
    private static partial Regex StackWrite();

    [GeneratedRegex(@", *[yz]mmword ptr \[r[bs]p")]
    private static partial Regex StackRead();
}
