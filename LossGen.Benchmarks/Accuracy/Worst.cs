using System.Globalization;
using LossGen.Tests.Ir;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>The largest errors of many results, and where they are.</summary>
internal struct Worst
{
    /// <summary>An absolute error says something of results of the order of 1.</summary>
    private const double LargestForAbsolute = 4;

    public double Ulp, Absolute;

    /// <summary>The argument of the largest error in ulp, as text.</summary>
    public string Where;

    /// <summary>Results that are infinite or not a number where the exact one is neither.</summary>
    public long NotFinite;

    /// <summary>Results that count: those whose exact value is a normal number of the format.</summary>
    public long Count;

    /// <summary>Takes a result into account.</summary>
    /// <param name="actual">What was computed.</param>
    /// <param name="exact">What it should be, in two parts.</param>
    /// <param name="scale">The magnitude whose last place is the unit; the exact result's own in most cases.</param>
    /// <param name="format">What is computed with.</param>
    /// <param name="where">The argument.</param>
    public void Add<TWhere>(double actual, DoubleDouble exact, double scale, Format format, TWhere where)
        where TWhere : IFormattable
    {
        if (!double.IsFinite(actual))
        {
            NotFinite += Math.Abs(exact.Hi) <= format.Largest ? 1 : 0;
            return;
        }
        if (Math.Abs(exact.Hi) <= format.Largest && Math.Abs(scale) >= format.SmallestNormal)
        {
            double error = Math.Abs(actual - exact.Hi - exact.Lo), ulp = error / format.Place(scale);
            Count++;
            Absolute = Math.Abs(exact.Hi) <= LargestForAbsolute ? Math.Max(Absolute, error) : Absolute;
            if (ulp > Ulp)
            {
                (Ulp, Where) = (ulp, where.ToString(null, CultureInfo.InvariantCulture));
            }
        }
    }

    public void Add(Worst other)
    {
        (Ulp, Where) = other.Ulp > Ulp ? (other.Ulp, other.Where) : (Ulp, Where);
        Absolute = Math.Max(Absolute, other.Absolute);
        NotFinite += other.NotFinite;
        Count += other.Count;
    }
}

/// <summary>A floating-point format.</summary>
internal sealed record Format(int FractionBits, int SmallestExponent, double Largest)
{
    public static readonly Format Single = new(23, -126, float.MaxValue);

    public static readonly Format Double = new(52, -1022, double.MaxValue);

    public double SmallestNormal { get; } = Math.ScaleB(1, SmallestExponent);

    private readonly double _placeOfOne = Math.ScaleB(1, -FractionBits);

    /// <summary>The value of the last place of normal numbers of a magnitude: the number's exponent and no more, shifted.</summary>
    public double Place(double magnitude) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(magnitude) & 0x7FF0_0000_0000_0000) * _placeOfOne;
}
