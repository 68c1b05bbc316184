namespace LossGen.Tests.Formulas.Fuzz;

/// <summary>A function that formulas may call: its name, where it is, its value, and its derivatives by its arguments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Home">Where it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Slopes">Its derivatives by its arguments, where the arguments and the value are given.</param>
internal sealed record Function(string Name, Home Home, Func<double[], double> Value, Func<double[], double, double[]> Slopes)
{
    /// <summary>How many arguments it takes.</summary>
    public required int Arity { get; init; }

    /// <summary>What it says of where it is evaluated: which side of a kink, which step of a stair. A number that is the same all around.</summary>
    public Func<double[], double>? Turn { get; init; }

    /// <summary>Where its value or derivative is a matter of taste, as the sign of a zero's side is.</summary>
    public Func<double[], bool>? IsUnsettled { get; init; }

    /// <summary>Whether it chooses or rounds to whole numbers, so that nothing can be off.</summary>
    public bool IsExact { get; init; }

    /// <summary>Which arguments are one of few numbers: an exponent, or the bounds of a clamp.</summary>
    public double[][]? Constants { get; init; }

    public Dual Of(Evaluation e, Dual[] arguments)
    {
        if (Name == "FusedMultiplyAdd")
        {
            return Arithmetic.Of(e, '+', Arithmetic.Of(e, '*', arguments[0], arguments[1]), arguments[2]);       // as a kernel has it, whose terms may come in another order
        }

        double[] x = Array.ConvertAll(arguments, argument => argument.Value);
        double value = Value(x);
        double[] slopes = Slopes(IsExact ? x : Array.ConvertAll(arguments, argument => InSlope(e, argument)), value);
        double tangent = arguments.Zip(slopes, (argument, slope) => argument.Tangent == 0 ? 0 : argument.Tangent * slope).Sum();
        Array.ForEach(slopes, e.Pass);
        if (Turn is not null)
        {
            e.Turn(Turn(x));
        }

        // An infinite slope times the 0 of what is inside has a limit that a dual number does not know.
        if (IsUnsettled?.Invoke(x) == true || arguments.Zip(slopes, (argument, slope) => argument.Tangent == 0 && !double.IsFinite(slope)).Any(isLimit => isLimit))
        {
            e.Unsettle();
        }

        if (Name == "StopGradient")
        {
            return e.Stop(arguments[0]);
        }

        double ulps = IsExact ? 0 : e.FunctionUlps;
        // An exponential stops at the smallest number; a kernel multiplies by the inner derivative afterwards.
        double vanishing = IsExact || arguments.All(argument => argument.Value == 0) ? 0 : Math.Max(1, arguments.Sum(argument => Math.Abs(argument.Tangent)));
        return e.Step(value, tangent, ulps, (2 * ulps) + 1, IsExact && arguments.All(argument => argument.IsExact), vanishing, arguments.Zip(slopes, (argument, slope) => argument.Tangent == 0 ? 0 : Math.Abs(argument.Tangent * slope)).Sum()) with
        {
            IsProduct = Name == "Square",
            Beside = Name == "Abs" && x[0] == 0 ? Math.Abs(arguments[0].Tangent) : 0,
        };
    }

    /// <summary>An argument as the derivative has it: a sum may be added up anew there, such as 1 + (x − 1), which is x.</summary>
    private static double InSlope(Evaluation e, Dual argument) =>
        argument.LargestTerm > 0 && !argument.IsExact ? e.Step(argument.Value, 0, 1, 0, beside: argument.LargestTerm).Value : argument.Value;
}

/// <summary>Where a function is.</summary>
internal enum Home
{
    /// <summary>In Math, and of floats in MathF.</summary>
    Math,

    /// <summary>In the type of number itself.</summary>
    Number,

    /// <summary>In LossGen's own class.</summary>
    Formula,
}
