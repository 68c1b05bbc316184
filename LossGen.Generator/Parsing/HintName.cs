using System.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing;

/// <summary>The name of a method's generated file: <c>Vision.Losses.Focal.e700e260.g.cs</c>.</summary>
internal static class HintName
{
    // Some file systems stop at 255 bytes a name, and paths are short on Windows.
    private const int LongestReadablePart = 120;

    public static string Of(LossMethod method)
    {
        string path = Path(method.Symbol);
        return Readable(path) + "." + Hash(path + Signature(method)).ToString("x8", CultureInfo.InvariantCulture) + ".g.cs";
    }

    private static string Path(IMethodSymbol method) => method.ToDisplayString(DisplayFormats.FullName);

    // What may differ between methods of one name: the containing types' arities, the method's own, the parameters' types and how they are passed.
    // Renaming a parameter or changing a modifier keeps the file's name.
    private static string Signature(LossMethod method) =>
        string.Concat(method.ContainingTypes.Select(type => "`" + type.Arity.ToString(CultureInfo.InvariantCulture)))
        + "`" + method.Symbol.Arity.ToString(CultureInfo.InvariantCulture)
        + "(" + string.Join(",", method.Symbol.Parameters.Select(p => p.RefKind + " " + p.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))) + ")";

    private static string Readable(string path)
    {
        var text = new StringBuilder();
        foreach (char c in path.Take(LongestReadablePart))
        {
            text.Append(char.IsLetterOrDigit(c) || c == '.' ? c : '_');
        }

        return text.ToString();
    }

    // FNV-1a: the same in every process, which string.GetHashCode is not. Case counts in it, so names that differ in case alone are different files everywhere.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return hash;
    }
}
