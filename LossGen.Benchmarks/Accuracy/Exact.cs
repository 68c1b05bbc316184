using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>The functions in double, for the sweeps over all floats, and in twice that, for kernels of doubles.</summary>
internal static class Exact
{
    public static double Log1p(double u)
    {
        double sum = 1 + u;
        return sum == 1 ? u : Math.Log(sum) * u / (sum - 1); // what the sum has lost, the quotient gives back
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>Focal loss of a label by its logit, and its derivative.</summary>
    public static (double Value, double Slope) Focal(double x, bool isPositive, double gamma)
    {
        double z = isPositive ? -x : x, tail = Math.Exp(-Math.Abs(z)), larger = 1 / (1 + tail), smaller = tail * larger;
        double q = z > 0 ? larger : smaller, rest = z > 0 ? smaller : larger, softplus = Math.Max(z, 0) + Log1p(tail);
        double power = (isPositive ? 0.25 : 0.75) * gamma switch { 0.5 => Math.Sqrt(q), 1 => q, 2 => q * q, _ => q * q * q };
        double slope = power * (q + gamma * rest * softplus);
        return (power * softplus, isPositive ? -slope : slope);
    }

    public static DoubleDouble WideSigmoid(double x) => x >= 0 ? 1 / (1 + DoubleDouble.Exp(-x)) : DoubleDouble.Exp(x) / (1 + DoubleDouble.Exp(x));

    public static DoubleDouble WideSoftplus(double x) => Math.Max(x, 0) + DoubleDouble.Log1p(DoubleDouble.Exp(-Math.Abs(x)));

    public static (DoubleDouble Value, DoubleDouble Slope) WideFocal(double x, bool isPositive, double gamma)
    {
        double z = isPositive ? -x : x;
        DoubleDouble q = WideSigmoid(z), softplus = WideSoftplus(z), power = isPositive ? 0.25 : 0.75;
        power = power * gamma switch { 0.5 => DoubleDouble.Exp(-0.5 * WideSoftplus(-z)), 1 => q, 2 => q * q, _ => q * q * q };
        DoubleDouble slope = power * (q + gamma * WideSigmoid(-z) * softplus);
        return (power * softplus, isPositive ? -slope : slope);
    }
}
