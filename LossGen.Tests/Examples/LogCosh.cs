using LossGen.Generator.Ir;
using LossGen.Generator.Losses;
using LossGen.Generator.Parsing;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Examples;

/// <summary>Log-cosh: <c>log cosh d</c> of the error d, quadratic near 0 and linear far away.</summary>
internal sealed class LogCosh : LossDefinition
{
    public override LossSchema Schema { get; } = LossSchema.Element("LogCosh").Prediction(Role.Predictions);

    public override Expr Value(LossArguments a)
    {
        Expr d = a.Prediction - a.Target;
        return d + Softplus(-2 * d) - Math.Log(2);      // log((eᵈ + e⁻ᵈ)/2), without overflow
    }
}
