namespace LossGen.Tests.Kernels;

/// <summary>Inputs that a kernel takes.</summary>
internal static class InputMaker
{
    /// <summary>What sorts of numbers the inputs hold.</summary>
    internal enum Sort
    {
        /// <summary>Such as a training step meets.</summary>
        Ordinary,

        /// <summary>Any number up to 1e30: tiny, huge, denormal.</summary>
        Finite,

        /// <summary>Any float at all.</summary>
        Wild,
    }

    /// <summary>Inputs of some items; rows have the kernel's classes, or the given number.</summary>
    public static KernelInputs Make(KernelCase kernel, int items, Sort sort, ulong seed, int classes = 13)
    {
        Values values = new(seed + (ulong)items);
        classes = kernel.ClassesOr(classes);
        float[] prediction = kernel switch
        {
            { IsBox: true } => BoxMaker.Boxes(values, items, sort),
            { PredictionName: "probabilities" } => Fill(kernel.IsRow ? items * classes : items, i => Probability(values, sort)),
            { IsRow: true } => Fill(items * classes, i => Number(values, sort)),
            { IsRegression: true } => Fill(items, i => Squarable(Number(values, sort), sort)),
            _ => Fill(items, i => Number(values, sort)),
        };
        Array targets = kernel switch
        {
            { IsBox: true } => BoxMaker.Targets(values, prediction, sort),
            { IsRegression: true } => Fill(items, i => values.Below(8) == 0 ? prediction[i] : Squarable(Number(values, sort), sort)),
            { HasAnchors: true } => Fill(items * classes, i => values.Below(3) == 0 ? 1 : sort == Sort.Wild && values.Below(6) == 0 ? values.Wild() : values.Probability()),
            { IsDense: true } => Fill(items * classes, i => values.Below(3) == 0 ? 0 : values.Probability()),
            { IsRow: true, Targets: "long" } => Fill(items, i => (long)Label(values, kernel, classes)),
            { IsRow: true } => Fill(items, i => Label(values, kernel, classes)),
            { Targets: "byte" } => Fill(items, i => (byte)(values.Below(8) == 0 ? values.Below(256) : values.Below(2))),
            { Targets: "bool" } => Fill(items, i => (byte)values.Below(2)),
            { IsHard: true } => Fill(items, i => values.Below(8) == 0 ? (sort == Sort.Wild ? values.Wild() : values.Probability()) : values.Below(2)),
            _ => Fill(items, i => sort == Sort.Wild && values.Below(6) == 0 ? values.Wild() : values.Probability()),
        };
        float[] weights = Fill(items, i => sort switch
        {
            Sort.Ordinary => (float)(0.25 + (2 * values.Unit())),
            Sort.Finite => values.Below(4) == 0 ? 0 : (float)(4 * values.Unit()),
            _ => values.Wild(),
        });
        return kernel.IsBox
            ? new(BoxMaker.InFormat(prediction, kernel.Attribute), BoxMaker.InFormat((float[])targets, kernel.Attribute), weights) { Real = kernel.IsDouble ? typeof(double) : typeof(float) }
            : new(prediction, targets, weights)
            {
                Real = kernel.IsDouble ? typeof(double) : typeof(float),
                IsPerEntry = kernel.IsPerEntry && kernel.Has(Form.Losses),
                AnchorStates = kernel.HasAnchors ? Fill(items, i => (double)State(values, kernel, sort)) : [],
                AnchorStateType = kernel.AnchorStates,
                ClassWeights = kernel.Has(Form.ClassWeights) ? Fill(classes, k => k % 5 == 3 ? 0 : 0.25 + (2 * values.Unit())).Select(w => (double)(float)w).ToArray() : [],
            };
    }

    /// <summary>A class index; one in eight says that the row is ignored, where it can.</summary>
    private static int Label(Values values, KernelCase kernel, int classes) => kernel.IgnoreIndex is { } ignored && values.Below(8) == 0 ? ignored : values.Below(classes);

    /// <summary>The state of an anchor: an object, background, ignored, or anything at all.</summary>
    private static float State(Values values, KernelCase kernel, Sort sort) =>
        sort == Sort.Wild && values.Below(4) == 0 ? (kernel.AnchorStates is "int" or "sbyte" ? values.Below(256) - 128 : values.Wild()) : values.Below(4) - 1 is var state && state > 1 ? 0 : state;

    private static float Number(Values values, Sort sort) => sort switch
    {
        Sort.Ordinary => (float)((values.Below(4) == 0 ? 12 : 3) * values.Normal()),
        Sort.Finite => values.Finite(),
        _ => values.Wild(),
    };

    /// <summary>A number whose square a float holds.</summary>
    private static float Squarable(float x, Sort sort) => sort == Sort.Wild ? x : Math.Clamp(x, -1e15f, 1e15f);

    private static float Probability(Values values, Sort sort) => sort switch
    {
        Sort.Ordinary => (float)((values.Unit() * 0.998) + 0.001),
        Sort.Finite => values.Below(8) switch { 0 => 0, 1 => 1, 2 => (float)Math.Pow(2, -values.Below(120)), 3 => 1 - (float)Math.Pow(2, -values.Below(25)), _ => (float)values.Unit() },
        _ => values.Wild(),
    };

    private static T[] Fill<T>(int length, Func<int, T> value)
    {
        T[] array = new T[length];
        for (int i = 0; i < length; i++)
        {
            array[i] = value(i);
        }

        return array;
    }
}
