using System.Globalization;
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
            double[][] outputs = [.. formula.Outputs.Select(numbers => new double[RandomNumbers.Items(formula) * numbers])];
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
        int[] sizes = formula.Outputs;
        for (int item = 0; item < RandomNumbers.Items(formula) && failure is null; item++)
        {
            double[][] x = [.. formula.Parameters.Zip(inputs, (p, input) => p.Kind == ParameterKind.Call ? input : Numbers(input, item, p.Numbers(formula.Classes)))];
            failure = Item(formula, kernel, x, [.. results.Zip(sizes, (output, size) => Numbers(output, item, size))]);
        }

        // Sums are taken in the kernel's type in each lane, and then in double.
        if (failure is null && formula is { ReturnsSum: true, WritesLosses: true } && results[0].All(double.IsFinite)
            && !(Math.Abs(sum - results[0].Sum()) <= 8 * (formula.IsFloat ? 1.2e-7 : 2.3e-16) * results[0].Sum(Math.Abs)))
        {
            return new(FailureKind.Value, $"the sum is {sum:R}, expected {results[0].Sum():R}");
        }

        return failure;
    }

    private static double[] Numbers(double[] all, int item, int each) => all[(item * each)..((item + 1) * each)];

    /// <summary>What a method says; not a number where it asks for the sign of what is none, of which .NET makes an exception.</summary>
    private static double Called(Func<double[][], double> method, double[][] x)
    {
        try
        {
            return method(x);
        }
        catch (ArithmeticException)
        {
            return double.NaN;
        }
    }

    private static Failure? Item(FormulaCase formula, CompiledFormula kernel, double[][] x, double[][] results)
    {
        string at = string.Join(", ", formula.Parameters.Zip(x, (parameter, numbers) => $"{parameter.Name} = {string.Join(" ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}"));

        // The evaluation is of the text that the compiler reads.
        Expectation of = new(formula, x, (0, 0));
        double inDouble = Called(kernel.InDouble, x);
        bool agree = double.IsFinite(of.Result.Value) ? of.Allows(inDouble) : !double.IsFinite(inDouble);
        if (!agree && !formula.Body.All().Any(node => node is FunctionCall { IsRough: true }))
        {
            return new(FailureKind.Reference, $"{at}: evaluated {of.Result.Value:R}, the method in double says {inDouble:R}");
        }

        double plain = Called(kernel.Formula, x);
        if (formula.WritesLosses)
        {
            double loss = results[0][0];
            if (double.IsFinite(plain) && double.IsFinite(of.Plain.Value) && !double.IsFinite(loss))
            {
                return new(FailureKind.NotFinite, $"{at}: loss {loss}, expected {of.Result.Value:R}; the method itself says {plain:R}");
            }

            if (double.IsFinite(of.Result.Value) && !of.Allows(loss))
            {
                return new(FailureKind.Value, $"{at}: loss {loss:R}, expected {of.Result.Value:R} ± {of.Tolerance.Value:G3}");
            }
        }

        Parameter[] variables = formula.Variables;
        for (int i = 0; i < variables.Length; i++)
        {
            double[] slopes = results[i + (formula.WritesLosses ? 1 : 0)];
            for (int component = 0; component < slopes.Length; component++)
            {
                Expectation expected = new(formula, x, (Array.IndexOf(formula.Parameters, variables[i]), component));
                if (Slope(expected, slopes[component], plain) is var (kind, text))
                {
                    return new(kind, $"{at}: {variables[i].GradientName}[{component}] {slopes[component]:R}, {text}");
                }
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

        if (double.IsFinite(slope) && !expected.AllowsSlope(ours))
        {
            return (FailureKind.Gradient, $"expected {slope:R} ± {expected.Tolerance.Slope:G3}");
        }

        return double.IsFinite(ours) && !expected.IsSlope(ours) ? (FailureKind.Differences, $"differences say something else; forward mode says {slope:R}") : null;
    }

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
