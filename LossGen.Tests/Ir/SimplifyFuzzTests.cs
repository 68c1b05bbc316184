using LossGen.Generator.Ir;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Ir;

/// <summary>Simplifying keeps the value of any formula.</summary>
public class SimplifyFuzzTests
{
    private const int Formulas = 600;

    [Fact]
    public void Simplifying_keeps_the_value_of_random_formulas()
    {
        for (int seed = 0; seed < Formulas; seed++)
        {
            Inputs inputs = new Inputs(items: 3, classes: 3).Random(new Random(seed));
            Expr formula = new RandomFormulas(inputs, seed).Next(depth: 2 + (seed % 4));
            Same(inputs, formula, Simplify.Run(formula), seed);
        }
    }

    [Fact]
    public void Simplifying_keeps_the_derivatives_of_random_formulas()
    {
        for (int seed = 0; seed < Formulas; seed++)
        {
            Inputs inputs = new Inputs(items: 3, classes: 3).Random(new Random(seed));
            Expr value = Functions.Sum(Axes.Item, new RandomFormulas(inputs, seed).Next(depth: 2 + (seed % 3)) * Functions.Exp(inputs.X));
            Expr gradient = Differentiate.Gradient(value, [inputs.X])[0];
            Same(inputs, gradient, Simplify.Run(gradient), seed);
        }
    }

    private static void Same(Inputs inputs, Expr formula, Expr simplified, int seed)
    {
        if (formula.Graph is null)
        {
            return;
        }

        double[] expected = inputs.Evaluate(formula), actual = inputs.Evaluate(simplified), errors = new RoundingError(inputs).Of(formula);
        for (int i = 0; i < expected.Length; i++)
        {
            double other = actual[actual.Length == 1 ? 0 : i];
            if (double.IsFinite(expected[i]))
            {
                Close.Assert(expected[i], other, 1e-12, $"seed {seed}, place {i}: {formula} simplified to {simplified}", scale: errors[i]);
            }
        }
    }
}
