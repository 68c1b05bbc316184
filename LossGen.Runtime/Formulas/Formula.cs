namespace LossGen;

/// <summary>Functions for formulas that LossGen differentiates, in the forms that neither overflow nor cancel.</summary>
/// <remarks>
/// Ordinary functions, within 4 ulp of the true value in <see cref="double"/>; those of <see cref="float"/> compute in double and round once. In a kernel LossGen puts its own
/// vector code in their place. NaN gives NaN, unless a function says otherwise.
/// </remarks>
public static class Formula
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    /// <summary>The logistic function, <c>σ(x) = 1 / (1 + e⁻ˣ)</c>, from 0 to 1, accurate on both sides: <c>1 − σ(x)</c> is <c>Sigmoid(-x)</c>. 0 at −∞, ½ at ±0, 1 at +∞ and, rounded, from about 37 (17 for <see cref="float"/>).</summary>
    /// <param name="x">Any number.</param>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <summary><c>log σ(x) = −softplus(−x)</c>, at most 0: about x far below 0, about <c>−e⁻ˣ</c> far above. −∞ at −∞; −0 at +∞ and where it underflows.</summary>
    /// <param name="x">Any number.</param>
    public static double LogSigmoid(double x) => -Softplus(-x);

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static float LogSigmoid(float x) => (float)LogSigmoid((double)x);

    /// <summary><c>log(1 + eˣ)</c>, at least 0: about <c>eˣ</c> far below 0, about x far above. 0 at −∞ and where it underflows, log 2 at ±0, +∞ at +∞.</summary>
    /// <param name="x">Any number.</param>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary><c>log(1 + x)</c>, accurate near 0. ±0 at ±0, −∞ at −1, +∞ at +∞; NaN below −1.</summary>
    /// <param name="x">At least −1.</param>
    public static double Log1p(double x)
    {
        // Rounding 1 + x changes log(1 + x) and x by the same factor: Kahan's way.
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary><c>eˣ − 1</c>, accurate near 0. ±0 at ±0, −1 at −∞, +∞ at +∞ and where it overflows.</summary>
    /// <param name="x">Any number.</param>
    public static double Expm1(double x)
    {
        // The factor by which the rounded power is another one: Kahan's way.
        double power = Math.Exp(x);
        return power == 1 ? x : power == 0 || double.IsInfinity(power) ? power - 1 : (power - 1) * (x / Math.Log(power));
    }

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary><c>x²</c>. +0 at ±0, +∞ at ±∞ and where it overflows.</summary>
    /// <param name="x">Any number.</param>
    public static double Square(double x) => x * x;

    /// <inheritdoc cref="Square(double)"/>
    public static float Square(float x) => x * x;

    /// <summary>The error function, <c>2/√π ∫₀ˣ e^(−t²) dt</c>, odd, from −1 to 1. ±0 at ±0, ±1 at ±∞ and, rounded, from about ±5.9 (±3.9 for <see cref="float"/>).</summary>
    /// <param name="x">Any number.</param>
    public static double Erf(double x) => Math.Abs(x) switch
    {
        < 2 => x * NearZero(x),
        < 6 => Math.CopySign(1 - Complement(Math.Abs(x)), x),
        double.NaN => x,
        _ => Math.CopySign(1, x),
    };

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary><c>x · log y</c>, and 0 where x is ±0, whatever y is: 0, negative, infinite or NaN.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="y">At least 0; NaN below, unless x is 0.</param>
    public static double XLogY(double x, double y) => x == 0 ? 0 : x * Math.Log(y);

    /// <inheritdoc cref="XLogY(double, double)"/>
    public static float XLogY(float x, float y) => (float)XLogY((double)x, y);

    /// <summary>Its argument, which LossGen takes for a constant when it differentiates: what comes out of here has the derivative 0.</summary>
    /// <param name="x">Any number.</param>
    public static double StopGradient(double x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static float StopGradient(float x) => x;

    /// <summary>erf x / x by <c>2/√π e^(−x²) Σ (2x²)ⁿ / (1 · 3 · … · (2n + 1))</c>, of which no term is negative. Both factors have the same rounded square, so that its error nearly cancels.</summary>
    private static double NearZero(double x)
    {
        double square = x * x, sum = 1;
        for (int n = 40; n > 0; n--)
        {
            sum = Math.FusedMultiplyAdd(2 * square / ((2 * n) + 1), sum, 1);
        }

        return TwoOverSqrtPi * Math.Exp(-square) * sum;
    }

    /// <summary>1 − erf x by Laplace's continued fraction, <c>e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …))))</c>.</summary>
    private static double Complement(double x)
    {
        double rest = x;
        for (int n = 80; n > 0; n--)
        {
            rest = x + (n / 2.0 / rest);
        }

        return TwoOverSqrtPi / 2 * Math.Exp(-x * x) / rest;
    }
}
