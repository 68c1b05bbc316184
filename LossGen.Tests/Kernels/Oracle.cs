using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;

namespace LossGen.Tests.Kernels;

/// <summary>Compares what a kernel returned and wrote with the reference, which computes the same formulas in double.</summary>
internal static class Oracle
{
    private const double Places = 16;

    /// <summary>Fails where the result is further from the reference than a loss of its kind may be.</summary>
    public static void Verify(CompiledKernel kernel, KernelInputs inputs, KernelResult result, string what)
    {
        Interpreter reference = kernel.Reference(inputs);
        foreach (Role? role in kernel.Program.Outputs.Select(o => o.Role).Distinct())
        {
            double[] expected = kernel.Expected(reference, inputs, role);
            float[] ours = role switch { Role.Losses => result.Losses, Role.Gradient => result.Gradient, _ => [result.Value] };
            Assert.Equal(expected.Length, inputs.Items == 0 && role is null ? 1 : ours.Length);
            if (kernel.Case.IsElement && role is not null)
            {
                WithinPlaces(kernel, reference, expected, ours, role.Value, what);
            }
            else if (inputs.Items > 0)
            {
                // Identical boxes have a gradient of about 0 out of slopes of 1/width and −1/width: what is largest in the array is measured with those.
                double[] terms = kernel.Case.IsBox && role == Role.Gradient
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
        float[] ours = role == Role.Losses ? result.Losses : result.Gradient;
        return expected.Select((e, i) => Ulps.IsNormal(e) ? Ulps.Between(ours[i], e, magnitudes[i]) : 0).DefaultIfEmpty().Max();
    }

    /// <summary>
    /// 16 places, or 8 γ above γ = 2: on the well-classified side the loss is e^(−(γ + 1)|x|), a power of the one exponential that is computed, so that its
    /// error counts γ + 1 times.
    /// </summary>
    public static double AllowedPlaces(KernelCase kernel) => Math.Max(Places, 8 * kernel.Constant("Gamma", 2));

    private static void WithinPlaces(CompiledKernel kernel, Interpreter reference, double[] expected, float[] ours, Role role, string what)
    {
        double allowed = AllowedPlaces(kernel.Case);
        double[] magnitudes = Magnitudes(kernel, reference, role);
        for (int i = 0; i < expected.Length; i++)
        {
            double places = Ulps.IsNormal(expected[i]) ? Ulps.Between(ours[i], expected[i], magnitudes[i]) : 0;
            Assert.True(places <= allowed, $"{kernel.Case}, {what}: {role}[{i}] is {ours[i]:R} and not {expected[i]:R}: {places:F1} places off, {allowed} are allowed.");
            Assert.True(Ulps.IsNormal(expected[i]) || Math.Abs(ours[i]) <= 1.001 * Ulps.SmallestNormal || Math.Abs(expected[i]) > 1, $"{kernel.Case}, {what}: {role}[{i}] is {ours[i]:R} and not {expected[i]:R}.");
        }
    }

    private static double[] Magnitudes(CompiledKernel kernel, Interpreter reference, Role role) =>
        Terms.Magnitude(reference, kernel.Program.Outputs.Single(o => o.Role == role).Value);

    /// <summary>1e-5 of the value, or 1e-7 of the largest of its array. What no normal float can hold may be 0, as everywhere.</summary>
    private static void WithinTolerance(CompiledKernel kernel, double[] expected, float[] ours, double largest, string name, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = (1e-5 * Math.Abs(expected[i])) + (1e-7 * largest) + Ulps.SmallestNormal, error = Math.Abs(ours[i] - expected[i]);
            Assert.True(error <= allowed || expected[i].Equals(ours[i]), $"{kernel.Case}, {what}: {name}[{i}] is {ours[i]:R} and not {expected[i]:R}: {error:E2} off, {allowed:E2} is allowed.");
        }
    }
}
