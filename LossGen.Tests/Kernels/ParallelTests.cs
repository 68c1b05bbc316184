using LossGen.Execution;
using static LossGen.Tests.Kernels.InputMaker;

namespace LossGen.Tests.Kernels;

/// <summary>Kernels that share their work out give the bits of those that do not, for any number of threads.</summary>
[Collection(nameof(ParallelTests))]
[CollectionDefinition(nameof(ParallelTests), DisableParallelization = true)]
public sealed class ParallelTests : IDisposable
{
    private static readonly int[] Threads = [1, 2, 3, 4, 7, 16];

    private static readonly (string Name, string Attribute, string Targets, Form Form, string Real, int Items)[] Kernels =
    [
        ("Focal", "FocalLoss", "float", KernelZoo.Everything | Form.Weights | Form.Scale, "float", 300_001),
        ("FocalBytes", "FocalLoss(Gamma = 2.3, Accumulate = true)", "byte", Form.Gradient, "double", 200_003),
        ("Ciou", "CIoU", "float", KernelZoo.Everything | Form.TargetGradient, "float", 60_007),
        ("Rows", "CrossEntropy", "int", KernelZoo.Everything, "float", 9_001),
        ("Anchors", "RetinaNetFocalLoss", "float", KernelZoo.Everything, "float", 9_001),
        ("RowsOfDoubles", "CrossEntropy", "int", KernelZoo.Everything, "double", 9_001),
        ("RowsWithClassWeights", "SoftmaxFocalLoss", "int", KernelZoo.Everything | Form.Weights | Form.ClassWeights, "float", 9_001),
        ("Distributions", "CrossEntropy(Classes = 47)", "float", KernelZoo.Everything, "float", 9_001),
        ("LongDistributions", "CrossEntropy(Classes = 530)", "double", KernelZoo.Everything, "double", 1_001),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledKernel>> Compiled = new(() => KernelCompiler.Compile(
    [
        .. from k in Kernels
           from parallel in (bool[])[false, true]
           let options = parallel ? (k.Attribute.Contains('(', StringComparison.Ordinal) ? k.Attribute.Replace("(", "(Parallel = true, ", StringComparison.Ordinal) : k.Attribute + "(Parallel = true)") : k.Attribute
           select new KernelCase(k.Name + (parallel ? "_parallel" : ""), options, k.Targets, k.Form) { Real = k.Real },
        new KernelCase("Views_parallel", "FocalLoss(Parallel = true)", "float", KernelZoo.Everything) { OverViews = true },
        .. from parallel in (string[])["false", "true"]
           select new KernelCase("RowViews_" + parallel, $"CrossEntropy(Parallel = {parallel})", "int", KernelZoo.Everything) { OverViews = true },
    ]));

    private readonly int _threads = GroupWork.Threads;

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    public void Dispose() => GroupWork.Threads = _threads;

    [Theory, MemberData(nameof(Names))]
    public void The_number_of_threads_changes_no_bits(string name)
    {
        CompiledKernel serial = Compiled.Value[name], parallel = Compiled.Value[name + "_parallel"];
        foreach (int items in (int[])[0, 5, 3000, Kernels.Single(k => k.Name == name).Items])
        {
            KernelInputs inputs = Make(serial.Case, items, Sort.Ordinary, seed: 8, classes: 47);
            KernelResult expected = inputs.Run(serial.Any);
            foreach (int threads in Threads)
            {
                GroupWork.Threads = threads;
                string? difference = expected.FirstDifference(inputs.Run(parallel.Any));
                Assert.True(difference is null, $"{name}, {items} items, {threads} threads: {difference}");
            }
        }
    }

    [Fact]
    public void Strided_views_are_shared_out_too()
    {
        CompiledKernel serial = Compiled.Value["Focal"], parallel = Compiled.Value["Views_parallel"];
        const int rows = 500, columns = 600;
        KernelInputs inputs = Make(serial.Case, rows * columns, Sort.Ordinary, seed: 9);
        nint[][] lengths = [.. Enumerable.Repeat((nint[])[rows, columns], 4)];
        foreach (nint[] strides in (nint[][])[[columns, 1], [1, rows]])
        {
            List<(double Value, byte[] Gradient)> results = [];
            foreach (int threads in Threads)
            {
                GroupWork.Threads = threads;
                byte[] losses = new byte[4 * rows * columns], gradient = new byte[4 * rows * columns];
                double value = parallel.Views[1](inputs.PredictionBytes, inputs.TargetBytes, [], losses, gradient, [], 1, 1, lengths, [.. Enumerable.Repeat(strides, 4)]);
                results.Add((value, gradient));
            }

            Assert.All(results, result => Assert.Equal(results[0].Value, result.Value));
            Assert.All(results, result => Assert.True(results[0].Gradient.AsSpan().SequenceEqual(result.Gradient)));
        }
    }

    /// <summary>Rows in place, in tiles and in parts: each number of threads begins its work at other rows.</summary>
    [Theory]
    [InlineData(47, true), InlineData(47, false), InlineData(530, true), InlineData(530, false)]
    public void Rows_in_views_are_shared_out_too(int classes, bool classesInnermost)
    {
        CompiledKernel serial = Compiled.Value["RowViews_false"], parallel = Compiled.Value["RowViews_true"];
        int high = 9, wide = 500_000 / classes / 9;
        KernelInputs inputs = Make(serial.Case, high * wide, Sort.Ordinary, seed: 9, classes);
        nint[] rows = [high, wide], shape = [high, wide, classes];
        nint[][] lengths = [shape, rows, rows, shape];
        nint[] strides = classesInnermost ? [wide * classes, classes, 1] : [wide * classes, 1, wide];
        KernelResult expected = Run(serial);
        foreach (int threads in Threads)
        {
            GroupWork.Threads = threads;
            string? difference = expected.FirstDifference(Run(parallel));
            Assert.True(difference is null, $"{classes} classes, {threads} threads: {difference}");
        }

        KernelResult Run(CompiledKernel kernel) => inputs.Run((prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale) =>
            kernel.Views[1](prediction, targets, weights, losses, gradient, targetGradient, normalizer, scale, lengths, [strides, [wide, 1], [wide, 1], strides]));
    }

    [Fact]
    public void A_call_allocates_the_same_whatever_its_size()
    {
        GroupWork.Threads = 4;
        Assert.Equal(Allocated(200_000), Allocated(800_000));
        Assert.Equal(0, Allocated(2000));

        // The least of some calls: the pool's queue grows when it likes.
        long Allocated(int items)
        {
            CompiledKernel kernel = Compiled.Value["Focal_parallel"];
            KernelInputs inputs = Make(kernel.Case, items, Sort.Ordinary, seed: 2);
            byte[] prediction = inputs.PredictionBytes, targets = inputs.TargetBytes, weights = inputs.WeightBytes, losses = new byte[weights.Length], gradient = new byte[weights.Length];
            return Enumerable.Range(0, 8).Min(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                kernel.Any(prediction, targets, weights, losses, gradient, [], 1, 1);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    [Fact]
    public async Task Several_calls_at_once_do_not_disturb_each_other()
    {
        GroupWork.Threads = 4;
        CompiledKernel kernel = Compiled.Value["Focal_parallel"];
        KernelInputs inputs = Make(kernel.Case, 200_000, Sort.Ordinary, seed: 6);
        KernelResult expected = inputs.Run(kernel.Any);
        KernelResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => inputs.Run(kernel.Any))));
        Assert.All(results, result => Assert.Null(expected.FirstDifference(result)));
    }
}
