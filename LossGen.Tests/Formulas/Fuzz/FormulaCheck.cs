using LossGen.Generator.Backends;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Runs a formula's kernel in every width, and holds the results against the formula.</summary>
internal static class FormulaCheck
{
    /// <summary>What is wrong with a kernel, or null.</summary>
    public static Failure? Run(FormulaCase formula, CompiledFormula kernel)
    {
        double[][] inputs = RandomNumbers.Of(formula);
        (double Sum, double[][] Outputs)[] widths = [.. Spelling.All.Select(width =>
        {
            kernel.Select(width.Lanes);
            double[][] outputs = [.. Enumerable.Range(0, formula.Outputs).Select(_ => new double[RandomNumbers.Items])];
            return (kernel.Run(inputs, outputs), outputs);
        })];

        (double sum, double[][] results) = widths[^1];
        for (int width = 0; width < widths.Length - 1; width++)
        {
            if (Difference([[sum], .. results], [[widths[width].Sum], .. widths[width].Outputs]) is { } difference)
            {
                return new(FailureKind.Bits, $"{Spelling.All[width].Suffix}: {difference}");
            }
        }

        Failure? failure = null;
        for (int item = 0; item < RandomNumbers.Items && failure is null; item++)
        {
            failure = Item(formula, kernel, [.. inputs.Select(input => input.Length == 1 ? input[0] : input[item])], [.. results.Select(output => output[item])]);
        }

        return failure;
    }

    private static Failure? Item(FormulaCase formula, CompiledFormula kernel, double[] x, double[] results)
    {
        Parameter[] variables = formula.Variables;
        Expectation[] expected = [.. variables.Select(variable => new Expectation(formula, x, Array.IndexOf(formula.Parameters, variable)))];
        Expectation of = expected.Length > 0 ? expected[0] : new(formula, x, 0);
        string at = string.Join(", ", formula.Parameters.Zip(x, (parameter, number) => $"{parameter.Name} = {number:R}"));

        // The evaluation is of the text that the compiler reads.
        double inDouble = kernel.InDouble(x);
        if (!(double.IsFinite(of.Result.Value) ? Math.Abs(inDouble - of.Result.Value) <= 1e-13 * Math.Abs(of.Result.Value) || !of.IsSettled || Math.Abs(inDouble - of.Result.Value) <= of.Tolerance.Value : !double.IsFinite(inDouble)))
        {
            return new(FailureKind.Reference, $"{at}: evaluated {of.Result.Value:R}, the method in double says {inDouble:R}");
        }

        double plain = kernel.Formula(x);
        if (formula.WritesLosses)
        {
            if (double.IsFinite(plain) && double.IsFinite(of.Plain.Value) && !double.IsFinite(results[0]))
            {
                return new(FailureKind.NotFinite, $"{at}: loss {results[0]}, expected {of.Result.Value:R}; the method itself says {plain:R}");
            }

            if (IsOff(results[0], of.Result.Value) && of.IsSettled && !(Math.Abs(results[0] - of.Result.Value) <= of.Tolerance.Value))
            {
                return new(FailureKind.Value, $"{at}: loss {results[0]:R}, expected {of.Result.Value:R} ± {of.Tolerance.Value:G3}");
            }
        }

        for (int i = 0; i < variables.Length; i++)
        {
            double ours = results[i + (formula.WritesLosses ? 1 : 0)];
            if (Slope(expected[i], ours, plain) is var (kind, text))
            {
                return new(kind, $"{at}: {variables[i].GradientName} {ours:R}, {text}");
            }
        }

        return null;
    }

    private static (FailureKind Kind, string Text)? Slope(Expectation expected, double ours, double plain)
    {
        double slope = expected.Result.Tangent;
        if (double.IsFinite(plain) && double.IsFinite(expected.Plain.Value) && double.IsFinite(expected.Plain.Tangent) && double.IsFinite(slope) && !double.IsFinite(ours))
        {
            return (FailureKind.NotFinite, $"expected {slope:R}");
        }

        if (IsOff(ours, slope) && expected.IsSettled && !(Math.Abs(ours - slope) <= expected.Tolerance.Slope))
        {
            return (FailureKind.Gradient, $"expected {slope:R} ± {expected.Tolerance.Slope:G3}");
        }

        return double.IsFinite(ours) && expected.Differences() is var (difference, tolerance) && Math.Abs(ours - difference) > tolerance + (1e-6 * Math.Abs(ours)) && expected.IsSettled
            && Math.Abs(ours - difference) > tolerance + expected.Tolerance.Slope
            ? (FailureKind.Differences, $"differences say {difference:R} ± {tolerance + expected.Tolerance.Slope:G3}")
            : null;
    }

    /// <summary>Whether a number is not as near as one could wish: the tolerance need not be known of one that is.</summary>
    private static bool IsOff(double ours, double expected) => !(Math.Abs(ours - expected) <= 1e-15 * Math.Abs(expected));

    private static string? Difference(double[][] a, double[][] b)
    {
        for (int output = 0; output < a.Length; output++)
        {
            for (int item = 0; item < a[output].Length; item++)
            {
                double x = a[output][item], y = b[output][item];
                if (BitConverter.DoubleToInt64Bits(x) != BitConverter.DoubleToInt64Bits(y) && !(double.IsNaN(x) && double.IsNaN(y)))
                {
                    return $"{(output == 0 ? "sum" : $"output {output - 1}")}[{item}] is {y:R}, scalar {x:R}";
                }
            }
        }

        return null;
    }
}
