using System.Reflection;
using LossGen.Tests.Kernels;

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

    /// <summary>Runs a case through a kernel in every width.</summary>
    public static void Verify(ConformanceCase c, CompiledKernel kernel)
    {
        bool isDouble = kernel.Case.IsDouble;
        double relative = isDouble ? 1e-10 : 1e-5, ofLargest = isDouble ? 1e-12 : 1e-7;
        double[] weights = c.Inputs.GetValueOrDefault("weights") ?? [.. (kernel.Case.IsPerEntry ? c.Inputs["targets"] : c.Losses).Select(_ => 1.0)];
        KernelInputs inputs = c.HasAnchors ? Anchors(c, kernel.Case) : new(c.Inputs[c.PredictionName], c.HasClassIndices ? Array.ConvertAll(c.Inputs["targets"], t => (int)t) : c.Inputs["targets"], weights)
        {
            Real = isDouble ? typeof(double) : typeof(float),
            IsPerEntry = kernel.Case.IsPerEntry,
            ClassWeights = c.Inputs.GetValueOrDefault("class_weights") ?? [],
        };
        foreach (KernelResult result in kernel.Case.OverViews ? kernel.Views.Select(view => inputs.Run(InShape(c, kernel.Case, view))) : kernel.Widths.Select(inputs.Run))
        {
            string what = $"{c.Name} by {kernel.Case}";
            AssertClose([c.Value], [result.Value], relative, ofLargest, what + ": value");
            AssertClose(c.Losses, result.Losses, relative, ofLargest, what + ": losses");
            AssertClose(c.Gradient, result.Gradient, relative, ofLargest, what + ": gradient");
            AssertClose(c.TargetGradient ?? [], result.TargetGradient, relative, ofLargest, what + ": targetGradient");
        }
    }

    /// <summary>The last target of each anchor is its state.</summary>
    private static KernelInputs Anchors(ConformanceCase c, KernelCase kernel)
    {
        double[][] rows = [.. c.Inputs["targets"].Chunk((int)c.Shapes["targets"][^1])];
        return new(c.Inputs[c.PredictionName], rows.SelectMany(row => row[..^1]).ToArray(), new double[rows.Length])
        {
            Real = kernel.IsDouble ? typeof(double) : typeof(float),
            IsPerEntry = true,
            AnchorStates = [.. rows.Select(row => row[^1])],
            AnchorStateType = kernel.AnchorStates,
        };
    }

    /// <summary>A kernel over views as one over memory: the parameters have the case's shapes.</summary>
    private static Kernel InShape(ConformanceCase c, KernelCase kernel, ViewKernel view)
    {
        nint[][] lengths = [.. kernel.Parameters.Select(p => p.Name switch
        {
            "targets" when kernel.AnchorStates is not null => c.Shapes[c.PredictionName],
            "targets" => c.Shapes["targets"],
            "anchorStates" => c.Shapes["targets"][..^1],
            "losses" when !kernel.IsPerEntry => c.Shapes["targets"],
            _ => c.Shapes[c.PredictionName],
        })];
        nint[][] strides = Array.ConvertAll(lengths, Contiguous);
        return (prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale) =>
            view(prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale, lengths, strides);
    }

    private static nint[] Contiguous(nint[] lengths) => [.. lengths.Select((_, axis) => lengths.Skip(axis + 1).Aggregate((nint)1, (a, b) => a * b))];

    private static bool Matches(LossAttribute? attribute, ConformanceCase c) => attribute is not null && !c.HasAnchors && attribute.Reduction == c.Reduction && attribute switch
    {
        FocalLossAttribute focal => c.Loss == "sigmoid_focal" && focal.Alpha == c["alpha"] && focal.Gamma == c["gamma"] && (focal.Targets == TargetKind.Soft || c.IsHard),
        GIoUAttribute => c.Loss == "giou" && c.Parameters["format"].GetString() == "xyxy" && c.TargetGradient is null,
        CrossEntropyAttribute rows => c.IsPlainRows && (rows.Classes == 0 || rows.Classes == c.Classes),
        _ => false,
    };

    /// <summary>|ours − theirs| is a part of |theirs| and of the largest magnitude of the array.</summary>
    private static void AssertClose(double[] theirs, double[] ours, double relative, double ofLargest, string what)
    {
        double largest = theirs.Select(Math.Abs).DefaultIfEmpty().Max();
        for (int i = 0; i < theirs.Length; i++)
        {
            double error = Math.Abs(ours[i] - theirs[i]), allowed = (relative * Math.Abs(theirs[i])) + (ofLargest * largest);
            Assert.True(error <= allowed, $"{what}[{i}] is {ours[i]:R} and not {theirs[i]:R}: off by {error:E2}, {allowed:E2} is allowed.");
        }
    }

    private static void AssertClose(double[] theirs, float[] ours, string what) => AssertClose(theirs, Array.ConvertAll(ours, x => (double)x), 1e-5, 1e-7, what);
}
