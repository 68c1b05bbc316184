namespace LossGen.Tests.Ir;

/// <summary>A number and its derivative in one direction.</summary>
internal readonly record struct Dual(double Value, double Tangent)
{
    public static implicit operator Dual(double value) => new(value, 0);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Tangent * b.Value) + (a.Value * b.Tangent));

    public static Dual operator /(Dual a, Dual b) => new(a.Value / b.Value, ((a.Tangent * b.Value) - (a.Value * b.Tangent)) / (b.Value * b.Value));

    public static Dual Exp(Dual x) => new(Math.Exp(x.Value), x.Tangent * Math.Exp(x.Value));

    public static Dual Log(Dual x) => new(Math.Log(x.Value), x.Tangent / x.Value);

    public static Dual Sin(Dual x) => new(Math.Sin(x.Value), x.Tangent * Math.Cos(x.Value));

    /// <summary>The error function as the integral that defines it, by Simpson's rule.</summary>
    public static Dual Erf(Dual x)
    {
        const int parts = 2000;
        double Density(double part) => Math.Exp(-Math.Pow(x.Value * part / parts, 2)) * 2 / Math.Sqrt(Math.PI);
        double sum = Enumerable.Range(0, parts + 1).Sum(i => Density(i) * (i is 0 or parts ? 1 : i % 2 == 0 ? 2 : 4));
        return new(sum * x.Value / (3 * parts), x.Tangent * Density(parts));
    }

    public static Dual Pow(Dual x, double exponent) => new(Math.Pow(x.Value, exponent), exponent == 0 ? 0 : x.Tangent * exponent * Math.Pow(x.Value, exponent - 1));

    public static Dual Abs(Dual x) => new(Math.Abs(x.Value), x.Tangent * Math.Sign(x.Value));

    public static Dual Atan2(Dual y, Dual x) =>
        new(Math.Atan2(y.Value, x.Value), ((y.Tangent * x.Value) - (x.Tangent * y.Value)) / ((x.Value * x.Value) + (y.Value * y.Value)));

    /// <summary>The larger number; where they are equal, the mean of the two derivatives.</summary>
    public static Dual Max(Dual a, Dual b) => a.Value == b.Value ? new(a.Value, (a.Tangent + b.Tangent) / 2) : a.Value > b.Value ? a : b;

    public static Dual Min(Dual a, Dual b) => 0 - Max(0 - a, 0 - b);
}
