namespace LossGen.Tests.Formulas;

/// <summary>Boxes as a formula sees them, over numbers that need no rounding.</summary>
public sealed class BoxTests
{
    private static readonly Box First = new(1, 2, 5, 10);

    /// <summary>Another box, what it shares with the first one, and the hull of both.</summary>
    public static TheoryData<Box, Box, Box> Pairs => new()
    {
        { First, First, First },
        { new(3, 0, 8, 4), new(3, 2, 5, 4), new(1, 0, 8, 10) },             // a corner inside
        { new(2, 3, 4, 9), new(2, 3, 4, 9), First },                        // all inside
        { new(0, 5, 9, 6), new(1, 5, 5, 6), new(0, 2, 9, 10) },             // across
        { new(5, 2, 8, 10), new(5, 2, 5, 10), new(1, 2, 8, 10) },           // they touch
        { new(7, 4, 8, 6), new(7, 4, 7, 6), new(1, 2, 8, 10) },             // beside: no width, the height of both
        { new(-4, 4, 0, 6), new(1, 4, 1, 6), new(-4, 2, 5, 10) },           // on the other side
        { new(2, 12, 4, 14), new(2, 12, 4, 12), new(1, 2, 5, 14) },         // below: no height
        { new(7, 12, 8, 14), new(7, 12, 7, 12), new(1, 2, 8, 14) },         // neither
        { new(3, 5, 3, 5), new(3, 5, 3, 5), First },                        // a point inside
    };

    [Fact]
    public void Sides_centre_and_area()
    {
        Assert.Equal((4, 8, 3, 6, 32), (First.Width, First.Height, First.CenterX, First.CenterY, First.Area));
        Box<double> inDouble = Double(First);
        Assert.Equal((4, 8, 3, 6, 32), (inDouble.Width, inDouble.Height, inDouble.CenterX, inDouble.CenterY, inDouble.Area));
        Assert.Equal((1, 2, 5, 10), (First.X1, First.Y1, First.X2, First.Y2));
        Assert.Equal(new Box(1, 2, 5, 10), First);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Intersection_and_hull(Box second, Box intersection, Box hull)
    {
        Assert.Equal(intersection, Box.Intersection(First, second));
        Assert.Equal(intersection, Box.Intersection(second, First));
        Assert.Equal(hull, Box.Hull(First, second));
        Assert.Equal(hull, Box.Hull(second, First));
        Assert.Equal(Double(intersection), Box.Intersection(Double(First), Double(second)));
        Assert.Equal(Double(hull), Box.Hull(Double(First), Double(second)));
    }

    [Fact]
    public void In_double_nothing_is_rounded_to_float()
    {
        Box<double> box = new(0.1, 0, 0.3, 1 / 3.0);
        Assert.Equal((0.3 - 0.1, 1 / 3.0, (0.1 + 0.3) / 2), (box.Width, box.Height, box.CenterX));
        Assert.Equal(box, Box.Intersection(box, box));
    }

    [Fact]
    public void A_corner_that_is_no_number_stays_so()
    {
        Box broken = First with { X2 = float.NaN };
        Assert.True(float.IsNaN(broken.Area));
        Assert.True(float.IsNaN(Box.Intersection(broken, First).Area));
        Assert.True(float.IsNaN(Box.Hull(First, broken).Area));
    }

    [Fact]
    public void The_formula_of_the_public_surface_compiles()
    {
        Assert.Equal(1 - (4f / 70), Distance(First, new(3, 0, 8, 4)));
        Assert.Equal(1, Distance(First, new(7, 12, 8, 14)));

        static float Distance(Box prediction, Box target) => 1 - Box.Intersection(prediction, target).Area / Box.Hull(prediction, target).Area;
    }

    private static Box<double> Double(Box box) => new(box.X1, box.Y1, box.X2, box.Y2);
}
