namespace LossGen.Sample;

/// <summary>The command line.</summary>
internal sealed record Options(bool Quick, bool Frame, string? Recipe, string? Data, string Report)
{
    public const string Usage = """
        Usage: LossGen.Sample [frame] [--quick] [--recipe NAME] [--data DIR] [--report FILE]

          frame          no training: what a game does in every frame with the output of a detector, in microseconds
          --quick        a few epochs, or a few frames, only
          --recipe NAME  trains with these losses alone: built-in, LossGen's own, or custom, formulas that the sample brings along;
                         else with the one and then the other
          --data DIR     the full Fashion-MNIST from DIR: train-images-idx3-ubyte, train-labels-idx1-ubyte,
                         t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, each plain or .gz
          --report FILE  where to write the report (report.html)
        """;

    /// <summary>Null where the arguments are not of this form.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments) => Parse(arguments, new Options(Quick: false, Frame: false, Recipe: null, Data: null, Report: "report.html"));

    private static Options? Parse(ReadOnlySpan<string> arguments, Options before) => arguments switch
    {
        [] => before,
        ["frame", .. var rest] => Parse(rest, before with { Frame = true }),
        ["--quick", .. var rest] => Parse(rest, before with { Quick = true }),
        ["--recipe", var name, .. var rest] when LossGen.Sample.Recipe.All.Any(recipe => recipe.Name == name) => Parse(rest, before with { Recipe = name }),
        ["--data", var directory, .. var rest] => Parse(rest, before with { Data = directory }),
        ["--report", var file, .. var rest] => Parse(rest, before with { Report = file }),
        _ => null,
    };
}
