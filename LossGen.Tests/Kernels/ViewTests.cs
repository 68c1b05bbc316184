using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Kernels over tensor views give the bits that those over spans give for the same values in the same order, whatever the strides, and write nothing else.</summary>
public sealed class ViewTests
{
    private const byte Guard = 0xff;

    private static readonly (string Name, string Attribute, string Targets, Form Form, string? Prediction, string Real)[] Kernels =
    [
        ("Focal", "FocalLoss", "float", KernelZoo.Everything | Form.Weights | Form.Scale, null, "float"),
        ("FocalBytes", "FocalLoss(Accumulate = true)", "byte", KernelZoo.Everything, null, "float"),
        ("FocalTruths", "FocalLoss(Reduction = Reduction.Sum)", "bool", Form.Value | Form.Gradient, null, "double"),
        ("Distance", "L1", "double", Form.Losses | Form.Gradient, null, "double"),
        ("Giou", "GIoU", "float", KernelZoo.Everything | Form.Weights | Form.TargetGradient, null, "float"),
        ("Diou", "DIoU(Format = BoxFormat.Cxcywh)", "double", Form.Value | Form.Gradient, null, "double"),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(
    [
        .. from k in Kernels
           from overViews in (bool[])[false, true]
           select new KernelCase(k.Name + (overViews ? "_views" : ""), k.Attribute, k.Targets, k.Form, k.Prediction) { Real = k.Real, OverViews = overViews },
    ]));

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    /// <summary>How the axes of [3, 5, 7], of one long axis, and of long rows lie in memory: 1 for side by side; more for gaps; exchanged.</summary>
    public static IEnumerable<Layout> Layouts =>
    [
        new([3, 5, 7], [0, 1, 2], 1, 0), new([3, 5, 7], [2, 0, 1], 1, 0), new([3, 5, 7], [0, 1, 2], 3, 0), new([3, 5, 7], [1, 2, 0], 2, 5), new([105], [0], 2, 0),
        new([7, 300], [0, 1], 1, 0), new([7, 300], [0, 1], 1, 13), new([11, 261], [0, 1], 1, 1), new([300, 7], [1, 0], 1, 0), new([2, 3000], [0, 1], 1, 7), new([5000], [0], 1, 0),
        new([1, 1], [0, 1], 1, 0), new([0, 4], [0, 1], 1, 0), new([1], [0], 4, 0),
    ];

    [Theory, MemberData(nameof(Names))]
    public void Strides_change_no_bits(string name)
    {
        CompiledKernel spans = Compiled.Value[name], views = Compiled.Value[name + "_views"];
        foreach (Layout layout in Layouts)
        {
            KernelInputs inputs = Make(spans.Case, layout.Items, Sort.Ordinary, seed: 21);
            for (int width = 0; width < views.Views.Length; width++)
            {
                KernelResult expected = inputs.Run(spans.Widths[width]), actual = Run(views, views.Views[width], inputs, layout);
                string? difference = expected.FirstDifference(spans.Case.Has(Form.Losses) ? actual : actual with { Losses = expected.Losses });
                Assert.True(difference is null, $"{views.Case}, {layout}, {CompiledKernel.WidthName(width)}: {difference}");
            }
        }
    }

    [Fact]
    public void The_numbers_of_a_box_may_lie_apart()
    {
        CompiledKernel spans = Compiled.Value["Diou"], views = Compiled.Value["Diou_views"];
        KernelInputs inputs = Make(spans.Case, 300, Sort.Ordinary, seed: 4);
        byte[] gradient = new byte[inputs.PredictionBytes.Length];
        nint[][] lengths = [.. Enumerable.Repeat((nint[])[300, 4], 3)], strides = [.. Enumerable.Repeat((nint[])[1, 300], 3)];
        double value = views.Views[1](Transposed(inputs.Prediction, 300, 4), Transposed((double[])inputs.Targets, 300, 4), [], [], gradient, [], 1, 1, lengths, strides);
        KernelResult expected = inputs.Run(spans.Widths[1]);
        Assert.Equal(expected.Value, value);
        Assert.Equal(Transposed(expected.Gradient, 300, 4), gradient);

        static byte[] Transposed(double[] values, int rows, int columns) =>
            RealMemory.Bytes([.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])], typeof(double));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        KernelCase form = Compiled.Value["Focal_views"].Case;
        KernelInputs inputs = Make(form, 600, Sort.Ordinary, seed: 3);
        ViewKernel kernel = Compiled.Value["Focal_views"].Views[1];
        byte[] prediction = inputs.PredictionBytes, targets = inputs.TargetBytes, weights = inputs.WeightBytes, losses = new byte[weights.Length], gradient = new byte[weights.Length];
        nint[][] lengths = [.. Enumerable.Repeat((nint[])[20, 30], 5)];
        foreach (nint[] strides in (nint[][])[[30, 1], [1, 20]])
        {
            nint[][] all = [.. Enumerable.Repeat(strides, 5)];
            kernel(prediction, targets, weights, losses, gradient, [], 1, 1, lengths, all);
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel(prediction, targets, weights, losses, gradient, [], 1, 1, lengths, all);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Wrong_shapes_are_refused_with_both()
    {
        ViewKernel focal = Compiled.Value["Distance_views"].Views[1], giou = Compiled.Value["Diou_views"].Views[1];
        byte[] memory = new byte[8 * 24], other = new byte[8 * 24], third = new byte[8 * 24], fourth = new byte[8 * 24];
        ArgumentException e = Assert.Throws<ArgumentException>("targets", () => { focal(memory, other, [], third, fourth, [], 1, 1, [[2, 3], [3, 2], [2, 3], [2, 3]], [[3, 1], [2, 1], [3, 1], [3, 1]]); });
        Assert.Contains("[3, 2]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ArgumentException>("predictions", () => { giou(memory, other, [], [], third, [], 1, 1, [[2, 3], [2, 3], [2, 3]], [[3, 1], [3, 1], [3, 1]]); });
        Assert.Contains("four numbers of a box", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("gradient", () => { focal(memory, other, [], third, memory, [], 1, 1, [[2, 3], [2, 3], [2, 3], [2, 3]], [[3, 1], [3, 1], [3, 1], [1, 2]]); });
        Assert.Throws<ArgumentException>("losses", () => { focal(memory, other, [], third, fourth, [], 1, 1, [[2, 3], [2, 3], [2, 3], [2, 3]], [[3, 1], [3, 1], [0, 1], [3, 1]]); });
        Assert.All(third.Concat(fourth), b => Assert.Equal(0, b));
    }

    /// <summary>How the items of a kernel lie in memory.</summary>
    /// <param name="Lengths">The shape.</param>
    /// <param name="Order">The axes from the outermost in memory to the innermost.</param>
    /// <param name="Spread">The stride of the innermost.</param>
    /// <param name="Gap">What is left free after each turn of it.</param>
    public sealed record Layout(int[] Lengths, int[] Order, int Spread, int Gap)
    {
        public int Items => Lengths.Aggregate(1, (product, length) => product * length);

        /// <summary>The strides for items of some numbers each.</summary>
        public nint[] Strides(int numbers)
        {
            nint[] strides = new nint[Lengths.Length];
            nint step = numbers * Spread;
            for (int axis = Order.Length - 1; axis >= 0; axis--)
            {
                strides[Order[axis]] = step;
                step = (step * Math.Max(1, Lengths[Order[axis]])) + (axis == Order.Length - 1 ? Gap * numbers : 0);
            }

            return strides;
        }

        /// <summary>Where each item begins, in the items' order.</summary>
        public IEnumerable<int> Places(int numbers)
        {
            nint[] strides = Strides(numbers);
            for (int item = 0; item < Items; item++)
            {
                int rest = item, place = 0;
                for (int axis = Lengths.Length - 1; axis >= 0; axis--)
                {
                    place += (int)(rest % Lengths[axis] * strides[axis]);
                    rest /= Lengths[axis];
                }

                yield return place;
            }
        }

        public override string ToString() => $"[{string.Join(", ", Lengths)}] with strides [{string.Join(", ", Strides(1))}]";
    }

    private static KernelResult Run(CompiledKernel kernel, ViewKernel method, KernelInputs inputs, Layout layout)
    {
        int real = RealMemory.SizeOf(inputs.Real), numbers = kernel.Case.IsBox ? 4 : 1, target = kernel.Case.Targets is "byte" or "bool" ? 1 : real;
        byte[] before = RealMemory.Bytes(inputs.Before, inputs.Real);
        byte[] prediction = Spread(inputs.PredictionBytes, real, numbers), targets = Spread(inputs.TargetBytes, target, numbers), weights = Spread(inputs.WeightBytes, real, 1);
        byte[] losses = Spread(new byte[inputs.Items * real], real, 1), gradient = Spread(before, real, numbers), targetGradient = Spread(before, real, numbers);

        int[] perItem = [.. kernel.Case.Parameters.Where(p => p.Type != kernel.Case.Real).Select(p => p.Name is "weights" or "losses" ? 1 : numbers)];
        double value = method(prediction, targets, weights, losses, gradient, targetGradient, KernelInputs.Normalizer, KernelInputs.Scale, [.. perItem.Select(LengthsOf)], [.. perItem.Select(StridesOf)]);
        return new(value, Collected(losses, 1), Collected(gradient, numbers), Collected(targetGradient, numbers));

        nint[] LengthsOf(int n) => [.. layout.Lengths, .. n == 1 ? Array.Empty<nint>() : [n]];

        nint[] StridesOf(int n) => [.. layout.Strides(n), .. n == 1 ? Array.Empty<nint>() : [1]];

        byte[] Spread(byte[] content, int size, int n)
        {
            int[] places = [.. layout.Places(n)];
            byte[] memory = [.. Enumerable.Repeat(Guard, (places.DefaultIfEmpty().Max() + n) * size)];
            for (int item = 0; item < places.Length; item++)
            {
                content.AsSpan(item * n * size, n * size).CopyTo(memory.AsSpan(places[item] * size));
            }

            return memory;
        }

        double[] Collected(byte[] memory, int n)
        {
            int[] places = [.. layout.Places(n)];
            byte[] content = new byte[places.Length * n * real];
            bool[] isOurs = new bool[memory.Length];
            for (int item = 0; item < places.Length; item++)
            {
                memory.AsSpan(places[item] * real, n * real).CopyTo(content.AsSpan(item * n * real));
                isOurs.AsSpan(places[item] * real, n * real).Fill(true);
            }

            Assert.True(memory.Where((b, i) => !isOurs[i]).All(b => b == Guard), $"{kernel.Case}, {layout}: something between the items changed.");
            return RealMemory.Numbers(content, inputs.Real);
        }
    }
}
