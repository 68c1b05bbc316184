using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Losses over rows in tensor views: wherever the class axis is and however the axes are strided, a row is a row.</summary>
public sealed class RowViewTests
{
    private const int Batch = 2, Height = 5, Width = 19;

    private static readonly (string Name, string Attribute, string Targets, string Real)[] Losses =
    [
        ("CrossEntropy", "CrossEntropy", "int", "float"),
        ("Smoothed", "CrossEntropy(LabelSmoothing = 0.125)", "long", "double"),
        ("Dense", "CrossEntropy", "float", "float"),
        ("Focal", "SoftmaxFocalLoss(Gamma = 0.5, Parallel = true)", "int", "float"),
        ("OneVersusAll", "OneVersusAllFocalLoss", "int", "float"),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(
    [
        .. from l in Losses
           from axis in (int[])[-1, 1]
           let comma = l.Attribute.Contains('(', StringComparison.Ordinal) ? l.Attribute.Replace("(", $"(Axis = {axis}, ", StringComparison.Ordinal) : $"{l.Attribute}(Axis = {axis})"
           select new KernelCase($"{l.Name}_{(axis < 0 ? "last" : "second")}", comma, l.Targets, KernelZoo.Everything) { Real = l.Real, OverViews = true },
    ]));

    public static TheoryData<string, int> Cases => [.. from l in Losses from classes in (int[])[1, 3, 21, 300] select (l.Name, classes)];

    /// <summary>NHWC and NCHW, and both with every axis but the first two apart by gaps: the same rows, the same bits.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void The_layout_changes_no_bits(string name, int classes)
    {
        CompiledKernel last = Compiled.Value[name + "_last"], second = Compiled.Value[name + "_second"];
        KernelInputs inputs = Make(last.Case, Batch * Height * Width, Sort.Ordinary, seed: 5, classes);
        KernelResult expected = inputs.Run(Over(last, [Batch, Height, Width, classes], 3, gap: 0));
        Oracle.Verify(last, inputs, expected, "rows side by side");
        foreach (int width in (int[])[0, 1, 2, 3])
        {
            foreach (int gap in (int[])[0, 3])
            {
                Same(expected, inputs.Run(Over(last, [Batch, Height, Width, classes], 3, gap, width)), $"{name}, classes last, gap {gap}, width {width}");
                Same(expected, inputs.Run(Over(second, [Batch, classes, Height, Width], 1, gap, width)), $"{name}, classes second, gap {gap}, width {width}");
            }
        }
    }

    private static void Same(KernelResult expected, KernelResult actual, string what)
    {
        string? difference = expected.FirstDifference(actual);
        Assert.True(difference is null, $"{what}: {difference}");
    }

    /// <summary>A kernel over views as one over rows: what is over classes is laid out with their axis in its place and a gap after each step of the last axis.</summary>
    private static Kernel Over(CompiledKernel kernel, nint[] shape, int axis, int gap, int width = 1)
    {
        nint[] rows = [.. shape.Where((_, i) => i != axis)];
        int classes = (int)shape[axis], size = kernel.Case.IsDouble ? 8 : 4;
        bool IsOverClasses(string name) => name is "logits" or "gradient" || (name == "targets" && kernel.Case.IsDense) || (name == "losses" && kernel.Case.IsPerEntry);
        nint[][] lengths = [.. kernel.Case.Parameters.Select(p => IsOverClasses(p.Name) ? shape : rows)];
        nint[][] strides = [.. lengths.Select((l, i) => Strides(l, IsOverClasses(kernel.Case.Parameters.ElementAt(i).Name) ? gap : 0))];
        nint[] layout = strides[0];
        int elements = (int)(layout[0] * shape[0]);
        return (prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale) =>
        {
            byte[] x = Spread(prediction), t = kernel.Case.IsDense ? Spread(targets) : targets.ToArray(), g = Spread(gradient), l = kernel.Case.IsPerEntry ? Spread(losses) : losses.ToArray();
            double value = kernel.Views[width](x, t, weights, l, g, targetGradient, normalizer, scale, lengths, strides);
            Collect(g, gradient);
            if (kernel.Case.IsPerEntry)
            {
                Collect(l, losses);
            }
            else
            {
                l.CopyTo(losses);
            }

            return value;
        };

        byte[] Spread(ReadOnlySpan<byte> packed)
        {
            byte[] spread = new byte[elements * size];
            for (int i = 0; i < packed.Length / size; i++)
            {
                packed.Slice(i * size, size).CopyTo(spread.AsSpan((int)PlaceOf(i) * size));
            }

            return spread;
        }

        void Collect(byte[] spread, Span<byte> packed)
        {
            for (int i = 0; i < packed.Length / size; i++)
            {
                spread.AsSpan((int)PlaceOf(i) * size, size).CopyTo(packed.Slice(i * size, size));
            }
        }

        nint PlaceOf(int i)
        {
            nint row = i / classes, place = i % classes * layout[axis];
            for (int a = shape.Length - 1, r = rows.Length - 1; a >= 0; a--)
            {
                if (a != axis)
                {
                    place += row % rows[r] * layout[a];
                    row /= rows[r--];
                }
            }

            return place;
        }
    }

    private static nint[] Strides(nint[] lengths, int gap)
    {
        nint[] strides = new nint[lengths.Length];
        nint stride = 1 + (gap > 0 ? 1 : 0);
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = (stride * lengths[axis]) + gap;
        }

        return strides;
    }
}
