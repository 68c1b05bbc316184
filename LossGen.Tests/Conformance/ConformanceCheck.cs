using System.Reflection;

namespace LossGen.Tests.Conformance;

/// <summary>Runs the reference cases through the attributed methods whose constants are the case's.</summary>
internal static class ConformanceCheck
{
    /// <summary>A kernel with targets of the prediction's type.</summary>
    private delegate float OverFloats(ReadOnlySpan<float> prediction, ReadOnlySpan<float> targets, Span<float> losses, Span<float> gradient);

    /// <summary>A kernel with class indices.</summary>
    private delegate float OverIndices(ReadOnlySpan<float> prediction, ReadOnlySpan<int> targets, Span<float> losses, Span<float> gradient);

    /// <summary>The methods that must answer as the case does.</summary>
    public static MethodInfo[] Matching(ConformanceCase c) =>
        [.. typeof(ConformanceKernels).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => Matches(m.GetCustomAttribute<LossAttribute>(), c))];

    /// <summary>Runs a case through one method and compares value, losses and gradient.</summary>
    public static void Verify(ConformanceCase c, MethodInfo method)
    {
        float[] losses = new float[c.Losses.Length], gradient = new float[c.Gradient.Length];
        float value = method.GetParameters()[1].ParameterType == typeof(ReadOnlySpan<int>)
            ? method.CreateDelegate<OverIndices>()(c.Prediction, Array.ConvertAll(c.Targets, t => (int)t), losses, gradient)
            : method.CreateDelegate<OverFloats>()(c.Prediction, c.Targets, losses, gradient);
        string what = $"{c.Name} by {method.Name}";
        AssertClose([c.Value], [value], what + ": value");
        AssertClose(c.Losses, losses, what + ": losses");
        AssertClose(c.Gradient, gradient, what + ": gradient");
    }

    private static bool Matches(LossAttribute? attribute, ConformanceCase c) => attribute is not null && attribute.Reduction == c.Reduction && attribute switch
    {
        FocalLossAttribute focal => c.Loss == "sigmoid_focal" && focal.Alpha == c["alpha"] && focal.Gamma == c["gamma"] && (focal.Targets == TargetKind.Soft || c.IsHard),
        GIoUAttribute => c.Loss == "giou",
        CrossEntropyAttribute rows => c.Loss == "softmax_ce_sparse" && (rows.Classes == 0 || rows.Classes == c.Classes),
        _ => false,
    };

    /// <summary>|ours − theirs| ≤ 1e-5 |theirs| + 1e-7 times the largest magnitude of the array.</summary>
    private static void AssertClose(double[] theirs, float[] ours, string what)
    {
        double largest = theirs.Max(Math.Abs);
        for (int i = 0; i < theirs.Length; i++)
        {
            double error = Math.Abs(ours[i] - theirs[i]), allowed = (1e-5 * Math.Abs(theirs[i])) + (1e-7 * largest);
            Assert.True(error <= allowed, $"{what}[{i}] is {ours[i]:R} and not {theirs[i]:R}: off by {error:E2}, {allowed:E2} is allowed.");
        }
    }
}
