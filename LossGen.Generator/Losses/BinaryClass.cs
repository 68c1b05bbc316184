using LossGen.Generator.Ir;
using static LossGen.Generator.Ir.Functions;

namespace LossGen.Generator.Losses;

/// <summary>The probability p of the positive class, of the negative one, and what their logarithms cost: the terms of losses over two classes.</summary>
/// <param name="Positive">p.</param>
/// <param name="Negative">1 − p, without cancellation.</param>
/// <param name="SurpriseOfPositive">−log p.</param>
/// <param name="SurpriseOfNegative">−log(1 − p).</param>
internal sealed record BinaryClass(Expr Positive, Expr Negative, Expr SurpriseOfPositive, Expr SurpriseOfNegative)
{
    /// <summary>From a raw score x: p = σ(x).</summary>
    public static BinaryClass OfLogit(Expr x) => new(Negative: Sigmoid(-x), Positive: Sigmoid(x), SurpriseOfPositive: Softplus(-x), SurpriseOfNegative: Softplus(x));

    /// <summary>From a probability, whose logarithm may be infinite.</summary>
    public static BinaryClass OfProbability(Expr p) => new(p, 1 - p, -Log(p), -Log(1 - p));

    /// <summary>
    /// From a probability clipped to [ε, 1 − ε]. The smaller side decides for both: it tells ε apart also where the kernel's type takes 1 − ε for 1.
    /// </summary>
    /// <param name="p">The probability.</param>
    /// <param name="epsilon">ε.</param>
    public static BinaryClass OfClipped(Expr p, double epsilon)
    {
        Expr isLow = Greater(epsilon, p), isHigh = Greater(epsilon, 1 - p);
        Expr inside = Clipped(0.5, 0.5, p);                             // whose logarithms are finite
        double least = -Math.Log(epsilon), most = -RealMath.Log1p(-epsilon);
        return new(Clipped(epsilon, 1 - epsilon, p), Clipped(1 - epsilon, epsilon, 1 - p), Clipped(least, most, -Log(inside)), Clipped(most, least, -Log(1 - inside)));

        Expr Clipped(Expr low, Expr high, Expr x) => Where(isLow, low, Where(isHigh, high, x));
    }

    /// <summary>
    /// From a probability as PyTorch's <c>binary_cross_entropy</c> takes it: logarithms no lower than −100, whose derivative 1/p divides by no less than 1e-12,
    /// so that a prediction that is quite wrong is still pulled back.
    /// </summary>
    public static BinaryClass OfFloored(Expr p)
    {
        return new(p, 1 - p, Surprise(p), Surprise(1 - p));

        static Expr Surprise(Expr p) => -WithSlope(Larger(-100, Log(p)), p, 1 / Larger(1e-12, p));
    }

    /// <summary>t · −log p + (1 − t) · −log(1 − p).</summary>
    public Expr CrossEntropy(Expr t, double positiveWeight = 1) => positiveWeight * t * SurpriseOfPositive + (1 - t) * SurpriseOfNegative;
}
