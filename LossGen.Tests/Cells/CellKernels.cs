using System.Numerics;
using System.Reflection;
using LossGen.Generator.Backends;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Cells;

/// <summary>Kernels of YOLOv3 with every option, over floats and doubles, in every width.</summary>
internal static class CellKernels
{
    public const double Stride = 8, Threshold = 0.5;

    public static readonly double[] Anchors = [1.25, 1.625, 2.0, 3.75, 4.125, 2.875];

    /// <summary>The options of the attribute that are tried.</summary>
    public static readonly string[] Options =
    [
        "", "Classes = 7", "IouThreshold = 0.2", "IouThreshold = 0", "IouThreshold = 1", "Alpha = 0.25", "Gamma = 0", "Gamma = 0.5", "Gamma = 1", "Gamma = 1.5, Precision = Precision.Precise", "Gamma = 2.3, Classes = 7",
        "BoxWeight = 2, ConfidenceWeight = 0.5, ClassWeight = 3", "Accumulate = true", "Accumulate = true, Parallel = true", "Parallel = true", "EmptyMean = EmptyMean.NaN",
    ];

    private static readonly string[] Reals = ["float", "double"];

    private static readonly string Grid = $"Stride = {Stride}, {Sizes}";

    private static string Sizes => $"Anchors = [{string.Join(", ", Anchors.Select(a => a.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";

    private static readonly Lazy<(Assembly Assembly, Action<int> Select)> Program = new(() => KernelCompiler.CompileProgram($$"""
        using System;
        using LossGen;
        public static partial class Methods
        {
            {{string.Join('\n', Options.SelectMany(o => Reals, (o, real) => $"""
                [YoloV3Loss({Attribute(o, real)})]
                public static partial YoloLoss {Name(o, real)}(ReadOnlyTensorView<{real}> logits, ReadOnlyTensorView<{real}> targets, ReadOnlyTensorView<{real}> boxes, TensorView<{real}> gradient);
                """))}}
            {{string.Join('\n', ((int[])[8, 16, 32]).SelectMany(_ => Reals, (stride, real) => $"""
                [YoloV3Loss(Stride = {stride}, {Sizes})]
                public static partial YoloLoss Stride{stride}_{real}(ReadOnlyTensorView<{real}> logits, ReadOnlyTensorView<{real}> targets, ReadOnlyTensorView<{real}> boxes, TensorView<{real}> gradient);
                """))}}
            {{string.Join('\n', Reals.Select(real => $"""
                [YoloV3Decode({Grid})]
                public static partial void Decode_{real}(ReadOnlyTensorView<{real}> logits, TensorView<{real}> decoded);
                [YoloV3Decode({Grid}, Classes = 7)]
                public static partial void Decode7_{real}(ReadOnlyTensorView<{real}> logits, TensorView<{real}> decoded);
                [YoloV3Decode({Grid}, ConfidenceThreshold = {Threshold})]
                public static partial void Confident_{real}(ReadOnlyTensorView<{real}> logits, TensorView<{real}> decoded);
                """))}}
        }
        """));

    public delegate YoloLoss Loss<T>(ReadOnlyTensorView<T> logits, ReadOnlyTensorView<T> targets, ReadOnlyTensorView<T> boxes, TensorView<T> gradient);

    public delegate void Decoder<T>(ReadOnlyTensorView<T> logits, TensorView<T> decoded);

    /// <summary>Loss and gradient in each width, the widest first.</summary>
    /// <param name="options">One of <see cref="Options"/>.</param>
    /// <param name="inputs">The batch.</param>
    /// <param name="layout">Where the numbers of logits, targets and gradient lie.</param>
    /// <param name="before">What the gradient's memory holds before.</param>
    public static (YoloLoss Loss, T[] Gradient)[] Run<T>(string options, CellInputs inputs, Layout layout = Layout.Contiguous, double before = double.NaN)
        where T : struct, IFloatingPointIeee754<T> =>
        Run(Method<Loss<T>, T>(n => Name(options, n)), inputs, layout, before);

    /// <summary>Loss and gradient of a scale in each width.</summary>
    public static (YoloLoss Loss, T[] Gradient)[] OfStride<T>(int stride, CellInputs inputs)
        where T : struct, IFloatingPointIeee754<T> =>
        Run(Method<Loss<T>, T>(n => $"Stride{stride}_{n}"), inputs, Layout.Contiguous, double.NaN);

    private static (YoloLoss Loss, T[] Gradient)[] Run<T>(Loss<T> kernel, CellInputs inputs, Layout layout, double before)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] logits = CellLayout.Place<T>(inputs.Logits, inputs.Grid, layout), targets = CellLayout.Place<T>(inputs.Targets, inputs.Grid, layout), boxes = Array.ConvertAll(inputs.Boxes, T.CreateChecked);
        nint[] strides = CellLayout.Strides(inputs.Grid, layout);
        return [.. Spelling.All.Select(width =>
        {
            T[] gradient = new T[logits.Length];
            gradient.AsSpan().Fill(T.CreateChecked(before));
            Program.Value.Select(width.Lanes);
            YoloLoss loss = kernel(
                new(logits, inputs.Grid.Shape, strides), new(targets, inputs.Grid.Shape, strides), new(boxes, inputs.Grid.BoxShape), new(gradient, inputs.Grid.Shape, strides));
            return (loss, CellLayout.Read(gradient, inputs.Grid, layout));
        })];
    }

    /// <summary>The decoded numbers in each width; of confident cells alone, where that is asked for.</summary>
    public static T[][] Decode<T>(double[] numbers, Grid grid, Layout layout = Layout.Contiguous, bool ofConfident = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        Decoder<T> kernel = Method<Decoder<T>, T>(n => (ofConfident ? "Confident_" : grid.Classes == 7 ? "Decode7_" : "Decode_") + n);
        T[] logits = CellLayout.Place<T>(numbers, grid, layout);
        nint[] strides = CellLayout.Strides(grid, layout);
        return [.. Spelling.All.Select(width =>
        {
            T[] decoded = [.. Enumerable.Repeat(T.NaN, logits.Length)];
            Program.Value.Select(width.Lanes);
            kernel(new(logits, grid.Shape, strides), new(decoded, grid.Shape, strides));
            return CellLayout.Read(decoded, grid, layout);
        })];
    }

    private static TDelegate Method<TDelegate, T>(Func<string, string> name)
        where TDelegate : Delegate =>
        Program.Value.Assembly.GetType("Methods")!.GetMethod(name(typeof(T) == typeof(float) ? "float" : "double"))!.CreateDelegate<TDelegate>();

    private static string Attribute(string options, string real) =>
        Grid + (options.Length == 0 ? "" : ", " + (real == "double" ? options.Replace(", Precision = Precision.Precise", "", StringComparison.Ordinal) : options));

    private static string Name(string options, string real) => $"Loss_{Array.IndexOf(Options, options)}_{real}";
}
