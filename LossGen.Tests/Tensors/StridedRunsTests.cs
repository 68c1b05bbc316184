using FsCheck;
using FsCheck.Fluent;
using LossGen.Execution;
using static LossGen.Tests.Tensors.Shapes;

namespace LossGen.Tests.Tensors;

/// <summary>Runs cover all items in row-major order, each view at the place that its strides say, and are as few as axes that are one allow.</summary>
public sealed class StridedRunsTests
{
    private static readonly float[] Memory = new float[360];

    [Fact]
    public void Contiguous_views_have_one_run()
    {
        TensorView<float> view = new(Memory, [2, 3, 4, 1, 5]);
        StridedRuns runs = new(view.Lengths, view.Strides, view.Strides, view.Strides);
        Assert.True(runs.Next());
        Assert.Equal((120, 0, 120), (runs.Count, runs.First, runs.Length));
        Assert.Equal((0, 1, 0, 1), (runs.Offset(0), runs.Stride(0), runs.Offset(2), runs.Stride(2)));
        Assert.False(runs.Next());
        Assert.False(runs.Next());
    }

    [Fact]
    public void Axes_become_one_where_they_are_one_in_every_view()
    {
        TensorView<float> tensor = new(Memory, [3, 4, 5, 6]);
        TensorView<float> middle = tensor.Slice(1, 1, 2), contiguous = new(Memory, [3, 2, 5, 6]);

        Assert.Equal([(60, 0, 0, 1, 1), (60, 120, 60, 1, 1), (60, 240, 120, 1, 1)], Runs(middle, contiguous));
        Assert.Equal([(90, 0, 0, 4, 1)], Runs(tensor.Reshape([90, 4]).Select(1, 0), new TensorView<float>(Memory, [90])));
        Assert.Equal([(2, 0, 0, 3, 1), (2, 1, 2, 3, 1), (2, 2, 4, 3, 1)], Runs(new TensorView<float>(Memory, [2, 3]).Transpose(0, 1), new TensorView<float>(Memory, [3, 2])));
        Assert.Equal([(12, 0, 0, 1, 0)], Runs(new TensorView<float>(Memory, [3, 4]), new TensorView<float>(Memory, [3, 4], [0, 0])));
    }

    [Fact]
    public void Axes_inside_the_item_are_left_out()
    {
        TensorView<float> boxes = new TensorView<float>(Memory, [10, 6]).Slice(1, 0, 4), losses = new(Memory, [10]);
        StridedRuns runs = new(boxes.Lengths[..^1], boxes.Strides, losses.Strides);
        Assert.True(runs.Next());
        Assert.Equal((10, 6, 1), (runs.Length, runs.Stride(0), runs.Stride(1)));
        Assert.False(runs.Next());
    }

    [Fact]
    public void One_item_is_one_run()
    {
        foreach (int rank in (int[])[0, 1, 8])
        {
            TensorView<float> one = new(Memory, [1, 1, 1, 1, 1, 1, 1, 1]);
            StridedRuns runs = new(one.Lengths[..rank], one.Strides, one.Strides);
            Assert.True(runs.Next());
            Assert.Equal((1, 1, 0, 0), (runs.Count, runs.Length, runs.Offset(1), runs.Stride(1)));
            Assert.False(runs.Next());
        }
    }

    [Fact]
    public void Without_items_there_is_no_run()
    {
        TensorView<float> none = new(Memory, [3, 0, 2]);
        StridedRuns runs = new(none.Lengths, none.Strides);
        Assert.Equal(0, runs.Count);
        Assert.False(runs.Next());
    }

    /// <summary>Six views of one shape by strides of their own.</summary>
    private sealed record Trial(int[] Lengths, int[][] Strides, int Inside, int Most)
    {
        public override string ToString() => $"[{string.Join(", ", Lengths)}] by {string.Join(" ", Strides.Select(strides => $"[{string.Join(", ", strides)}]"))} inside {Inside} most {Most}";
    }

    /// <summary>The strides of a slice of a row-major tensor, those of a repeated one, or any.</summary>
    private static Gen<int[]> Strides(int[] lengths) => Gen.OneOf(
        Gen.ArrayOf(Gen.Choose(0, 30), lengths.Length),
        from more in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 2))), lengths.Length)
        from isRepeated in Gen.ArrayOf(Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true))), lengths.Length)
        select lengths.Select((_, axis) => isRepeated[axis] ? 0 : Enumerable.Range(axis + 1, lengths.Length - axis - 1).Aggregate(1, (stride, inner) => stride * (lengths[inner] + more[inner]))).ToArray());

    private static Arbitrary<Trial> Trials => Arb.From(
        from rank in Gen.Choose(0, 5)
        from inside in Gen.Choose(0, 1)
        from lengths in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (20, Gen.Choose(1, 4))), rank + inside)
        from views in Gen.Choose(1, 6)
        from strides in Gen.ArrayOf(Strides(lengths), views)
        from most in Gen.Choose(1, 20)
        select new Trial(lengths, strides, inside, most));

    [Fact]
    public void Every_item_comes_once_and_in_order() => Prop.ForAll(Trials, trial =>
    {
        ListedTensor[] expected = [.. trial.Strides.Select(strides => ListedTensor.Strided(trial.Lengths[..^trial.Inside], strides[..^trial.Inside]))];
        foreach (int most in (int[])[int.MaxValue, trial.Most])
        {
            StridedRuns runs = Start(trial);
            Assert.Equal(expected[0].Places.Length, runs.Count);
            int item = 0;
            while (most == int.MaxValue ? runs.Next() : runs.Next(most))
            {
                Assert.Equal(item, runs.First);
                Assert.InRange(runs.Length, 1, most);
                for (int i = 0; i < runs.Length; i++, item++)
                {
                    for (int view = 0; view < expected.Length; view++)
                    {
                        Assert.Equal(expected[view].Places[item], runs.Offset(view) + (i * runs.Stride(view)));
                    }
                }
            }

            Assert.Equal(expected[0].Places.Length, item);
        }
    }).Check(Fixed.Trials(1500));

    /// <summary>A run ends only where some view does not go on by its stride.</summary>
    [Fact]
    public void Runs_of_axes_that_are_one_are_as_long_as_the_axes() => Prop.ForAll(Trials, trial =>
    {
        int[] lengths = trial.Lengths[..^trial.Inside];
        int[] steps = [.. Enumerable.Range(0, lengths.Length).Where(axis => lengths[axis] != 1)];
        int run = 1;
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            run *= lengths[steps[i]];
            if (i > 0 && !trial.Strides.All(strides => strides[steps[i - 1]] == strides[steps[i]] * lengths[steps[i]]))
            {
                break;
            }
        }

        StridedRuns runs = Start(trial);
        while (runs.Next())
        {
            Assert.Equal(run, runs.Length);
        }
    }).Check(Fixed.Trials(500));

    private static StridedRuns Start(Trial trial)
    {
        nint[][] strides = [.. Enumerable.Range(0, 6).Select(view => view < trial.Strides.Length ? Nint(trial.Strides[view]) : [])];
        return new StridedRuns(Nint(trial.Lengths[..^trial.Inside]), strides[0], strides[1], strides[2], strides[3], strides[4], strides[5]);
    }

    private static List<(nint Length, nint OffsetA, nint OffsetB, nint StrideA, nint StrideB)> Runs(ReadOnlyTensorView<float> a, ReadOnlyTensorView<float> b)
    {
        List<(nint, nint, nint, nint, nint)> all = [];
        StridedRuns runs = new(a.Lengths, a.Strides, b.Strides);
        while (runs.Next())
        {
            all.Add((runs.Length, runs.Offset(0), runs.Offset(1), runs.Stride(0), runs.Stride(1)));
        }

        return all;
    }
}
