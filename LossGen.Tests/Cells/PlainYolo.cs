namespace LossGen.Tests.Cells;

/// <summary>YOLOv3's loss of one scale as seed 003 writes it: in double, cell by cell, with all overlaps of a cell at hand.</summary>
/// <param name="Stride">The pixels from cell to cell.</param>
/// <param name="Anchors">Width and height of each anchor in turn, in strides.</param>
internal sealed record PlainYolo(double Stride, double[] Anchors)
{
    public double Threshold { get; init; } = 0.5;

    public double Alpha { get; init; } = 1;

    public double Gamma { get; init; } = 2;

    /// <summary>The three terms of one cell.</summary>
    public double[] Cell(Grid grid, double[] logits, double[] targets, double[] boxes, int cell)
    {
        int first = cell * grid.Numbers;
        double[] p = Decoded(grid, logits, cell);
        double t = targets[first + 4], x = logits[first + 4];
        double[] truth = targets[first..(first + 4)];
        double size = Stride * Stride * grid.Height * grid.Width;
        double box = t == 0 ? 0 : t * (2 - (truth[2] * truth[3] / size)) * (1 - GIoU(p, truth));

        double best = 0;
        for (int m = 0; m < grid.Boxes; m++)
        {
            int at = ((cell / grid.CellsOfImage * grid.Boxes) + m) * 4;
            double overlap = IoU(p, boxes[at..(at + 4)]);
            best = double.IsNaN(overlap) ? best : Math.Max(best, overlap);
        }

        double background = (1 - t) * (best < Threshold ? 1 : 0);
        double confidence = Alpha * Math.Pow(Math.Abs((t * Sigmoid(-x)) - ((1 - t) * Sigmoid(x))), Gamma) * (t + background) * CrossEntropy(x, t);
        double classes = 0;
        for (int k = 5; k < grid.Numbers; k++)
        {
            classes += t == 0 ? 0 : t * CrossEntropy(logits[first + k], targets[first + k]);
        }

        return [box, confidence, classes];
    }

    /// <summary>The three terms, summed over all cells.</summary>
    public double[] Sum(Grid grid, double[] logits, double[] targets, double[] boxes)
    {
        double[] sum = new double[3];
        for (int cell = 0; cell < grid.Cells; cell++)
        {
            double[] terms = Cell(grid, logits, targets, boxes, cell);
            sum = [sum[0] + terms[0], sum[1] + terms[1], sum[2] + terms[2]];
        }

        return sum;
    }

    /// <summary>Centre and size in pixels, confidence, and the classes' probabilities.</summary>
    public double[] Decoded(Grid grid, double[] logits, int cell)
    {
        int first = cell * grid.Numbers, anchor = cell % grid.Anchors, pixel = cell / grid.Anchors;
        int column = pixel % grid.Width, row = pixel / grid.Width % grid.Height;
        double longest = 1e9 / (Anchors.Max() * Stride);
        return
        [
            (Sigmoid(logits[first]) + column) * Stride,
            (Sigmoid(logits[first + 1]) + row) * Stride,
            Math.Min(Math.Exp(logits[first + 2]), longest) * Anchors[2 * anchor] * Stride,
            Math.Min(Math.Exp(logits[first + 3]), longest) * Anchors[(2 * anchor) + 1] * Stride,
            .. logits[(first + 4)..(first + grid.Numbers)].Select(Sigmoid),
        ];
    }

    private static double GIoU(double[] a, double[] b)
    {
        double union = Union(a, b), hull = 1;
        for (int axis = 0; axis < 2; axis++)
        {
            hull *= Math.Max(a[axis] + (a[axis + 2] / 2), b[axis] + (b[axis + 2] / 2)) - Math.Min(a[axis] - (a[axis + 2] / 2), b[axis] - (b[axis + 2] / 2));
        }

        return (union > 1e-18 ? Intersection(a, b) / union : 0) - (hull > 1e-18 ? (hull - union) / hull : 0);
    }

    private static double IoU(double[] a, double[] b) => Intersection(a, b) / Union(a, b);

    private static double Union(double[] a, double[] b) => (a[2] * a[3]) + (b[2] * b[3]) - Intersection(a, b);

    private static double Intersection(double[] a, double[] b)
    {
        double area = 1;
        for (int axis = 0; axis < 2; axis++)
        {
            area *= Math.Max(0, Math.Min(a[axis] + (a[axis + 2] / 2), b[axis] + (b[axis + 2] / 2)) - Math.Max(a[axis] - (a[axis + 2] / 2), b[axis] - (b[axis + 2] / 2)));
        }

        return area;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double CrossEntropy(double x, double t) => Math.Max(x, 0) - (x * t) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}

/// <summary>The shape of a batch.</summary>
internal sealed record Grid(int Images, int Height, int Width, int Anchors, int Classes, int Boxes)
{
    public int Numbers => 5 + Classes;

    public int CellsOfImage => Height * Width * Anchors;

    public int Cells => Images * CellsOfImage;

    public nint[] Shape => [Images, Height, Width, Anchors, Numbers];

    public nint[] BoxShape => [Images, Boxes, 4];
}
