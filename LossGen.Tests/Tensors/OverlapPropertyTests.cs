using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using static LossGen.Tests.Tensors.Shapes;

namespace LossGen.Tests.Tensors;

/// <summary>The overlap rule against the sets of addresses: what is accepted never meets, and with equal strides whatever does not meet is accepted.</summary>
public sealed class OverlapPropertyTests
{
    /// <summary>Where a view lies. The start is in bytes.</summary>
    private sealed record Place(int Start, int[] Lengths, int[] Strides)
    {
        public int Extent => Lengths.Contains(0) ? 0 : Lengths.Zip(Strides, (length, stride) => (length - 1) * stride).Sum() + 1;

        public override string ToString() => $"({Start}: [{string.Join(", ", Lengths)}] by [{string.Join(", ", Strides)}])";

        public HashSet<int> Bytes(int size) => [.. Listed.Places.SelectMany(place => Enumerable.Range(Start + (place * size), size))];

        public ListedTensor Listed => ListedTensor.Strided(Lengths, Strides);

        public ReadOnlyTensorView<T> View<T>(byte[] memory) where T : struct => new(MemoryMarshal.Cast<byte, T>(memory.AsSpan(Start)), Nint(Lengths), Nint(Strides));
    }

    private static readonly byte[] Memory = new byte[4096];

    private static Gen<int> Starts => from start in Gen.Choose(0, 40) from misplaced in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(0, 3))) select (start * sizeof(float)) + misplaced;

    private static Gen<int[]> Lengths(int rank) => Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (30, Gen.Choose(1, 4))), rank);

    /// <summary>Any strides at all, or those of the slices of a row-major tensor.</summary>
    private static Gen<int[]> Strides(int rank) => Gen.OneOf(
        Gen.ArrayOf(Gen.Choose(0, 20), rank),
        from lengths in Gen.ArrayOf(Gen.Choose(1, 3), rank) select lengths.Select((_, axis) => lengths[(axis + 1)..].Aggregate(1, (a, b) => a * b)).ToArray());

    private static Gen<(Place A, Place B)> WithEqualStrides =>
        from rank in Gen.Choose(1, 4)
        from strides in Strides(rank)
        from startA in Starts from startB in Starts
        from lengthsA in Lengths(rank) from lengthsB in Lengths(rank)
        select (new Place(startA, lengthsA, strides), new Place(startB, lengthsB, strides));

    private static Gen<(Place A, Place B)> Any =>
        from rankA in Gen.Choose(1, 4) from rankB in Gen.Choose(1, 4)
        from startA in Starts from startB in Starts
        from lengthsA in Lengths(rankA) from lengthsB in Lengths(rankB)
        from stridesA in Strides(rankA) from stridesB in Strides(rankB)
        select (new Place(startA, lengthsA, stridesA), new Place(startB, lengthsB, stridesB));

    [Fact]
    public void With_equal_strides_what_never_meets_is_accepted_and_nothing_else() => Check(WithEqualStrides, 4000, pair =>
        Assert.Equal(!Meet(pair, sizeof(float)), Overlaps.AcceptApart(pair.A.View<float>(Memory), pair.B.View<float>(Memory))));

    [Fact]
    public void With_any_strides_what_meets_is_refused_and_disjoint_ranges_are_accepted() => Check(Any, 4000, pair =>
    {
        bool accepted = Overlaps.AcceptApart(pair.A.View<float>(Memory), pair.B.View<float>(Memory));
        Assert.False(accepted && Meet(pair, sizeof(float)));
        Assert.False(!accepted && AreDisjoint(pair, sizeof(float)));
    });

    [Fact]
    public void Elements_of_another_size_are_apart_exactly_if_the_ranges_are() => Check(Any, 1000, pair =>
        Assert.Equal(AreDisjoint(pair, sizeof(byte)), Overlaps.AcceptApart(pair.A.View<float>(Memory), pair.B.View<byte>(Memory))));

    [Fact]
    public void Of_two_slices_of_a_tensor_those_that_never_meet_are_accepted_and_the_same_one() => Check(
        from lengths in Gen.ArrayOf(Gen.Choose(1, 4), 4)
        from cuts in Gen.ArrayOf(Gen.Choose(0, 99), 16)
        select (Cut(lengths, cuts.AsSpan(0, 8)), Cut(lengths, cuts.AsSpan(8))),
        2000,
        pair =>
        {
            bool isSame = pair.Item1.ToString() == pair.Item2.ToString();
            Assert.Equal(!Meet(pair, sizeof(float)), Overlaps.AcceptApart(pair.Item1.View<float>(Memory), pair.Item2.View<float>(Memory)));
            Assert.Equal(isSame || !Meet(pair, sizeof(float)), Overlaps.AcceptSameOrApart(pair.Item1.View<float>(Memory), pair.Item2.View<float>(Memory)));
        });

    [Fact]
    public void An_output_is_accepted_exactly_if_each_element_has_its_own_place() => Check(Any, 4000, pair =>
    {
        TensorView<float> view = new(MemoryMarshal.Cast<byte, float>(Memory.AsSpan()), Nint(pair.A.Lengths), Nint(pair.A.Strides));
        Assert.Equal(pair.A.Listed.Places.Distinct().Count() == pair.A.Listed.Places.Length, Overlaps.AcceptWritable(view));
    });

    private static void Check(Gen<(Place A, Place B)> pairs, int count, Action<(Place A, Place B)> check) => Prop.ForAll(Arb.From(pairs), check).Check(Fixed.Trials(count));

    private static bool Meet((Place A, Place B) pair, int size) => pair.A.Bytes(size).Overlaps(pair.B.Bytes(size));

    private static bool AreDisjoint((Place A, Place B) pair, int sizeOfB) =>
        pair.A.Extent == 0 || pair.B.Extent == 0 || pair.A.Start + (pair.A.Extent * sizeof(float)) <= pair.B.Start || pair.B.Start + (pair.B.Extent * sizeOfB) <= pair.A.Start;

    /// <summary>A slice of a row-major tensor: a start and a length for each axis.</summary>
    private static Place Cut(int[] lengths, ReadOnlySpan<int> cuts)
    {
        int start = 0;
        int[] cut = new int[lengths.Length], strides = new int[lengths.Length];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            strides[axis] = lengths[(axis + 1)..].Aggregate(1, (a, b) => a * b);
            int first = cuts[2 * axis] % lengths[axis];
            cut[axis] = 1 + (cuts[(2 * axis) + 1] % (lengths[axis] - first));
            start += first * strides[axis];
        }

        return new Place(start * sizeof(float), cut, strides);
    }
}
