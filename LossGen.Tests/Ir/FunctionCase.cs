using LossGen.Generator.Ir;
using LossGen.Generator.Parsing;
using LossGen.Generator.Passes;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Tests.Ir;

/// <summary>A function of one number as a formula and as references, one in double and one in twice that, and the range that it is tried on.</summary>
internal sealed record FunctionCase(Func<Expr, Expr> Formula, Func<double, double> Exact, Func<double, DoubleDouble> MoreExact, double Low, double High)
{
    private const double Largest = double.MaxValue;

    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17), Ln10 = new(2.302585092994046, -2.1707562233822494e-16);

    /// <summary>What formulas are lowered to.</summary>
    public static readonly Dictionary<string, MathTable> Tables = new()
    {
        ["single"] = MathTable.Single,
        ["precise"] = MathTable.SinglePrecise,
        ["double"] = MathTable.Double,
    };

    public static readonly Dictionary<string, FunctionCase> All = new()
    {
        ["exp"] = new(Exp, Math.Exp, x => DoubleDouble.Exp(x), -1e4, 1e4),
        ["exp of a negative number"] = new(x => Exp(-Abs(x)), x => Math.Exp(-Math.Abs(x)), x => DoubleDouble.Exp(-Math.Abs(x)), -1e4, 1e4),
        ["expm1"] = new(Expm1, PlainExpm1, x => DoubleDouble.Expm1(x), -1e4, 1e4),
        ["expm1 of a negative number"] = new(x => Expm1(-Abs(x)), x => PlainExpm1(-Math.Abs(x)), x => DoubleDouble.Expm1(-Math.Abs(x)), -1e4, 1e4),
        ["tanh"] = new(Tanh, Math.Tanh, PreciseTanh, -1e4, 1e4),
        ["sinh"] = new(Sinh, Math.Sinh, PreciseSinh, -1e4, 1e4),
        ["cosh"] = new(Cosh, Math.Cosh, PreciseCosh, -1e4, 1e4),
        ["log"] = new(Log, Math.Log, x => DoubleDouble.Log(x), 0, Largest),
        ["log2"] = new(Log2, Math.Log2, x => DoubleDouble.Log(x) / Ln2, 0, Largest),
        ["log10"] = new(Log10, Math.Log10, x => DoubleDouble.Log(x) / Ln10, 0, Largest),
        ["∛x"] = new(Cbrt, Math.Cbrt, PreciseCbrt, -Largest, Largest),
        ["sin"] = new(Sin, Math.Sin, x => DoubleDouble.SinCos(x).Sin, -1e4, 1e4),
        ["cos"] = new(Cos, Math.Cos, x => DoubleDouble.SinCos(x).Cos, -1e4, 1e4),
        ["tan"] = new(Tan, Math.Tan, x => DoubleDouble.SinCos(x).Sin / DoubleDouble.SinCos(x).Cos, -1e4, 1e4),
        ["erf"] = new(Erf, x => DoubleDouble.Erf(x).Hi, DoubleDouble.Erf, -1e4, 1e4),
        ["log cosh"] = new(LogCosh, x => PreciseLogCosh(x).Hi, PreciseLogCosh, -Largest, Largest),
        ["2^x"] = NumberPower(2),
        ["10^x"] = NumberPower(10),
        ["0.3^x"] = NumberPower(0.3),
        ["log1p"] = new(Log1p, RealMath.Log1p, x => DoubleDouble.Log1p(x), 0, Largest),
        ["log1p of a negative number"] = new(Log1p, RealMath.Log1p, x => DoubleDouble.Log1p(x), -0.99999994, 0),
        ["sigmoid"] = new(Sigmoid, RealMath.Sigmoid, PreciseSigmoid, -1e4, 1e4),
        ["sigmoid of the negative"] = new(x => Sigmoid(-x), x => RealMath.Sigmoid(-x), x => PreciseSigmoid(-x), -1e4, 1e4),
        ["softplus"] = new(Softplus, RealMath.Softplus, PreciseSoftplus, -1e4, 1e4),
        ["√x"] = Power(0.5),
        ["x^-0.5"] = Power(-0.5),
        ["x^1.5"] = Power(1.5),
        ["x³"] = Power(3),
        ["x^0.25"] = Power(0.25),
        ["x^0.7"] = Power(0.7),
        ["x^-0.75"] = Power(-0.75),
        ["x^1.3"] = Power(1.3),
        ["x^2.2"] = Power(2.2),
        ["x^3.7"] = Power(3.7),
        ["x^-3.3"] = Power(-3.3),
        ["x^4.9"] = Power(4.9),
        ["x^7.3"] = Power(7.3),
        ["σ(x)^0.25"] = SigmoidPower(0.25),
        ["σ(x)^1.7"] = SigmoidPower(1.7),
        ["σ(−x)^1.7"] = new(x => Pow(Sigmoid(-x), 1.7), x => Math.Exp(-1.7 * RealMath.Softplus(x)), x => DoubleDouble.Exp(-1.7 * PreciseSoftplus(x)), -1e4, 1e4),
        ["σ(x)^-0.75"] = SigmoidPower(-0.75),
        ["σ(x)^2.3"] = SigmoidPower(2.3),
        ["σ(x)^4.3"] = SigmoidPower(4.3),
        ["σ(x)^4.9"] = SigmoidPower(4.9),
    };

    /// <summary>The function in a table's format. A number that is a float in stays a float.</summary>
    public static Func<double, double> Lowered(string function, string table)
    {
        Inputs inputs = new();
        Expr lowered = Lower.Run([new Output(Role.Losses, 0, All[function].Formula(inputs.X))], Tables[table])[0].Value;
        if (Tables[table].IsDouble)
        {
            DoubleMachine wide = new(lowered);
            return x => wide.Run((inputs.X.Role, x));
        }

        FloatMachine machine = new(lowered);
        return x => machine.Run((inputs.X.Role, (float)x));
    }

    /// <summary>How many units in the last place of a table's format lie between a number and the exact one; null where that is no normal number.</summary>
    public double? Error(MathTable table, double x, double actual)
    {
        DoubleDouble expected = table.IsDouble ? MoreExact(x) : Exact(x);
        double largest = table.IsDouble ? double.MaxValue : float.MaxValue;
        return Math.Abs(expected.Hi) >= table.SmallestNormal && Math.Abs(expected.Hi) <= largest
            ? Math.Abs(actual - expected.Hi - expected.Lo) / Math.ScaleB(1, Math.Max(Math.ILogB(expected.Hi), table.SmallestExponent) - table.FractionBits)
            : null;
    }

    private static FunctionCase NumberPower(double b) => new(x => Functions.Power(b, x), x => Math.Pow(b, x), x => DoubleDouble.Exp(DoubleDouble.Log(b) * x), -Largest, Largest);

    private static FunctionCase Power(double a) => new(x => Pow(x, a), x => Math.Pow(x, a), x => DoubleDouble.Exp(DoubleDouble.Log(x) * a), 0, Largest);

    private static FunctionCase SigmoidPower(double a) =>
        new(x => Pow(Sigmoid(x), a), x => Math.Exp(-a * RealMath.Softplus(-x)), x => DoubleDouble.Exp(-a * PreciseSoftplus(-x)), -1e4, 1e4);

    /// <summary>In double, by a series near 0.</summary>
    private static double PlainExpm1(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : DoubleDouble.Expm1(x).Hi;

    private static DoubleDouble PreciseTanh(double x)
    {
        DoubleDouble e = DoubleDouble.Expm1(-2 * Math.Abs(x)), ratio = -e / (2 + e);
        return x < 0 ? -ratio : ratio;
    }

    private static DoubleDouble PreciseSinh(double x)
    {
        DoubleDouble half = HalfExp(x), e = DoubleDouble.Expm1(Math.Abs(x)), sinh = Math.Abs(x) > 1 ? half - (0.25 / half) : (e + (e / (1 + e))) * 0.5;
        return x < 0 ? -sinh : sinh;
    }

    private static DoubleDouble PreciseCosh(double x) => HalfExp(x) + (0.25 / HalfExp(x));

    private static DoubleDouble PreciseLogCosh(double x)
    {
        DoubleDouble sinh = Math.Abs(x) > 1 ? 0 : PreciseSinh(x / 2);
        return Math.Abs(x) > 1 ? Math.Abs(x) - Ln2 + DoubleDouble.Log1p(DoubleDouble.Exp(-2 * Math.Min(Math.Abs(x), 300))) : DoubleDouble.Log1p(sinh * sinh * 2);
    }

    /// <summary>A step of Newton's from the root in double.</summary>
    private static DoubleDouble PreciseCbrt(double x)
    {
        double root = Math.Cbrt(x), factor = Math.ScaleB(1, -Math.ILogB(root)), near = root * factor;
        DoubleDouble cube = (DoubleDouble)near * near * near;
        return (near + ((x * factor * factor * factor) - cube) / (3 * near * near)) * (1 / factor);
    }

    /// <summary>½ exp|x|, which is a number where exp|x| is none yet.</summary>
    private static DoubleDouble HalfExp(double x) => DoubleDouble.Exp(Math.Abs(x) - Ln2);

    private static DoubleDouble PreciseSigmoid(double x) => x >= 0 ? 1 / (1 + DoubleDouble.Exp(-x)) : DoubleDouble.Exp(x) / (1 + DoubleDouble.Exp(x));

    private static DoubleDouble PreciseSoftplus(double x) => Math.Max(x, 0) + DoubleDouble.Log1p(DoubleDouble.Exp(-Math.Abs(x)));
}
