using LossGen.Generator.Losses;
using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>
/// The losses of boxes in twice double precision. Values and gradients are sums that cancel by nature: the unit is the last place of 1 for a value, and of the box's
/// largest slope for a slope.
/// </summary>
internal static class ExactBoxes
{
    private const double Epsilon = 1e-7;

    private static readonly DoubleDouble FourByPiSquared = 4 / (DoubleDouble.Atan2(1, 1) * DoubleDouble.Atan2(1, 1) * 16);

    public static IEnumerable<WideCase> All => [Case("IoU", new IoU()), Case("GIoU", new GIoU()), Case("DIoU", new DIoU()), Case("CIoU", new CIoU())];

    private static WideCase Case(string name, LossDefinition definition) =>
        new(name, definition, 4, (random, _) => (Box(random), Box(random)), (p, t) => Exact(name, p, t)) { Weight = 4 };

    /// <summary>Corners with few digits, so that the sides are exact in every format.</summary>
    private static double[] Box(Random random)
    {
        double x = random.Next(1 << 12) / 64.0, y = random.Next(1 << 12) / 64.0;
        return [x, y, x + 4 + random.Next(1 << 12) / 64.0, y + 4 + random.Next(1 << 12) / 64.0];
    }

    private static WideResult Exact(string name, double[] p, double[] t)
    {
        // of each axis: the side of the intersection and of the hull, and how they move with the low and the high edge
        (double Common, double Hull, double[] CommonBy, double[] HullBy)[] axes = [Axis(p, t, 0), Axis(p, t, 1)];
        bool meet = axes[0].Common > 0 && axes[1].Common > 0;
        double[] common = [meet ? axes[0].Common : 0, meet ? axes[1].Common : 0], side = [p[2] - p[0], p[3] - p[1]], trueSide = [t[2] - t[0], t[3] - t[1]];
        DoubleDouble intersection = (DoubleDouble)common[0] * common[1];
        DoubleDouble union = (DoubleDouble)side[0] * side[1] + (DoubleDouble)trueSide[0] * trueSide[1] - intersection + Epsilon;
        DoubleDouble iou = intersection / union, value = 1 - iou, byUnion = iou / union, byCommon = -(1 / union);
        DoubleDouble[] byHull = [0, 0], byCentre = [0, 0], bySide = [0, 0];
        if (name == "GIoU")
        {
            DoubleDouble hull = (DoubleDouble)axes[0].Hull * axes[1].Hull + Epsilon, filled = union / hull;
            value = value + 1 - filled;
            byUnion = byUnion - 1 / hull;
            byHull = [filled / hull * axes[1].Hull, filled / hull * axes[0].Hull];
        }
        else if (name is "DIoU" or "CIoU")
        {
            double[] apart = [(p[0] + p[2] - t[0] - t[2]) / 2, (p[1] + p[3] - t[1] - t[3]) / 2];
            DoubleDouble diagonal = (DoubleDouble)axes[0].Hull * axes[0].Hull + (DoubleDouble)axes[1].Hull * axes[1].Hull + Epsilon;
            DoubleDouble far = ((DoubleDouble)apart[0] * apart[0] + (DoubleDouble)apart[1] * apart[1]) / diagonal;
            value = value + far;
            byCentre = [apart[0] * 2 / diagonal, apart[1] * 2 / diagonal];
            byHull = [-far * axes[0].Hull * 2 / diagonal, -far * axes[1].Hull * 2 / diagonal];
            if (name == "CIoU")
            {
                DoubleDouble turn = DoubleDouble.Atan2(trueSide[0], trueSide[1]) - DoubleDouble.Atan2(side[0], side[1]), shape = FourByPiSquared * turn * turn;
                DoubleDouble share = shape / (1 - iou + shape + Epsilon), square = (DoubleDouble)side[0] * side[0] + (DoubleDouble)side[1] * side[1];
                DoubleDouble byAngle = -2 * FourByPiSquared * share * turn / square;
                value = value + share * shape;
                bySide = [byAngle * side[1], -byAngle * side[0]];
            }
        }

        DoubleDouble[] slopes = new DoubleDouble[4];
        for (int i = 0; i < 4; i++)
        {
            (int axis, int end) = (i % 2, i / 2);
            DoubleDouble byOwnSide = byUnion * side[1 - axis] + bySide[axis], byCommonSide = (byCommon - byUnion) * common[1 - axis];
            slopes[i] = (end == 0 ? -byOwnSide : byOwnSide) + byCommonSide * axes[axis].CommonBy[end] + byHull[axis] * axes[axis].HullBy[end] + byCentre[axis] * 0.5;
        }
        double largest = slopes.Max(slope => Math.Abs(slope.Hi));
        return new(value, 1, slopes, [largest, largest, largest, largest]);
    }

    private static (double, double, double[], double[]) Axis(double[] p, double[] t, int axis)
    {
        (double low, double high, double trueLow, double trueHigh) = (p[axis], p[axis + 2], t[axis], t[axis + 2]);
        double lowInside = Share(low, trueLow), highOutside = Share(high, trueHigh);
        return (Math.Min(high, trueHigh) - Math.Max(low, trueLow), Math.Max(high, trueHigh) - Math.Min(low, trueLow), [-lowInside, 1 - highOutside], [lowInside - 1, highOutside]);
    }

    /// <summary>1 where an edge is above the target's, half where they are one.</summary>
    private static double Share(double edge, double trueEdge) => edge > trueEdge ? 1 : edge < trueEdge ? 0 : 0.5;
}
