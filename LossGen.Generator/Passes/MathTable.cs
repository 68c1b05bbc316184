namespace LossGen.Generator.Passes;

/// <summary>
/// What the functions know of a format and a precision: its layout, and coefficients that build/fit-polynomials.py fitted and rounded to it. The algorithms
/// are one for all tables, save where <see cref="IsPrecise"/> and <see cref="IsDouble"/> choose.
/// </summary>
internal sealed partial record MathTable
{
    /// <summary>Whether 64-bit numbers are computed with. Their whole numbers have neither an arithmetic shift nor a conversion in AVX2.</summary>
    public bool IsDouble => FractionBits == 52;

    /// <summary>Whether ln 2 has two terms in every reduction, and logarithms in powers have two parts.</summary>
    public bool IsPrecise { get; private init; }

    public int FractionBits { get; private init; }

    public int Bias { get; private init; }

    public int SmallestExponent => 1 - Bias;

    /// <summary>The smallest normal number as formulas write it.</summary>
    public string SmallestPower { get; private init; } = "";

    public double SmallestNormal { get; private init; }

    /// <summary>The smallest denormal number.</summary>
    public double SmallestNumber { get; private init; }

    /// <summary>Adding it, 1.5 times the power of two whose last place is 1, rounds to a whole number, which then stands in the low bits.</summary>
    public double Magic => 1.5 * Math.Pow(2, FractionBits);

    public long BitsOfOne => (long)Bias << FractionBits;

    /// <summary>The bits of √½: subtracting them makes the exponent field that of the power of two nearest in ratio.</summary>
    public long BitsOfRootHalf { get; private init; }

    /// <summary>Multiplied with 2 to this power, every denormal number is normal.</summary>
    public int DenormalBits { get; private init; }

    /// <summary>From here on the logarithm of 1 + u scales u down first.</summary>
    public double Huge { get; private init; }

    /// <summary>Beyond it a logit is as good as infinite.</summary>
    public double FarLogit { get; private init; }

    /// <summary>Further down every power of a sigmoid is 0, and its multiples stay whole in the low bits.</summary>
    public double FarSide { get; private init; }

    /// <summary>A number whose exponential is too large.</summary>
    public double ExpOverflow { get; private init; }

    /// <summary>ln 2 in the format.</summary>
    public double Ln2High { get; private init; }

    /// <summary>The rest of ln 2.</summary>
    public double Ln2Low { get; private init; }

    /// <summary>exp(r) for |r| ≤ ½ ln 2; precise: (exp(r) − 1)/r.</summary>
    public double[] Exp { get; private init; } = [];

    /// <summary>(exp(r) − 1 − r)/r² for |r| ≤ ½ ln 2, always precise: near 0 its error counts as that of the whole.</summary>
    public double[] Expm1 => [.. (IsPrecise ? this : SinglePrecise).Exp.Skip(1)];

    public int ExpDegree => IsPrecise ? Exp.Length : Exp.Length - 1;

    /// <summary>(log1p(e) − e)/e² for 0 ≤ e ≤ 1; in double (log1p(e) − 2s)/s³ by s², s = e/(2 + e).</summary>
    public double[] Log1p { get; private init; } = [];

    /// <summary>(log(1 + z) − z + z²/2)/z³ for √½ ≤ 1 + z ≤ √2; in double (log(1 + z) − 2s)/s³ by s², s = z/(2 + z).</summary>
    public double[] Log { get; private init; } = [];

    /// <summary>log2(1 + z)/z on the same range, where powers are not precise.</summary>
    public double[] Log2 { get; private init; } = [];

    /// <summary>(2^r − 1)/r for |r| ≤ ½, where powers are not precise.</summary>
    public double[] Exp2 { get; private init; } = [];

    /// <summary>By s² for s = z/(2 + z), √½ ≤ 1 + z ≤ √2: (log₂(1 + z) − 2 s log₂ e)/s³; in double without the term of s³ too, so over s⁵.</summary>
    public double[] Log2Quotient { get; private init; } = [];

    /// <summary>(sin r − r)/r³ by r², |r| ≤ π/4.</summary>
    public double[] Sine { get; private init; } = [];

    /// <summary>(cos r − 1 + r²/2)/r⁴ by r², |r| ≤ π/4.</summary>
    public double[] Cosine { get; private init; } = [];

    /// <summary>π/2 as a sum of three numbers of the format.</summary>
    public double[] QuarterTurn { get; private init; } = [];

    /// <summary>−log(1 − erf x)/x for 0 ≤ x up to the limit.</summary>
    public double[] Erf { get; private init; } = [];

    /// <summary>From here on erf is 1 in the format.</summary>
    public double ErfLimit { get; private init; }

    /// <summary>(atan r − r)/r³ for 0 ≤ r ≤ 1 by r².</summary>
    public double[] Atan { get; private init; } = [];

    /// <summary>The number of the format nearest to a number.</summary>
    public double Rounded(double number) => IsDouble ? number : (float)number;
}
