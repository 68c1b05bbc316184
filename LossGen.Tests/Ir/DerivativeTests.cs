using LossGen.Generator.Ir;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>The reverse mode against two other ways to a derivative: central differences, and the forward mode.</summary>
public class DerivativeTests
{
    public static TheoryData<string> Rules => [.. DerivativeRules.All.Keys.Select(op => op.ToString())];

    public static TheoryData<string> Broadcasts => [.. DerivativeRules.Broadcasts.Keys];

    [Fact]
    public void Every_operation_of_formulas_is_tried() =>
        Assert.Empty(Samples.AllOps.Where(op => OpInfo.Of(op).Stratum is Stratum.Formula or Stratum.Both).Except(DerivativeRules.All.Keys));

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_is_the_derivative_of_its_operation(string operation) => Check(DerivativeRules.All[Enum.Parse<Op>(operation)], operation);

    [Theory, MemberData(nameof(Broadcasts))]
    public void A_broadcast_value_collects_all_derivatives(string broadcast) => Check(DerivativeRules.Broadcasts[broadcast], broadcast);

    [Fact]
    public void Random_formulas_have_the_derivative_that_the_forward_mode_finds()
    {
        for (int seed = 0; seed < 600; seed++)
        {
            Inputs inputs = new Inputs(items: 3, classes: 3).Random(new Random(seed));
            Expr value = Sum(Axes.Item, new RandomFormulas(inputs, seed).Next(depth: 2 + (seed % 3)) * Exp(inputs.X));
            foreach (Expr variable in new[] { inputs.X, inputs.Row })
            {
                AgreesWithForwardMode(inputs, value, variable, new Random(seed), $"seed {seed}: {value}");
            }
        }
    }

    [Fact]
    public void A_stopped_gradient_is_frozen()
    {
        Inputs i = new Inputs(items: 2).With(new Inputs().X, 0.3, -1.2);
        Expr gradient = Differentiate.Gradient(Sum(Axes.Item, StopGradient(Exp(i.X)) * i.X), [i.X])[0];
        Assert.Equal(StopGradient(Exp(i.X)), Simplify.Run(gradient));
    }

    [Fact]
    public void What_a_value_does_not_depend_on_has_derivative_0()
    {
        Inputs i = new();
        Assert.Equal(0, Differentiate.Gradient(Exp(i.X), [i.Y])[0]);
    }

    private static void Check(Func<Inputs, Expr> formula, string what)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Inputs inputs = new Inputs(items: 3, DerivativeRules.Classes).Random(new Random(seed));
            Expr value = Sum(Axes.Item, formula(inputs) * inputs.Y);
            foreach (Expr variable in new[] { inputs.X, inputs.Row })
            {
                AgreesWithForwardMode(inputs, value, variable, new Random(seed), what);
                AgreesWithDifferences(inputs, value, variable, what);
            }
        }
    }

    /// <summary>The gradient along a random direction, and the forward mode in that direction.</summary>
    private static void AgreesWithForwardMode(Inputs inputs, Expr value, Expr variable, Random random, string what)
    {
        double[] direction = [.. inputs[variable].Select(_ => 2 * random.NextDouble() - 1)], gradient = Gradient(inputs, value, variable);
        double[] terms = [.. gradient.Zip(direction, (g, d) => g * d)];
        Dual forward = new ForwardMode(inputs, variable.Role, direction).Of(value)[0, 0];
        Close.Assert(inputs.Evaluate(value)[0], forward.Value, 1e-9, what, scale: 1);
        Close.Assert(forward.Tangent, terms.Sum(), 1e-8, what, scale: 1 + terms.Sum(Math.Abs) + Math.Abs(forward.Value));
    }

    private static void AgreesWithDifferences(Inputs inputs, Expr value, Expr variable, string what)
    {
        const double step = 1e-5;
        if (Schedule.Reachable([value]).Any(n => n.Op == Op.StopGradient))
        {
            return;
        }

        double[] gradient = Gradient(inputs, value, variable), x = inputs[variable];
        for (int i = 0; i < x.Length; i++)
        {
            double at = x[i];
            x[i] = at + step;
            double up = inputs.Evaluate(value)[0];
            x[i] = at - step;
            double down = inputs.Evaluate(value)[0];
            x[i] = at;
            Close.Assert((up - down) / (2 * step), gradient[i], 1e-7, $"{what}, place {i}", scale: 1 + Math.Abs(up));
        }
    }

    private static double[] Gradient(Inputs inputs, Expr value, Expr variable)
    {
        double[] gradient = inputs.Evaluate(Differentiate.Gradient(value, [variable])[0]);
        return gradient.Length == inputs[variable].Length
            ? gradient
            : [.. Enumerable.Range(0, inputs[variable].Length).Select(place => gradient[gradient.Length == 1 ? 0 : place / inputs.Classes])];
    }
}
