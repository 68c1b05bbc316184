using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>
/// Complete IoU (Zheng et al. 2020, arXiv:1911.08287): <c>DIoU + α v</c>, where <c>v = 4/π² (atan(w*/h*) − atan(w/h))²</c> compares the aspect ratios and
/// <c>α = v / (1 − IoU + v + ε)</c> is taken as a constant.
/// </summary>
internal sealed class CIoU : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Box("CIoU");

    public override Expr Value(LossArguments a)
    {
        BoxPair boxes = a.Boxes;
        Expr v = (4 / (Math.PI * Math.PI) * Square(Angle(boxes.Target) - Angle(boxes.Prediction))).As("aspect");
        Expr alpha = StopGradient(boxes.Over(v, 1 - boxes.IoU + v + a["Epsilon"]));
        return DIoU.Value(boxes, a["Epsilon"]) + alpha * v;
    }

    /// <summary>atan(w/h), which has a limit for a box without height.</summary>
    private static Expr Angle(Box box)
    {
        Expr isUpsideDown = Greater(0, box.Height);
        return Atan2(NegateIf(isUpsideDown, box.Width), NegateIf(isUpsideDown, box.Height));
    }
}
