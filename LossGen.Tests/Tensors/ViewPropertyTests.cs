using FsCheck;
using FsCheck.Fluent;
using static LossGen.Tests.Tensors.Shapes;

namespace LossGen.Tests.Tensors;

/// <summary>Any slices, selections, transposes and new shapes of any view have the elements that plain nested indexing finds.</summary>
public sealed class ViewPropertyTests
{
    private sealed record Step(int Kind, int A, int B, int C);

    private sealed record Trial(int[] Lengths, Step[] Steps)
    {
        public override string ToString() => $"[{string.Join(", ", Lengths)}] {string.Join(" ", (object[])Steps)}";
    }

    private static Gen<Step> Steps => from kind in Gen.Choose(0, 3) from a in Gen.Choose(0, 99) from b in Gen.Choose(0, 99) from c in Gen.Choose(0, 99) select new Step(kind, a, b, c);

    private static Arbitrary<Trial> Trials => Arb.From(
        from rank in Gen.Choose(1, 8)
        from lengths in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (20, Gen.Choose(1, rank > 5 ? 3 : 5))), rank)
        from steps in Gen.ArrayOf(Steps)
        select new Trial(lengths, [.. steps.Take(6)]),
        trial => trial.Steps.Select((_, i) => trial with { Steps = [.. trial.Steps[..i], .. trial.Steps[(i + 1)..]] }));

    [Fact]
    public void Views_have_the_elements_that_nested_indexing_finds() => Prop.ForAll(Trials, Try).Check(Fixed.Trials(400));

    private static void Try(Trial trial)
    {
        ListedTensor expected = ListedTensor.RowMajor(trial.Lengths);
        int[] memory = expected.Places;
        TensorView<int> view = new(memory, Nint(trial.Lengths));
        ReadOnlyTensorView<int> readOnly = new(memory, Nint(trial.Lengths));
        AssertSame(expected, view, readOnly);

        foreach (Step step in trial.Steps)
        {
            int axis = step.A % view.Rank, other = step.B % view.Rank, length = expected.Lengths[axis];
            switch (step.Kind)
            {
                case 0:
                    int start = step.B % (length + 1), taken = step.C % (length - start + 1);
                    expected = expected.Slice(axis, start, taken);
                    view = view.Slice(axis, start, taken);
                    readOnly = readOnly.Slice(axis, start, taken);
                    break;
                case 1 when view.Rank > 1 && length > 0:
                    expected = expected.Select(axis, step.B % length);
                    view = view.Select(axis, step.B % length);
                    readOnly = readOnly.Select(axis, step.B % length);
                    break;
                case 2:
                    expected = expected.Transpose(axis, other);
                    view = view.Transpose(axis, other);
                    readOnly = readOnly.Transpose(axis, other);
                    break;
                case 3 when expected.Lengths.Length < 8:
                    int part = Enumerable.Range(1, Math.Max(1, length)).Where(part => length % part == 0).ElementAt(step.B % Enumerable.Range(1, Math.Max(1, length)).Count(part => length % part == 0));
                    int[] lengths = [.. expected.Lengths[..axis], length / part, part, .. expected.Lengths[(axis + 1)..]];
                    expected = expected.Reshape(lengths);
                    view = view.Reshape(Nint(lengths));
                    readOnly = readOnly.Reshape(Nint(lengths));
                    break;
                case 3 when view.IsContiguous:
                    lengths = [expected.Places.Length];
                    expected = expected.Reshape(lengths);
                    view = view.Reshape(Nint(lengths));
                    readOnly = readOnly.Reshape(Nint(lengths));
                    break;
            }

            AssertSame(expected, view, readOnly);
        }
    }

    private static void AssertSame(ListedTensor expected, TensorView<int> view, ReadOnlyTensorView<int> readOnly)
    {
        Assert.Equal(Nint(expected.Lengths), view.Lengths);
        Assert.Equal(view.Lengths, readOnly.Lengths);
        Assert.Equal(view.Strides, readOnly.Strides);
        Assert.Equal(expected.Places.Length, view.FlattenedLength);
        Assert.Equal(expected.IsContiguous, view.IsContiguous);
        Assert.Equal(expected.IsContiguous, readOnly.IsContiguous);

        int item = 0;
        foreach (int[] index in ListedTensor.Indices(expected.Lengths))
        {
            Assert.Equal(expected.Places[item], view[Nint(index)]);
            Assert.Equal(expected.Places[item++], readOnly[Nint(index)]);
        }

        Assert.Equal(expected.IsContiguous, view.TryGetSpan(out Span<int> span));
        Assert.Equal(expected.IsContiguous, readOnly.TryGetSpan(out ReadOnlySpan<int> readOnlySpan));
        Assert.Equal(expected.IsContiguous ? expected.Places : [], span);
        Assert.Equal(expected.IsContiguous ? expected.Places : [], readOnlySpan);
    }
}
