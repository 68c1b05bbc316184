using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>What focal losses over classes share.</summary>
internal static class Focusing
{
    /// <summary>m^γ · surprise. Where nothing is missed there is no loss and no gradient, whatever the slope of the power.</summary>
    public static Expr Focused(Expr miss, double gamma, Expr surprise)
    {
        Expr isHit = Equal(miss, 0);                // a miss that is no number is none
        return gamma is 0 or >= 1
            ? Pow(miss, gamma) * surprise
            : Where(isHit, 0, Pow(Where(isHit, 1, miss), gamma) * surprise);
    }
}
