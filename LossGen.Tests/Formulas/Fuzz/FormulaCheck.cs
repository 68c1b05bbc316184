using System.Globalization;
using LossGen.Generator.Backends;

namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>Runs a formula's kernel in every width, and holds the results against the formula.</summary>
internal static class FormulaCheck
{
    /// <summary>The most changes that are tried for a sum over all items.</summary>
    private const int MostChanges = 4000;

    /// <summary>What is wrong with a kernel, or null.</summary>
    public static Failure? Run(FormulaCase formula, CompiledFormula kernel)
    {
        double[][] inputs = RandomNumbers.Of(formula);
        bool[] places = formula.Accumulates || formula.IsOfViews ? [false] : [true, false];
        (Spelling Width, bool InPlace)[] ways = [.. Spelling.All.SelectMany(width => places.Select(inPlace => (width, inPlace)))];
        (double Sum, double[][] Outputs)[] all = [.. ways.Select(way =>
        {
            kernel.Select(way.Width.Lanes);
            double[][] outputs = [.. formula.Outputs.Select(output => Enumerable.Repeat(RandomNumbers.Before, output.OfCall ? 1 : RandomNumbers.Items(formula) * output.Numbers).ToArray())];
            return (kernel.Run(inputs, outputs, way.InPlace), outputs);
        })];

        (double sum, double[][] results) = all[^1];
        foreach (((Spelling width, bool inPlace), (double ofWay, double[][] outputs)) in ways.Zip(all))
        {
            if (Difference([[sum], .. results], [[ofWay], .. outputs]) is { } difference)
            {
                return new(FailureKind.Bits, $"{width.Suffix}{(inPlace ? " in place" : "")}: {difference}");
            }
        }

        Failure? failure = null;
        double[][] ItemOf(int item) => [.. formula.Parameters.Zip(inputs, (p, input) => p.Kind == ParameterKind.Call ? input : Numbers(input, item, p.Numbers(formula.Classes)))];
        for (int item = 0; item < RandomNumbers.Items(formula) && failure is null; item++)
        {
            failure = Item(formula, kernel, ItemOf(item), [.. results.Zip(formula.Outputs, (values, output) => output.OfCall ? values : Numbers(values, item, output.Numbers))]);
        }

        for (int i = 0; i < formula.Variables.Length && failure is null; i++)
        {
            if (formula.Variables[i].Kind == ParameterKind.Call)
            {
                int parameter = Array.IndexOf(formula.Parameters, formula.Variables[i]);
                Expectation[] items = [.. Enumerable.Range(0, RandomNumbers.Items(formula)).Select(item => new Expectation(formula, ItemOf(item), (parameter, 0)))];
                failure = Total(formula, formula.Variables[i], items, results[i + (formula.WritesLosses ? 1 : 0)][0]);
            }
        }

        // Sums are taken in the kernel's type in each lane, and then in double.
        if (failure is null && formula is { Returns: not null, WritesLosses: true } && results[0].All(double.IsFinite))
        {
            double scale = formula.Returns == Reduction.Mean ? 1.0 / results[0].Length : 1, expected = scale * results[0].Sum();
            if (results[0].Sum(Math.Abs) < (formula.IsFloat ? float.MaxValue : double.MaxValue) && !(Math.Abs(sum - expected) <= 8 * (formula.IsFloat ? 1.2e-7 : 2.3e-16) * scale * results[0].Sum(Math.Abs)))
            {
                return new(FailureKind.Value, $"the {formula.Returns} is {sum:R}, expected {expected:R}");
            }
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
        bool agree = double.IsFinite(of.Loss) ? of.AllowsLoss(inDouble) : !double.IsFinite(inDouble);
        if (!agree && !formula.Body.All().Any(node => node is FunctionCall { IsRough: true }))
        {
            return new(FailureKind.Reference, $"{at}: evaluated {of.Loss:R}, the method in double says {inDouble:R}");
        }

        double plain = Called(kernel.Formula, x);
        if (formula.WritesLosses)
        {
            double loss = results[0][0];
            if (double.IsFinite(plain) && of.MustBeFinite && !double.IsFinite(loss) && !of.MayBeNone)
            {
                return new(FailureKind.NotFinite, $"{at}: loss {loss}, expected {of.Result.Value:R}; the method itself says {plain:R}");
            }

            if (double.IsFinite(of.Result.Value) && double.IsFinite(loss) && !of.Allows(loss))
            {
                return new(FailureKind.Value, $"{at}: loss {loss:R}, expected {of.Result.Value:R} ± {of.Tolerance.Value:G3}");
            }
        }

        Parameter[] variables = formula.Variables;
        double beside = LargestOfBoxes(formula, x);
        for (int i = 0; i < variables.Length; i++)
        {
            if (variables[i].Kind == ParameterKind.Call)
            {
                continue;
            }

            double[] slopes = results[i + (formula.WritesLosses ? 1 : 0)];
            for (int component = 0; component < slopes.Length; component++)
            {
                Expectation expected = new(formula, x, (Array.IndexOf(formula.Parameters, variables[i]), component)) { Beside = beside };
                if (Slope(expected, slopes[component], plain) is var (kind, text))
                {
                    return new(kind, $"{at}: {variables[i].GradientName}[{component}] {slopes[component]:R}, {text}");
                }
            }
        }

        return null;
    }

    /// <summary>The largest derivative by a number of two boxes: whose of two corners it is, is decided by a fused step that rounds beside it.</summary>
    private static double LargestOfBoxes(FormulaCase formula, double[][] x) => formula.Variables.Length == 0 ? 0 : formula.Parameters
        .SelectMany((p, i) => p.Kind == ParameterKind.Box ? Enumerable.Range(0, x[i].Length).Select(component => Math.Abs(new Expectation(formula, x, (i, component)).Result.Tangent)) : [])
        .DefaultIfEmpty(0).Max();

    /// <summary>The derivative by a number of the call: the sum of what the items have.</summary>
    private static Failure? Total(FormulaCase formula, Parameter variable, Expectation[] items, double ours)
    {
        double before = formula.Accumulates ? RandomNumbers.Before : 0, unit = Math.ScaleB(1, formula.IsFloat ? -23 : -52);
        double[] slopes = [.. items.Select(item => item.Result.Tangent - before)];
        double expected = slopes.Sum() + before, size = slopes.Sum(Math.Abs) + before;
        if (!double.IsFinite(expected) || Math.Abs(ours - expected) <= 4 * unit * size)
        {
            return null;
        }

        string text = $"{variable.GradientName} {ours:R}, expected {expected:R}";
        return !double.IsFinite(ours)
            ? items.All(item => item.MustBeFinite && double.IsFinite(item.Plain.Tangent) && !item.MayBeNone) ? new(FailureKind.NotFinite, text) : null
            : items.Sum(item => item.Changes) <= MostChanges && items.All(item => item.IsSettled) && Math.Abs(ours - expected) > items.Sum(item => item.Tolerance.Slope) + (16 * unit * size)
                ? new(FailureKind.Gradient, text) : null;
    }

    private static (FailureKind Kind, string Text)? Slope(Expectation expected, double ours, double plain)
    {
        double slope = expected.Result.Tangent;
        if (double.IsFinite(plain) && expected.MustBeFinite && double.IsFinite(expected.Plain.Tangent) && double.IsFinite(slope) && !double.IsFinite(ours) && !expected.MayBeNone)
        {
            return (FailureKind.NotFinite, $"expected {slope:R}");
        }

        if (double.IsFinite(slope) && double.IsFinite(ours) && !expected.AllowsSlope(ours))
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
