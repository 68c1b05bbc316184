using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Generator.Emit;

/// <summary>What a reader of a loss's file is told.</summary>
internal sealed class LossDocumentation(KernelSpec spec, LossSchema schema, LossProgram program, IReadOnlyList<string> formulas) : MethodDocumentation(spec, formulas)
{
    /// <summary>Value and derivatives, a line each.</summary>
    public static IReadOnlyList<string> Formulas(KernelSpec spec, LossSchema schema, LossProgram program)
    {
        List<(string, Expr)> roots = [("value", program.Value)];
        roots.AddRange(program.Derivatives.Select(d => (DerivativeName(spec, schema, d), d.Value)));
        bool hasTies = Schedule.Reachable(roots.Select(r => r.Item2)).Any(n => n.Op == Op.TieWeight);
        return hasTies ? [.. InColumns(roots), "[… > …] is 1 where it holds, ½ where both are equal, else 0"] : InColumns(roots);
    }

    public void WriteHeader(CodeWriter writer, KernelPlan plan)
    {
        string what = !WritesGradient ? "value" : Spec.ReturnsValue || Spec[Role.Losses] is not null ? "value and gradient" : "gradient";
        int loops = plan.Passes.Sum(p => p.Segments.Count(s => s.Axis == Axes.Class));
        string passes = loops > 0 ? $"{(plan.Passes.Count > 1 ? $"{plan.Passes.Count} passes, with " : "")}{(loops == 1 ? "one loop" : $"{loops} loops")} over the classes of each row{(Spec.HasClassIndices ? ", after a check of the class indices" : "")}"
            : plan.Passes.Count == 1 ? "one pass" : $"{plan.Passes.Count} passes";
        WriteHeader(writer, $"{what} in {passes}{Reading(plan)}");
    }

    protected override string? Returns =>
        !Spec.ReturnsValue ? null : IsPerItem ? $"The {Reduced()}; {OfNothing()} where there are no items." : "The loss of all items together.";

    protected override IEnumerable<(string Type, string Reason)> Exceptions =>
        schema.Skeleton == Skeleton.Row && Spec.HasClassIndices
            ? [Misfit("Lengths"), ("ArgumentOutOfRangeException", "A class index is out of its range; nothing was written")]
            : [Misfit("Lengths")];

    private static string DerivativeName(KernelSpec spec, LossSchema schema, Output derivative) => derivative.Role!.Value.IsOwn() ? spec.Stem(derivative.Role.Value)
        : schema.Skeleton != Skeleton.Box ? derivative.Role!.Value.ParameterName()
        : (derivative.Role == Role.TargetGradient ? "d/dt." : spec[Role.TargetGradient] is null ? "d/d" : "d/dp.") + spec.Format.Coordinates()[derivative.Component];

    /// <summary>What happens to an item's loss and gradient before they are written or returned.</summary>
    protected override string Remark =>
        "These are of one item."
        + (Spec[Role.Weights] is null ? "" : " Its weight multiplies loss and gradient.")
        + (!Spec.ReturnsMean || !IsPerItem ? "" : schema.OwnDivisor is not null ? $" The sum and the gradient are divided by {Divisor()}." : $" The mean divides the sum, and the gradient, by {Divisor()}.")
        + (Spec[Role.Scale] is null ? "" : " The scale multiplies the gradient.")
        + (Spec.Options.Accumulates ? " The gradient is added to what its memory holds." : "");

    /// <summary>Whether every item has a loss of its own; else there is one of all items together, and nothing to reduce.</summary>
    private bool IsPerItem => (program.Value.Axes & Axes.Item) != 0;

    private bool WritesGradient => Spec.Parameters.Any(p => p.Role.IsGradient());

    private string Divisor() =>
        Spec[Role.Normalizer] is not null ? "the normalizer"
        : schema.OwnDivisor is not null ? schema.OwnDivisor
        : Schedule.Reachable(program.Outputs.Select(o => o.Value)).Any(Schedule.IsOfLabels)
            ? Spec[Role.ClassWeights] is null ? "the number of rows that are not ignored" : "the weights of the rows' classes, ignored rows left out"
        : schema.IsPerEntry ? "the number of all entries"
        : "the number of items";

    protected override string What => Spec switch
    {
        { ReturnsValue: true } when !IsPerItem => WritesGradient ? "the loss of all items together, and its gradient." : "the loss of all items together.",
        { ReturnsValue: true } when WritesGradient => $"the {Reduced()}, and its gradient.",
        { ReturnsValue: true } => $"the {Reduced()}.",
        _ when Spec[Role.Losses] is null => "the gradient of the sum of the losses.",
        _ when WritesGradient => "the loss of every item, and the gradient of their sum.",
        _ => "the loss of every item.",
    };

    private string Reduced() => schema.OwnDivisor is not null ? $"sum of the losses over {Divisor()}" : Spec.Options.Reduction == ReductionKind.Mean ? "mean of the losses" : "sum of the losses";

    private string OfNothing() => !Spec.ReturnsMean ? "0" : Spec[Role.Normalizer] is not null ? "0 over the normalizer" : Spec.Options.EmptyMeanIsNaN ? "not a number" : "0";

    protected override string Describe(ParameterSpec p) => p.Role switch
    {
        Role.Targets when Spec.HoldsStates(p) => "A label from 0 to 1 for each class, and after the classes of each row the state of its anchor: 1 for an object, 0 for background; any other counts for nothing.",
        Role.Targets when schema.HasAnchorStates => "A label from 0 to 1 for each class: as many as there are probabilities.",
        Role.AnchorStates => "One state a row: 1 for an anchor of an object, 0 for background; any other counts for nothing.",
        Role.Targets when schema.Skeleton == Skeleton.Row && !Spec.HasClassIndices => "The weight of each class as a target, usually a distribution: as many as there are raw scores.",
        Role.Targets when schema.Skeleton == Skeleton.Row => $"One class index a row, from 0 to classes − 1{(schema.Constants.Any(c => c.Name == "IgnoreIndex") ? $", or {CSharpLiteral.Int((long)Spec.Constant("IgnoreIndex"))} for a row that is ignored" : "")}.",
        Role.ClassWeights => "One weight a class.",
        Role.Targets when schema.Skeleton == Skeleton.Box => "The true boxes, as predictions.",
        Role.Targets when Spec.HasHardTargets => "The labels, one an item: 1 is positive, all else negative.",
        Role.Targets => "The targets, one an item.",
        Role.Weights => "One weight an item; it multiplies the item's loss and gradient.",
        _ when Spec.IsOfCall(p.Role) => $"One number. {Received()} by {Spec.Formula!.Parameters[p.Role - Role.OwnGradient].Name}: the sum over the items.",
        _ when p.Role.IsOwn() && p.Role.IsOutput() => $"{Received()} by each {Spec.Formula!.Parameters[p.Role - Role.OwnGradient].Name}.",
        _ when p.Role.IsOwn() => $"The formula's {p.Name.TrimStart('@')}: {(p.Role.IsScalar() ? "one number" : "one an item")}.",
        Role.Losses when schema.Skeleton == Skeleton.Element => $"Receives the loss of each item; may be the memory of '{Predictions}'.",
        Role.Losses when schema.IsPerEntry => "Receives the loss of each class of each row.",
        Role.Losses => "Receives the loss of each item.",
        Role.Normalizer => "Divides the sum of the losses, in place of the number of items.",
        Role.Scale => "Multiplies the gradient.",
        Role.Gradient => $"{Received()} by each prediction{(Spec.Options.Accumulates ? "" : $"; may be the memory of '{Predictions}'")}.",
        Role.TargetGradient => $"{Received()} by each {(schema.Skeleton == Skeleton.Box ? "number of a true box" : "target")}.",
        Role.Probabilities when schema.Skeleton == Skeleton.Row => Spec.IsOverViews ? $"Probabilities, the classes on axis {CSharpLiteral.Int(Spec.Axis)}." : "Anchors × classes probabilities, anchor after anchor.",
        Role.Probabilities => "The probabilities of the positive class, one an item.",
        _ when schema.Skeleton == Skeleton.Box => $"N × 4 {BoxNumbers(Spec.Format)}.",
        _ when schema.Skeleton == Skeleton.Row => Spec.IsOverViews ? $"Raw scores, the classes on axis {CSharpLiteral.Int(Spec.Axis)}." : "Rows × classes raw scores, row after row.",
        _ => "The predictions, one an item.",
    };

    private string Predictions => Spec.Prediction.Name.TrimStart('@');

    private string Received() =>
        $"{(Spec.Options.Accumulates ? "Is added to:" : "Receives")} the derivative of the {(Spec.ReturnsValue ? "returned value" : "sum of the losses")}";

    /// <summary>The bytes that a pass moves for one item, where that is known.</summary>
    private string Reading(KernelPlan plan)
    {
        if (plan.Passes.Count != 1 || schema.Skeleton == Skeleton.Row)
        {
            return "";
        }

        int bytes = Spec.Parameters.Where(p => !p.Role.IsScalar() && !Spec.IsOfCall(p.Role)).Sum(p =>
            p.Element.Bytes() * schema.Skeleton.Components(p.Role) * (p.Role.IsGradient() && Spec.Options.Accumulates ? 2 : 1));
        return $" over {bytes} bytes {(schema.Skeleton == Skeleton.Box ? "a box" : "an element")}";
    }
}
