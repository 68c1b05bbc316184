using System.Globalization;

namespace LossGen.Benchmarks.Generation;

/// <summary>A program of many attributed methods, which take turns among some kinds.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kinds">How many of <see cref="MethodKinds"/> there are.</param>
/// <param name="HasOwnConstants">Whether each method has constants of its own, so that no two kernels are alike.</param>
internal sealed record MethodProgram(string Name, int Kinds, bool HasOwnConstants)
{
    public static IReadOnlyList<MethodProgram> All { get; } =
    [
        new("one kind", 1, HasOwnConstants: false),
        new("mixed kinds", MethodKinds.All.Length, HasOwnConstants: false),
        new("one kind, own constants", 1, HasOwnConstants: true),
        new("mixed kinds, own constants", MethodKinds.All.Length, HasOwnConstants: true),
    ];

    /// <summary>The program; after each edit its middle method has a constant that nothing had before.</summary>
    public string Text(int methods, int edit = 0)
    {
        IEnumerable<string> lines = Enumerable.Range(0, methods).Select(number =>
        {
            int constant = HasOwnConstants ? 1000 + number : 1000;
            return Method(number, edit > 0 && number == methods / 2 ? 5000 + edit : constant);
        });
        return $"using System;\nusing LossGen;\npublic static partial class Losses\n{{\n{string.Join('\n', lines)}\n}}\n";
    }

    private string Method(int number, int constant)
    {
        (string attribute, string method) = MethodKinds.All[number % Kinds];
        string[] parts = method.Split(' ', 2);
        return string.Create(CultureInfo.InvariantCulture, $"    [{attribute.Replace("#", $"{constant}", StringComparison.Ordinal)}] public static partial {parts[0]} Method{number}{parts[1]};");
    }
}
