using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Kernels;

/// <summary>Compares what a kernel returned and wrote with the reference, which computes the same formulas in double.</summary>
internal static class Oracle
{
    private const double Places = 16;

    /// <summary>What a value may be whose number no normal float holds: exp(−|x|) ends at the smallest one, and weights up to 10 multiply it.</summary>
    private const double Vanishing = 10.01 * Ulps.SmallestNormal;

    /// <summary>What a value in double may be off, as a part of the largest of its terms.</summary>
    private const double OfDoubles = 1e-13;

    /// <summary>Fails where the result is further from the reference than a loss of its kind may be.</summary>
    public static void Verify(CompiledKernel kernel, KernelInputs inputs, KernelResult result, string what)
    {
        Interpreter reference = kernel.Reference(inputs);
        foreach (Role? role in kernel.Program.Outputs.Select(o => o.Role).Distinct())
        {
            double[] expected = kernel.Expected(reference, inputs, role);
            double[] ours = Written(result, role);
            Assert.Equal(expected.Length, inputs.Items == 0 && role is null ? 1 : ours.Length);
            if (kernel.Case.IsElement && role is not null)
            {
                WithinPlaces(kernel, reference, expected, ours, role.Value, what);
            }
            else if (inputs.Items > 0)
            {
                // Identical boxes have a gradient of about 0 out of slopes of 1/width and −1/width: what is largest in the array is measured with those.
                double[] terms = kernel.Case.IsBox && role?.IsGradient() == true
                    ? [.. kernel.Program.Outputs.Where(o => o.Role == role).SelectMany(o => Terms.Magnitude(reference, o.Value))]
                    : Array.ConvertAll(expected, Math.Abs);
                WithinTolerance(kernel, expected, ours, terms.Max(), role?.ToString() ?? "value", what);
            }
        }
    }

    /// <summary>The worst error of an element loss in units in the last place.</summary>
    public static double WorstPlaces(CompiledKernel kernel, KernelInputs inputs, KernelResult result, Role role)
    {
        Interpreter reference = kernel.Reference(inputs);
        double[] expected = kernel.Expected(reference, inputs, role), magnitudes = Magnitudes(kernel, reference, role);
        double[] ours = Written(result, role);
        return expected.Select((e, i) => Ulps.IsNormal(e) ? Ulps.Between(ours[i], e, magnitudes[i]) : 0).DefaultIfEmpty().Max();
    }

    private static double[] Written(KernelResult result, Role? role) => role switch
    {
        null => [result.Value],
        Role.Losses => result.Losses,
        Role.Gradient => result.Gradient,
        _ => result.TargetGradient,
    };

    /// <summary>
    /// 16 places, or 8 γ above γ = 2: on the well-classified side the loss is e^(−(γ + 1)|x|), a power of the one exponential that is computed, so that its
    /// error counts γ + 1 times.
    /// </summary>
    public static double AllowedPlaces(KernelCase kernel) => Math.Max(Places, 8 * kernel.Constant("Gamma", 2));

    private static void WithinPlaces(CompiledKernel kernel, Interpreter reference, double[] expected, double[] ours, Role role, string what)
    {
        double allowed = AllowedPlaces(kernel.Case);
        double[] magnitudes = Magnitudes(kernel, reference, role);
        if (kernel.Case.IsDouble)
        {
            WithinDoubles(kernel, expected, ours, magnitudes, $"{what}: {role}");
            return;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            double places = Ulps.IsNormal(expected[i]) ? Ulps.Between(ours[i], expected[i], magnitudes[i]) : 0;
            Assert.True(places <= allowed, $"{kernel.Case}, {what}: {role}[{i}] is {ours[i]:R} and not {expected[i]:R}: {places:F1} places off, {allowed} are allowed.");
            Assert.True(Ulps.IsNormal(expected[i]) || Math.Abs(ours[i]) <= Vanishing || Math.Abs(expected[i]) > 1 || expected[i].Equals(ours[i]), $"{kernel.Case}, {what}: {role}[{i}] is {ours[i]:R} and not {expected[i]:R}.");
        }
    }

    /// <summary>The reference computes in double itself: both have its errors, and the reference those of the formula's own steps.</summary>
    private static void WithinDoubles(CompiledKernel kernel, double[] expected, double[] ours, double[] magnitudes, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(ours[i] - expected[i]);
            Assert.True(error <= (OfDoubles * magnitudes[i]) + 1e-300 || expected[i].Equals(ours[i]), $"{kernel.Case}, {what}[{i}] is {ours[i]:R} and not {expected[i]:R}.");
        }
    }

    private static double[] Magnitudes(CompiledKernel kernel, Interpreter reference, Role role) =>
        Terms.Magnitude(reference, kernel.Program.Outputs.Single(o => o.Role == role).Value);

    /// <summary>1e-5 of the value, or 1e-7 of the largest of its array. What no normal float can hold may be 0, as everywhere.</summary>
    private static void WithinTolerance(CompiledKernel kernel, double[] expected, double[] ours, double largest, string name, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = ((1e-5 * Math.Abs(expected[i])) + (1e-7 * largest)) * (kernel.Case.IsDouble ? 1e-6 : 1) + Ulps.SmallestNormal, error = Math.Abs(ours[i] - expected[i]);
            bool overflows = !kernel.Case.IsDouble && float.IsInfinity((float)expected[i]) && (float)expected[i] == ours[i];
            Assert.True(error <= allowed || overflows || expected[i].Equals(ours[i]), $"{kernel.Case}, {what}: {name}[{i}] is {ours[i]:R} and not {expected[i]:R}: {error:E2} off, {allowed:E2} is allowed.");
        }
    }
}
