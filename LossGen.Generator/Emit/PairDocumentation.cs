using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>What a reader of the file of a kernel beside the losses is told.</summary>
internal sealed class PairDocumentation(KernelSpec spec, IReadOnlyList<string> formulas) : MethodDocumentation(spec, formulas)
{
    public void WriteHeader(CodeWriter writer) =>
        WriteHeader(writer, Suppresses ? "the overlap of one box with each of those that were kept before" : "one box of the first list against all of the second, then the next one");

    /// <summary>The value of a pair.</summary>
    public static IReadOnlyList<string> Formulas(KernelSpec spec, LossProgram program) => InColumns([(IsSuppression(spec) ? "IoU" : "value", program.Value)]);

    protected override string Remark => "";

    protected override string? Returns => Suppresses ? "The number of boxes that are kept." : null;

    protected override IEnumerable<(string Type, string Reason)> Exceptions =>
        [("ArgumentException", $"Lengths do not fit, or {Name(Suppresses ? Role.Kept : Role.Matrix)} overlaps another argument; nothing was written")];

    private bool Suppresses => IsSuppression(Spec);

    private static bool IsSuppression(KernelSpec spec) => spec[Role.Kept] is not null;

    protected override string What => Suppresses ? Kept() : $"a value for each box n of {Name(Role.Boxes1)} and each box m of {Name(Role.Boxes2)}.";

    protected override string Describe(ParameterSpec parameter) => parameter.Role switch
    {
        Role.Matrix => "Receives the N × M values, row after row: a row for each of the first boxes.",
        Role.Scores => "One score a box. What is not a number comes last.",
        Role.Classes => "One class a box: boxes of different classes do not suppress each other.",
        Role.Kept => "One place a box. The first receive the indices of the boxes that are kept; the others hold nothing of use after.",
        _ => $"{(parameter.Role == Role.Boxes2 ? "M" : "N")} × 4 {BoxNumbers(Spec.Format)}.",
    };

    private string Kept()
    {
        double least = Spec.Constant("ScoreThreshold"), most = Spec.Constant("MaxOutput");
        return "keeps the boxes, best score first, that overlap no better one that is kept by an IoU of more than " + Number(Spec.Constant("IouThreshold"))
            + (double.IsNegativeInfinity(least) ? "" : $", of those that score more than {Number(least)}")
            + (most == 0 ? "." : $"; {Number(most)} at most.");
    }

    private string Name(Role role) => Spec[role]!.Name.TrimStart('@');

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
