using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>
/// How many machine operations a kernel has for one item, or one class of a row. A change here is a change of speed: accept it knowingly.
/// </summary>
public class OperationCountTests
{
    /// <summary>What the hand-made kernel has of fused multiply-adds and multiplications.</summary>
    private const int HandMade = 23;

    private const double Allowed = 1.1;

    [Fact]
    public void Focal_loss_with_hard_targets_needs_no_more_arithmetic_than_by_hand()
    {
        Dictionary<Op, int> counts = Focal(targets: 1);
        int multiplications = new[] { Op.Multiply, Op.FusedMultiplyAdd, Op.MultiplySubtract, Op.NegatedMultiplyAdd }.Sum(op => counts.GetValueOrDefault(op));
        Assert.InRange(multiplications, 1, Allowed * HandMade);
        Assert.Equal(1, counts[Op.Divide]);
    }

    [Fact]
    public void Focal_loss_with_hard_targets() => Same(
        "4 Add, 2 Larger, 1 Smaller, 1 Greater, 1 Equal, 3 Select, 2 NegateIf, 1 Subtract, 10 Multiply, "
        + "1 Divide, 15 FusedMultiplyAdd, 1 NegativeAbs, 1 AsInt, 1 AsReal, 1 ShiftLeft",
        Focal(targets: 1));

    [Fact]
    public void Focal_loss_with_soft_targets() => Same(
        "6 Add, 3 Larger, 1 Smaller, 1 Greater, 2 Select, 2 Subtract, 16 Multiply, 1 Divide, 19 FusedMultiplyAdd, "
        + "1 NegatedMultiplyAdd, 1 Negate, 1 NegativeAbs, 1 AsInt, 1 AsReal, 1 ShiftLeft",
        Focal(targets: 0));

    [Fact]
    public void Generalised_iou() => Same(
        "4 Add, 4 Larger, 5 Smaller, 4 TieWeight, 1 Greater, 2 Select, "
        + "9 Subtract, 13 Multiply, 2 Divide, 6 FusedMultiplyAdd, 3 MultiplySubtract, 4 NegatedMultiplyAdd",
        Count(new GIoU(), "float predictions, float targets, float gradient"));

    [Fact]
    public void Cross_entropy() => Same(
        "1 Pick, 6 Add, 2 Larger, 1 Equal, 3 Select, 7 Subtract, 9 Multiply, 1 Divide, 23 FusedMultiplyAdd, "
        + "1 Negate, 3 AsInt, 3 AsReal, 1 ToReal, 1 AddInt, 1 SubtractInt, 3 ShiftLeft, 1 ShiftRight",
        Count(new CrossEntropy(), "float logits, int targets, float gradient"));

    private static Dictionary<Op, int> Focal(int targets) =>
        Count(new FocalLoss(), "float logits, float targets, float gradient", ("Gamma", 2), ("Targets", targets));

    private static Dictionary<Op, int> Count(LossDefinition definition, string parameters, params (string, double)[] constants)
    {
        KernelPlan plan = Schedule.Run(Lower.Run(LossProgram.Build(Specs.Of(definition, parameters, ReductionKind.Mean, constants), definition).Outputs));
        return Assert.Single(plan.Passes).Segments.SelectMany(segment => segment.Values).GroupBy(value => value.Op).ToDictionary(group => group.Key, group => group.Count());
    }

    private static void Same(string expected, Dictionary<Op, int> counts) =>
        Assert.Equal(expected, string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}")));
}
