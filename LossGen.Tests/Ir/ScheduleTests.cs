using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using LossGen.Tests.Examples;

namespace LossGen.Tests.Ir;

/// <summary>A sum over all items ends a pass, a reduction over the classes of a row ends a loop, and nothing else does.</summary>
public class ScheduleTests
{
    [Fact]
    public void Focal_loss_and_its_gradient_are_one_pass()
    {
        KernelPlan plan = Plan(new FocalLoss(), "float logits, float targets, float gradient");
        ItemPass pass = Assert.Single(plan.Passes);
        Segment work = Assert.Single(pass.Segments);
        Assert.Equal(Axes.Item, pass.VectorAxis);
        Assert.Equal(Role.Gradient, Assert.Single(work.Stores).Role);
        Assert.Equal(Op.SumOver, Assert.Single(pass.Reductions).Op);
        Assert.NotNull(plan.Returned);
    }

    [Fact]
    public void Generalised_iou_is_one_pass_with_four_stores()
    {
        ItemPass pass = Assert.Single(Plan(new GIoU(), "float predictions, float targets, float gradient").Passes);
        Assert.Equal([0, 1, 2, 3], Assert.Single(pass.Segments).Stores.Select(store => store.Component));
    }

    [Fact]
    public void Dice_is_two_passes_because_its_sums_are_used_again()
    {
        KernelPlan plan = Plan(new SoftDice(), "float probabilities, float targets, float gradient");
        Assert.Equal(2, plan.Passes.Count);
        Assert.Equal(3, plan.Passes[0].Reductions.Count);
        Assert.Empty(plan.Passes[0].Segments.SelectMany(segment => segment.Stores));
        Assert.Empty(plan.Passes[1].Reductions);
        Assert.Single(plan.Passes[1].Segments.SelectMany(segment => segment.Stores));
        Assert.NotEmpty(plan.Passes[1].Parameters);
    }

    [Fact]
    public void The_value_of_Dice_alone_is_one_pass() => Assert.Single(Plan(new SoftDice(), "float probabilities, float targets").Passes);

    [Fact]
    public void Only_what_the_last_pass_waits_for_is_in_an_earlier_one()
    {
        KernelPlan plan = Plan(new RetinaNetFocalLoss(), "float probabilities, float targets, sbyte anchorStates, float losses, float gradient");
        Assert.Equal(2, plan.Passes.Count);
        Assert.Equal("objects", Assert.Single(plan.Passes[0].Reductions).Name);
        Assert.Equal(Axes.Item, plan.Passes[0].VectorAxis);
        Assert.Empty(plan.Passes[0].Segments.SelectMany(segment => segment.Stores));
        Assert.Single(plan.Passes[1].Reductions);
        Assert.Equal([Role.Losses, Role.Gradient], plan.Passes[1].Segments.SelectMany(segment => segment.Stores).Select(store => store.Role));
    }

    [Fact]
    public void Where_nothing_waits_there_is_one_pass() =>
        Assert.Equal(2, Assert.Single(Plan(new RetinaNetFocalLoss(), "float probabilities, float targets, sbyte anchorStates, float losses").Passes).Reductions.Count);

    [Fact]
    public void Cross_entropy_loops_for_the_maximum_then_the_exponentials_then_their_sum_then_the_gradient()
    {
        ItemPass pass = Assert.Single(Plan(new CrossEntropy(), "float logits, int targets, float gradient").Passes);
        Segment[] loops = [.. pass.Segments.Where(segment => segment.Axis == Axes.Class)];
        Assert.Equal(4, loops.Length);
        Assert.Equal(Axes.Class, pass.VectorAxis);
        Assert.Equal(Op.MaximumOver, Assert.Single(loops[0].Reductions).Op);
        Assert.Empty(loops[0].Values);
        Assert.Empty(loops[1].Reductions);
        Assert.Equal(Op.SumOver, Assert.Single(loops[2].Reductions).Op);
        Assert.Empty(loops[2].Values);
        Assert.Empty(loops[3].Reductions);
    }

    [Fact]
    public void The_exponentials_wait_in_the_gradient_and_are_only_scaled_in_the_last_loop()
    {
        Segment[] loops = [.. Plan(new CrossEntropy(), "float logits, int targets, float gradient").Passes[0].Segments.Where(segment => segment.Axis == Axes.Class)];
        Store kept = loops[1].Stores[0], written = Assert.Single(loops[3].Stores);
        Assert.True(kept is { IsKept: true, Role: Role.Gradient } && loops[2].Workspace == Role.Gradient && loops[3].Workspace == Role.Gradient);
        Assert.Equal(Role.Gradient, written.Role);
        Assert.Contains(kept.Value, loops[1].Values);
        Assert.Equal([Op.Multiply, Op.Select], loops[3].Values.Select(v => v.Op));
        Assert.Contains(kept.Value, loops[3].Values[0].Args);
    }

    [Fact]
    public void The_exponential_of_the_true_class_is_taken_out_of_memory_before_the_others_are_added()
    {
        Segment[] loops = [.. Plan(new CrossEntropy(), "float logits, int targets, float gradient").Passes[0].Segments.Where(segment => segment.Axis == Axes.Class)];
        Store patch = loops[1].Stores[1];
        Assert.Equal(0, patch.Value.Value);
        Assert.Equal(Role.Targets, patch.At!.Role);
        Assert.Equal(loops[1].Stores[0].Value, Assert.Single(loops[2].Reductions)[0][2]);
    }

    [Fact]
    public void The_gradient_at_the_true_class_is_written_on_its_own()
    {
        ItemPass pass = Plan(new CrossEntropy(), "float logits, int targets, float gradient").Passes[0];
        Segment last = pass.Segments[^1];
        Store scattered = Assert.Single(last.Stores);
        Assert.Equal(Axes.Item, last.Axis);
        Assert.Equal(Role.Targets, scattered.At!.Role);
        Assert.Equal(Axes.Item, scattered.Value.Axes);
    }

    [Fact]
    public void The_value_of_cross_entropy_alone_is_two_loops() =>
        Assert.Equal(2, Plan(new CrossEntropy(), "float logits, int targets").Passes[0].Segments.Count(segment => segment.Axis == Axes.Class));

    [Fact]
    public void Every_value_stands_after_what_it_uses()
    {
        foreach ((string name, LossDefinition definition, KernelSpec spec) in Specs.All)
        {
            foreach (ItemPass pass in Schedule.Run(Lower.Run(LossProgram.Build(spec, definition).Outputs)).Passes)
            {
                HashSet<Expr> known = [.. pass.Parameters];
                foreach (Segment segment in pass.Segments)
                {
                    foreach (Expr value in segment.Values)
                    {
                        Assert.All(value.Args.Where(arg => arg.Args.Length > 0), arg => Assert.True(known.Contains(arg), $"{name}: %{value.Id} uses %{arg.Id} too early"));
                        known.Add(value);
                    }

                    known.UnionWith(segment.Reductions);
                }
            }
        }
    }

    private static KernelPlan Plan(LossDefinition definition, string parameters) =>
        Schedule.Run(Lower.Run(LossProgram.Build(Specs.Of(definition, parameters, ReductionKind.Mean, ("Targets", 1)), definition).Outputs));
}
