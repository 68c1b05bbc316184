using System.Numerics;
using System.Reflection;
using LossGen.Generator.Backends;
using LossGen.Tests.Kernels;

namespace LossGen.Tests.Boxes;

/// <summary>Kernels over pairs of boxes in every format, number type and width.</summary>
internal static class PairKernels
{
    public static readonly string[] Losses = ["PairwiseIoU", "PairwiseGIoU"];

    private static readonly string[] Reals = ["float", "double"];

    private static readonly Lazy<(Assembly Assembly, Action<int> Select)> Program = new(() => KernelCompiler.CompileProgram($$"""
        using System;
        using LossGen;
        public static partial class Methods
        {
            {{string.Join('\n',
                from loss in Losses
                from format in Enum.GetValues<BoxFormat>()
                from real in Reals
                from hasEpsilon in (bool[])[false, true]
                select $"[{loss}(Format = BoxFormat.{format}{(hasEpsilon ? ", Epsilon = 0.125" : "")})] public static partial void {Name(loss, format, real, hasEpsilon)}(ReadOnlySpan<{real}> boxes1, ReadOnlySpan<{real}> boxes2, Span<{real}> matrix);")}}
        }
        """));

    public delegate void PairKernel<T>(ReadOnlySpan<T> boxes1, ReadOnlySpan<T> boxes2, Span<T> matrix);

    /// <summary>The matrix of two lists of boxes in each width, the widest first.</summary>
    public static T[][] Run<T>(string loss, BoxFormat format, T[] boxes1, T[] boxes2, bool hasEpsilon = false) where T : struct, IFloatingPointIeee754<T>
    {
        PairKernel<T> kernel = Program.Value.Assembly.GetType("Methods")!.GetMethod(Name(loss, format, typeof(T) == typeof(float) ? "float" : "double", hasEpsilon))!.CreateDelegate<PairKernel<T>>();
        return [.. Spelling.All.Select(width =>
        {
            T[] matrix = new T[boxes1.Length / 4 * (boxes2.Length / 4)];
            Program.Value.Select(width.Lanes);
            kernel(boxes1, boxes2, matrix);
            return matrix;
        })];
    }

    private static string Name(string loss, BoxFormat format, string real, bool hasEpsilon) => $"{loss}_{format}_{real}{(hasEpsilon ? "_epsilon" : "")}";
}
