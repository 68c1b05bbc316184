namespace LossGen.Tests.Boxes;

/// <summary>A box by its corners, and the measures of two of them as the textbook has them, in double.</summary>
internal readonly record struct PlainBox(double X1, double Y1, double X2, double Y2)
{
    public double Area => (X2 - X1) * (Y2 - Y1);

    public static PlainBox From(BoxFormat format, ReadOnlySpan<double> n) => format switch
    {
        BoxFormat.Xyxy => new(n[0], n[1], n[2], n[3]),
        BoxFormat.Yxyx => new(n[1], n[0], n[3], n[2]),
        BoxFormat.Xywh => new(n[0], n[1], n[0] + n[2], n[1] + n[3]),
        _ => new(n[0] - (n[2] / 2), n[1] - (n[3] / 2), n[0] + (n[2] / 2), n[1] + (n[3] / 2)),
    };

    public static PlainBox[] All(BoxFormat format, double[] numbers) => [.. numbers.Chunk(4).Select(n => From(format, n))];

    public static double IoU(PlainBox a, PlainBox b, double epsilon = 0) => Over(Intersection(a, b), Union(a, b) + epsilon);

    public static double GIoU(PlainBox a, PlainBox b, double epsilon = 0)
    {
        double hull = (Math.Max(a.X2, b.X2) - Math.Min(a.X1, b.X1)) * (Math.Max(a.Y2, b.Y2) - Math.Min(a.Y1, b.Y1));
        return IoU(a, b, epsilon) - Over(hull - Union(a, b), hull + epsilon);
    }

    private static double Intersection(PlainBox a, PlainBox b) =>
        Math.Max(0, Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1)) * Math.Max(0, Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1));

    private static double Union(PlainBox a, PlainBox b) => a.Area + b.Area - Intersection(a, b);

    private static double Over(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;
}
