using LossGen.Generator.Diagnostics;
using LossGen.Generator.Losses;
using LossGen.Generator.Passes;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Parsing.Formulas;

/// <summary>What is likely not meant in a formula that is one: its program tells, so the method must have no mistake.</summary>
internal static class FormulaWarnings
{
    public static IEnumerable<Diagnostic> Check(LossMethod method)
    {
        if (method.Formula is null || LossMethodParser.Kernel(method) is not { } kernel)
        {
            yield break;
        }

        LossProgram program = LossProgram.Build(kernel, LossCatalog.Find(kernel.Loss));
        string formula = method.Formula.Name;
        foreach (IGrouping<Role?, Output> flat in program.Derivatives.GroupBy(d => d.Role).Where(g => g.All(d => d.Value.Value is 0)))
        {
            BoundParameter output = method.Signature.Parameters.First(p => p.Role == flat.Key);
            yield return Diagnostic.Create(DiagnosticDescriptors.FormulaFlat, method.Formula.Locations[0], formula, method.FormulaParameters[Place(flat.Key!.Value)].Name, output.Name);
        }

        if (method.Signature.Has(Role.Gradient) && JumpSearch.Find(kernel, method.Schema.Skeleton, program.Value) is { } jump)
        {
            yield return Diagnostic.Create(
                DiagnosticDescriptors.FormulaJumps,
                method.Formula.Locations[0],
                formula, Text(jump.Left), Text(jump.Right),
                string.Join(", ", from input in jump.Inputs
                                  let place = Place(input.Role)
                                  where place >= 0
                                  orderby place
                                  select $"{method.FormulaParameters[place].Name} = {Text(input.Numbers)}"));
        }
    }

    /// <summary>Which of the formula's parameters an input is, or what an output is the derivative by; −1 for what the formula does not take.</summary>
    private static int Place(Role role) => role switch
    {
        Role.Gradient => FormulaSpec.Prediction,
        Role.Targets or Role.TargetGradient => FormulaSpec.Target,
        _ when role.IsPrediction() => FormulaSpec.Prediction,
        >= Role.OwnGradient => role - Role.OwnGradient,
        >= Role.OwnScalar => role - Role.OwnScalar,
        >= Role.Own => role - Role.Own,
        _ => -1,
    };

    private static string Text(double[] numbers) => numbers.Length == 1 ? Text(numbers[0]) : "(" + string.Join(", ", numbers.Select(Text)) + ")";

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
