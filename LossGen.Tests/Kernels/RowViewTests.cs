using LossGen.Execution;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Losses over rows in tensor views: wherever the class axis is and however the axes are strided, a row is a row.</summary>
public sealed class RowViewTests
{
    private const int Batch = 2, Height = 5, Width = 19;

    private static readonly (string Name, string Attribute, string Targets, string Real, string? States)[] Losses =
    [
        ("CrossEntropy", "CrossEntropy", "int", "float", null),
        ("Smoothed", "CrossEntropy(LabelSmoothing = 0.125)", "long", "double", null),
        ("Dense", "CrossEntropy", "float", "float", null),
        ("Focal", "SoftmaxFocalLoss(Gamma = 0.5, Parallel = true)", "int", "float", null),
        ("OneVersusAll", "OneVersusAllFocalLoss", "int", "float", null),
        ("Packed", "RetinaNetFocalLoss", "float", "float", null),
        ("PackedDouble", "RetinaNetFocalLoss(Gamma = 0.5, Parallel = true)", "double", "double", null),
        ("States", "RetinaNetFocalLoss(Accumulate = true)", "float", "float", "sbyte"),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(
    [
        .. from l in Losses
           from axis in (int[])[-1, 1]
           let comma = l.Attribute.Contains('(', StringComparison.Ordinal) ? l.Attribute.Replace("(", $"(Axis = {axis}, ", StringComparison.Ordinal) : $"{l.Attribute}(Axis = {axis})"
           select new KernelCase($"{l.Name}_{(axis < 0 ? "last" : "second")}", comma, l.Targets, KernelZoo.Everything) { Real = l.Real, OverViews = true, AnchorStates = l.States },
    ]));

    public static TheoryData<string, int> Cases => [.. from l in Losses from classes in (int[])[1, 3, 21, 530] select (l.Name, classes)];

    public static TheoryData<string, int> CasesInPlace => [.. from l in Losses where !l.Attribute.Contains("Accumulate", StringComparison.Ordinal) from classes in (int[])[21, 530] select (l.Name, classes)];

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

    /// <summary>Images whose sides are powers of two: the lines of their classes drive each other out of the cache, and go through tiles.</summary>
    [Theory]
    [InlineData("CrossEntropy"), InlineData("Smoothed"), InlineData("Dense"), InlineData("Focal"), InlineData("OneVersusAll"), InlineData("Packed"), InlineData("States")]
    public void Classes_that_collide_change_no_bits(string name)
    {
        const int Side = 32, Classes = 21;
        CompiledKernel last = Compiled.Value[name + "_last"], second = Compiled.Value[name + "_second"];
        KernelInputs inputs = Make(last.Case, Batch * Side * Side, Sort.Ordinary, seed: 7, Classes);
        KernelResult expected = inputs.Run(Over(last, [Batch, Side, Side, Classes], 3, gap: 0));
        Assert.True(RowTiles.Collide<float>(Side * Side, Classes));
        Assert.False(RowTiles.Collide<float>((Side * Side) + 16, Classes));
        Assert.False(RowTiles.Collide<float>(Side * Side, 4));
        foreach (int width in (int[])[0, 1, 2, 3])
        {
            Same(expected, inputs.Run(Over(second, [Batch, Classes, Side, Side], 1, 0, width)), $"{name}, width {width}");
        }
    }

    /// <summary>The gradient takes the place of the logits: rows in tiles, long rows in parts, rows where they lie.</summary>
    [Theory, MemberData(nameof(CasesInPlace))]
    public void In_place_nothing_changes(string name, int classes)
    {
        CompiledKernel last = Compiled.Value[name + "_last"], second = Compiled.Value[name + "_second"];
        KernelInputs inputs = Make(last.Case, Batch * Height * Width, Sort.Ordinary, seed: 6, classes);
        foreach (int width in (int[])[0, 1, 2, 3])
        {
            foreach ((CompiledKernel kernel, nint[] shape, int axis) in (ReadOnlySpan<(CompiledKernel, nint[], int)>)[(last, [Batch, Height, Width, classes], 3), (second, [Batch, classes, Height, Width], 1)])
            {
                Same(inputs.Run(Over(kernel, shape, axis, 0, width)), inputs.Run(Over(kernel, shape, axis, 0, width, inPlace: true)), $"{name}, classes on axis {axis}, width {width}");
            }
        }
    }

    private static void Same(KernelResult expected, KernelResult actual, string what)
    {
        string? difference = expected.FirstDifference(actual);
        Assert.True(difference is null, $"{what}: {difference}");
    }

    /// <summary>A kernel over views as one over rows: what is over classes is laid out with their axis in its place and a gap after each step of the last axis.</summary>
    private static Kernel Over(CompiledKernel kernel, nint[] shape, int axis, int gap, int width = 1, bool inPlace = false)
    {
        nint[] rows = [.. shape.Where((_, i) => i != axis)];
        int size = kernel.Case.IsDouble ? 8 : 4;
        bool IsOverClasses(string name) => name is "logits" or "probabilities" or "gradient" || (name == "targets" && kernel.Case.IsDense) || (name == "losses" && kernel.Case.IsPerEntry);
        nint[] packed = [.. shape.Select((length, i) => i == axis && kernel.Case is { HasAnchors: true, AnchorStates: null } ? length + 1 : length)];
        nint[][] lengths = [.. kernel.Case.Parameters.Select(p => p.Name == "targets" && kernel.Case.IsDense ? packed : IsOverClasses(p.Name) ? shape : rows)];
        nint[][] strides = [.. lengths.Select((l, i) => Strides(l, IsOverClasses(kernel.Case.Parameters.ElementAt(i).Name) ? gap : 0))];
        return (prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale) =>
        {
            byte[] x = Spread(prediction, 0), g = inPlace ? x : Spread(gradient, 0), l = kernel.Case.IsPerEntry ? Spread(losses, 0) : losses.ToArray();
            byte[] t = !kernel.Case.IsDense ? targets.ToArray()
                : kernel.Case.AnchorStates is null ? Spread(targets, 1)
                : [.. Spread(targets[..prediction.Length], 1), .. targets[prediction.Length..]];
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

        byte[] Spread(ReadOnlySpan<byte> content, int parameter)
        {
            byte[] spread = new byte[(int)(strides[parameter][0] * lengths[parameter][0]) * size];
            for (int i = 0; i < content.Length / size; i++)
            {
                content.Slice(i * size, size).CopyTo(spread.AsSpan((int)PlaceOf(i, parameter) * size));
            }

            return spread;
        }

        void Collect(byte[] spread, Span<byte> content)
        {
            for (int i = 0; i < content.Length / size; i++)
            {
                spread.AsSpan((int)PlaceOf(i, 0) * size, size).CopyTo(content.Slice(i * size, size));
            }
        }

        nint PlaceOf(int i, int parameter)
        {
            nint classes = lengths[parameter][axis], row = i / classes, place = i % classes * strides[parameter][axis];
            for (int a = shape.Length - 1, r = rows.Length - 1; a >= 0; a--)
            {
                if (a != axis)
                {
                    place += row % rows[r] * strides[parameter][a];
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
