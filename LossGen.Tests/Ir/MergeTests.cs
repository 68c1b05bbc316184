using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>A hard target's two formulas, merged into one, have the value of the one that is chosen.</summary>
public class MergeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.7)]
    public void A_hard_target_chooses_between_the_formulas_for_1_and_for_0(double gamma)
    {
        foreach (double alpha in new[] { -1, 0, 0.25, 1 })
        {
            FocalLoss focal = new();
            KernelSpec spec = Specs.Of(focal, "float logits, float targets, float gradient", ReductionKind.Mean, ("Gamma", gamma), ("Alpha", alpha), ("Targets", 1));
            Expr merged = LossProgram.Build(spec, focal).Value;
            Inputs inputs = Pairs(merged);
            Expr positive = focal.Value(new LossArguments(spec, [inputs.X], [1])), negative = focal.Value(new LossArguments(spec, [inputs.X], [0]));
            double[] actual = new Interpreter(inputs.Items, 1, inputs.Numbers, _ => 1).Evaluate(merged);
            double[] yes = inputs.Evaluate(positive), no = inputs.Evaluate(negative);
            for (int i = 0; i < actual.Length; i++)
            {
                double[] chosen = inputs[inputs.Y][i] == 1 ? yes : no;
                Close.Assert(chosen[chosen.Length == 1 ? 0 : i], actual.Length == 1 ? actual[0] : actual[i], 1e-13, $"gamma {gamma}, alpha {alpha}, x {inputs[inputs.X][i]}");
            }
        }
    }

    [Fact]
    public void Random_formulas_keep_their_value_when_they_are_merged()
    {
        for (int seed = 0; seed < 600; seed++)
        {
            Inputs inputs = new Inputs(items: 4, classes: 3).Random(new Random(seed));
            inputs.With(inputs.Y, 1, 0.5, 1, -1);
            Expr yes = new RandomFormulas(inputs, seed).Next(3), no = new RandomFormulas(inputs, seed + (seed % 2)).Next(3) * (seed % 4 == 0 ? -1 : 1);
            Expr merged = Merge.Run(Equal(inputs.Y, 1), yes, no);
            Verifier.Formulas([new Output(Role.Losses, 0, merged)]);
            double[] a = inputs.Evaluate(yes), b = inputs.Evaluate(no), actual = inputs.Evaluate(merged), errors = new RoundingError(inputs).Of(merged);
            for (int i = 0; i < actual.Length; i++)
            {
                double[] chosen = inputs[inputs.Y][i] == 1 ? a : b;
                Close.Assert(chosen[chosen.Length == 1 ? 0 : i], actual[i], 1e-12, $"seed {seed}: {yes} or {no} merged to {merged}", scale: errors[i]);
            }
        }
    }

    [Fact]
    public void Mirrored_formulas_need_one_function()
    {
        Inputs i = new();
        Expr isPositive = Equal(i.Y, 1), z = NegateIf(isPositive, i.X);
        Assert.Equal(Softplus(z), Merge.Run(isPositive, Softplus(-i.X), Softplus(i.X)));
        Assert.Equal(
            Where(isPositive, 0.25, 0.75) * Square(Sigmoid(z)) * Softplus(z),
            Merge.Run(isPositive, 0.25 * Square(Sigmoid(-i.X)) * Softplus(-i.X), 0.75 * Square(Sigmoid(i.X)) * Softplus(i.X)));
        Assert.Equal(i.X, Merge.Run(isPositive, i.X, i.X));
    }

    /// <summary>Logits from tiny to huge, each with target 1 and another.</summary>
    private static Inputs Pairs(Expr formula)
    {
        double[] x = [-1e4, -80, -5, -0.5, 0, 1e-5, 0.3, 1, 12, 90, 1e4];
        Inputs inputs = new(items: 2 * x.Length);
        Assert.NotNull(formula.Graph);
        return inputs.With(inputs.X, [.. x, .. x]).With(inputs.Y, [.. x.Select(_ => 1.0), .. x.Select(v => v > 0 ? 0 : 0.5)]);
    }
}
