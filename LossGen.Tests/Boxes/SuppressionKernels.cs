using System.Globalization;
using System.Reflection;
using LossGen.Generator.Backends;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Boxes;

/// <summary>Kernels of non-maximum suppression over floats and doubles, in every format and with every option.</summary>
internal static class SuppressionKernels
{
    /// <summary>The options of the attribute that are tried, beside the format.</summary>
    public static readonly string[] Options =
    [
        "", "IouThreshold = 0.3", "IouThreshold = 0.7", "IouThreshold = 0", "IouThreshold = 1", "ScoreThreshold = 0.5", "MaxOutput = 1", "MaxOutput = 256", "MaxOutput = 257", "MaxOutput = 1000", "Epsilon = 0.125",
        "IouThreshold = 0.45, ScoreThreshold = -0.25, MaxOutput = 300",
    ];

    private static readonly string[] Reals = ["float", "double"];

    private static readonly Lazy<(Assembly Assembly, Action<int> Select)> Program = new(() => KernelCompiler.CompileProgram($$"""
        using System;
        using LossGen;
        public static partial class Methods
        {
            {{string.Join('\n', Cases().SelectMany(c => Reals, (c, real) => $"""
                [NonMaxSuppression({c.Attribute})]
                public static partial int {Name(c.Attribute, real, false)}(ReadOnlySpan<{real}> boxes, ReadOnlySpan<{real}> scores, Span<int> kept);
                [NonMaxSuppression({c.Attribute})]
                public static partial int {Name(c.Attribute, real, true)}(ReadOnlySpan<{real}> boxes, ReadOnlySpan<{real}> scores, ReadOnlySpan<int> classes, Span<int> kept);
                """))}}
        }
        """));

    private delegate int Suppression<T>(ReadOnlySpan<T> boxes, ReadOnlySpan<T> scores, Span<int> kept);

    private delegate int ClassSuppression<T>(ReadOnlySpan<T> boxes, ReadOnlySpan<T> scores, ReadOnlySpan<int> classes, Span<int> kept);

    /// <summary>Every combination of format and options that there is a kernel of: all options for corners, few for the other formats.</summary>
    public static IEnumerable<(BoxFormat Format, string Attribute)> Cases() =>
        from format in Enum.GetValues<BoxFormat>()
        from options in Options
        where format == BoxFormat.Xyxy || options.Length == 0 || options.Contains(',', StringComparison.Ordinal)
        select (format, $"Format = BoxFormat.{format}{(options.Length == 0 ? "" : ", " + options)}");

    /// <summary>The indices that are kept, in each width.</summary>
    public static int[][] Run<T>(string attribute, T[] boxes, T[] scores, int[]? classes)
    {
        MethodInfo method = Program.Value.Assembly.GetType("Methods")!.GetMethod(Name(attribute, typeof(T) == typeof(float) ? "float" : "double", classes is not null))!;
        return [.. Spelling.All.Select(width =>
        {
            int[] kept = new int[scores.Length];
            Program.Value.Select(width.Lanes);
            int count = classes is null
                ? method.CreateDelegate<Suppression<T>>()(boxes, scores, kept)
                : method.CreateDelegate<ClassSuppression<T>>()(boxes, scores, classes, kept);
            return kept[..count];
        })];
    }

    /// <summary>A number that an attribute gives, or its default.</summary>
    public static double Option(string attribute, string name, double @default)
    {
        int at = attribute.IndexOf(name + " = ", StringComparison.Ordinal);
        return at < 0 ? @default : double.Parse(attribute[(at + name.Length + 3)..].Split(',')[0], CultureInfo.InvariantCulture);
    }

    private static string Name(string attribute, string real, bool hasClasses) =>
        $"{attribute.Replace("Format = BoxFormat.", "", StringComparison.Ordinal).Replace(" = ", "", StringComparison.Ordinal).Replace(", ", "_", StringComparison.Ordinal).Replace('.', 'p').Replace('-', 'm')}_{real}{(hasClasses ? "_classes" : "")}";
}
