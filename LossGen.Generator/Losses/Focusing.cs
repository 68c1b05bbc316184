using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>What focal losses of a softmax share.</summary>
internal static class Focusing
{
    /// <summary>m^γ · surprise. Where nothing is missed there is no loss and no gradient, whatever the slope of the power.</summary>
    public static Expr Focused(Expr miss, double gamma, Expr surprise)
    {
        Expr isMissed = Greater(miss, 0);
        return gamma is 0 or >= 1
            ? Pow(miss, gamma) * surprise
            : Where(isMissed, Pow(Where(isMissed, miss, 1), gamma) * surprise, 0);
    }
}
