using LossGen.Execution;

namespace LossGen.Tests.Kernels;

/// <summary>Rows too many for the caches: their tiles ask for the next one, which changes no bit of what the same rows have in smaller calls.</summary>
public sealed partial class FarRowsTests
{
    private const int Classes = 21, Images = 14, Side = 64, Area = Side * Side;

    private static readonly float[] Logits = [.. Enumerable.Range(0, Images * Classes * Area).Select(i => (i * 37L % 1009 / 100f) - 5)];

    private static readonly int[] Labels = [.. Enumerable.Range(0, Images * Area).Select(i => i * 7 % Classes)];

    [Fact]
    public void Whether_rows_are_far_is_a_matter_of_bytes()
    {
        Assert.True(RowTiles.AreFar<float>(Images * Area, Classes));
        Assert.False(RowTiles.AreFar<float>(Area, Classes));
        Assert.True(RowTiles.AreFar<double>(Images * Area / 2, Classes));
    }

    [Fact]
    public void Rows_side_by_side()
    {
        float[] far = new float[Logits.Length], near = new float[Logits.Length];
        Rows(Logits, Labels, far);
        for (int image = 0; image < Images; image++)
        {
            Range part = (image * Classes * Area)..((image + 1) * Classes * Area);
            Rows(Logits.AsSpan(part), Labels.AsSpan(image * Area, Area), near.AsSpan(part));
        }

        Assert.Equal(near, far);
    }

    [Fact]
    public void Classes_that_collide()
    {
        float[] far = new float[Logits.Length], near = new float[Logits.Length];
        Pixels(new(Logits, [Images, Classes, Side, Side]), new(Labels, [Images, Side, Side]), new(far, [Images, Classes, Side, Side]));
        for (int image = 0; image < Images; image++)
        {
            Range part = (image * Classes * Area)..((image + 1) * Classes * Area);
            Pixels(new(Logits.AsSpan(part), [1, Classes, Side, Side]), new(Labels.AsSpan(image * Area, Area), [1, Side, Side]), new(near.AsSpan(part), [1, Classes, Side, Side]));
        }

        Assert.Equal(near, far);
    }

    [CrossEntropy(Reduction = Reduction.Sum)]
    private static partial float Rows(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient);

    [CrossEntropy(Reduction = Reduction.Sum, Axis = 1)]
    private static partial float Pixels(ReadOnlyTensorView<float> logits, ReadOnlyTensorView<int> targets, TensorView<float> gradient);
}
